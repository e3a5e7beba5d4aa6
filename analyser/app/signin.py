"""Sign-in with Streamlit's own OpenID Connect: who is at the page, or why nobody is let in."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analyser.app.access import LOCAL, USERS, NotAdmitted, User, admitted, user_list

LOOPBACK = ("localhost", "127.0.0.1", "::1")


class SignedOut(NotAdmitted):
    """Nobody has signed in yet."""


def current() -> User:
    """Who is at the page: the local user where sign-in is not configured; raises NotAdmitted."""
    if not _configured():
        return LOCAL
    claims = st.user.to_dict()
    if not claims.get("is_logged_in"):
        raise SignedOut("innlogging.velkommen")
    return admitted(claims)


def _configured() -> bool:
    """Whether [auth] stands in Streamlit's secrets; whatever is half done keeps everybody out."""
    if st.secrets.load_if_toml_exists():
        if "auth" in st.secrets:
            return True
    elif any(Path(one).exists() for one in st.get_option("secrets.files")):
        raise NotAdmitted("innlogging.feil_i_oppsett", "Streamlits secrets.toml kan ikke leses, så ingen slipper inn.")
    if user_list():
        raise NotAdmitted("innlogging.feil_i_oppsett", f"{USERS} er satt, men [auth] mangler i secrets.toml.")
    return False


def exposed() -> bool:
    """Whether other machines can reach a server that lets everybody in."""
    return not _configured() and st.get_option("server.address") not in LOOPBACK
