"""The fields that narrow agreements by trust, helsefellesskap, region, topic and year."""

from __future__ import annotations

import streamlit as st
from pandas import DataFrame

from analyser.app.comparing.groups import DIMENSIONS, narrowed, options
from analyser.app.state import t


def narrowing(table: DataFrame, key: str) -> DataFrame:
    """The agreements that are left when the reader has chosen; nothing chosen means all."""
    wanted: dict[str, list[str]] = {}
    with st.expander(t("sammenlign.velg_ut")):
        columns = st.columns(len(DIMENSIONS))
        for column, dimension in zip(columns, DIMENSIONS, strict=True):
            known = options(table, dimension)
            wanted[dimension] = column.multiselect(
                t(f"sammenlign.{dimension}").capitalize(), list(known), key=f"sammenlign_{key}_{dimension}",
                format_func=known.__getitem__, placeholder=t("sammenlign.hvilke_som_helst"),
            )  # fmt: skip
    return narrowed(table, wanted)
