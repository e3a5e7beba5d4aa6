"""Placeholder until its page lands."""

import streamlit as st


def show() -> None:
    """Draw the page."""
    st.title("method")
