"""A page of the agreement as a picture, with the place of a quote marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import streamlit as st

from analyser.app import state
from analyser.app.agreement.drawing import VIEWS, Drawer, View
from analyser.app.state import t
from analyser.errors import AnalyserError
from analyser.store import Stored
from analyser.text import Box

Kind = Literal["valgt", "forst", "fast"]
"""On a narrow screen a chosen place lies over the foot of the page until it is closed, the first place of all is not
shown, and a fixed one stands where it is drawn."""


@st.cache_resource(show_spinner=False)
def drawer() -> Drawer:
    """The process that draws pages, for all users of this server."""
    return Drawer()


@dataclass(frozen=True, slots=True)
class Place:
    """What is to be shown: the marked boxes and the page they begin on."""

    boxes: tuple[Box, ...]
    page: int

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that hold something marked."""
        return tuple(sorted({box.page for box in self.boxes})) or (self.page,)


def remember(sha256: str, where: str, place: Place) -> None:
    """Choose a place to show; for callbacks."""
    st.session_state[_key(sha256, where)] = place
    st.session_state.pop(_turned(sha256, where), None)


def remembered(sha256: str, where: str) -> Place | None:
    """The place that was chosen last in this part of the page."""
    found = st.session_state.get(_key(sha256, where))
    return found if isinstance(found, Place) else None


def forget(sha256: str, where: str) -> None:
    """Show no place any more; for callbacks."""
    st.session_state.pop(_key(sha256, where), None)
    st.session_state.pop(_turned(sha256, where), None)


def show(stored: Stored, where: str, place: Place, kind: Kind) -> None:
    """Draw the pages that the place is on, or the page turned to."""
    turned = st.session_state.get(_turned(stored.sha256, where))
    pages = (turned,) if turned else place.pages
    with st.container(key=f"sideflate_{kind}_{where}"):
        _bar(stored, where, pages)
        view: View = st.session_state.get(f"visning_{where}") or "page"
        for page in pages:
            _page(stored, page, place, view, where)


def _key(sha256: str, where: str) -> str:
    return f"sted_{where}_{sha256}"


def _turned(sha256: str, where: str) -> str:
    return f"bla_{where}_{sha256}"


def _bar(stored: Stored, where: str, pages: Sequence[int]) -> None:
    """The page number, buttons that turn the page, and how near it is shown."""
    last = stored.assessment.document.pages
    name = f"{pages[0]}–{pages[-1]}" if len(pages) > 1 else str(pages[0])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<h3 class="sidetittel">{t("avtale.side_av", side=name, sider=last)}</h3>', width="content")
        _turn(stored, where, pages[0] - 1, "forrige", pages[0] > 1)
        _turn(stored, where, pages[-1] + 1, "neste", pages[-1] < last)
        st.button(
            t("avtale.lukk_side"), key=f"lukk_{where}", icon=":material/close:", type="tertiary", on_click=forget,
            args=(stored.sha256, where),
        )  # fmt: skip
    st.segmented_control(
        t("avtale.visning"), list(VIEWS), default="page", key=f"visning_{where}", required=True,
        label_visibility="collapsed", format_func=lambda view: t(f"avtale.visning_{view}"), persist_state="session",
    )  # fmt: skip


def _turn(stored: Stored, where: str, page: int, name: str, possible: bool) -> None:
    st.button(
        t(f"avtale.{name}_side"), key=f"{name}_{where}", disabled=not possible, on_click=_turn_to,
        args=(stored.sha256, where, page),
        icon=":material/chevron_left:" if name == "forrige" else ":material/chevron_right:",
    )  # fmt: skip


def _turn_to(sha256: str, where: str, page: int) -> None:
    st.session_state[_turned(sha256, where)] = page


def _page(stored: Stored, page: int, place: Place, view: View, where: str) -> None:
    marked = tuple(box for box in place.boxes if box.page == page)
    try:
        png = _picture(str(state.store().pdf(stored.sha256)), page, marked, view)
    except AnalyserError as error:
        st.error(t("avtale.side_feil"), icon=":material/broken_image:")
        st.text(str(error).replace(f"{stored.sha256}.pdf", stored.name))
        return
    key = "avtale.side_alt" if marked else "avtale.side_alt_umerket"
    with st.container(key=f"sidebilde_{view}_{where}_{page}"):
        st.image(png, width="stretch", alt=t(key, side=page, antall=len(marked)))


@st.cache_data(max_entries=100, show_spinner=False)
def _picture(path: str, page: int, marked: Sequence[Box], view: View) -> bytes:
    return drawer().picture(Path(path), page, marked, view)
