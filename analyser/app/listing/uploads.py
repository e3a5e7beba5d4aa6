"""Taking files in: dropped on the page, judged side by side, each with its own line of what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analyser.app.access import User
from analyser.app.intake import Outcome, take
from analyser.app.links import address
from analyser.app.state import agreement, pool, store, t
from analyser.pool import cores

LARGEST = 100
"""Megabytes a file may have."""
_ROUND, _DONE = "opplasting", "opplasting_utfall"
_FIRST = ("refused", "known", "new")


def show(user: User) -> None:
    """Draw the field for files; judge what lies there; say what came of the last files."""
    pool()  # set off here, so that the workers are ready when the files come
    number = st.session_state.setdefault(_ROUND, 0)
    files = st.file_uploader(
        t("avtaler.last_opp"), type="pdf", accept_multiple_files=True, max_upload_size=LARGEST, key=f"{_ROUND}_{number}"
    )
    place = st.empty()
    if files:
        _take_all(files, user, place, _outcomes(number))
        st.session_state[_ROUND] = number + 1  # an empty field for the next files
        st.rerun()
    if done := st.session_state.get(_DONE, (0, []))[1]:
        _said(done, place)


def _outcomes(number: int) -> list[Outcome]:
    """What has come of this round's files so far: a run that was broken off is taken up where it was."""
    if st.session_state.get(_DONE, (None, []))[0] != number:
        st.session_state[_DONE] = (number, [])
    outcomes: list[Outcome] = st.session_state[_DONE][1]
    return outcomes


def _take_all(files: Sequence[UploadedFile], user: User, place: DeltaGenerator, done: list[Outcome]) -> None:
    """Judge the files, as many at a time as there are workers, and let go of each when it is done."""
    kept, workers, threads = store(), pool(), ThreadPoolExecutor(cores())
    try:
        waiting = {
            threads.submit(take, kept, workers, one.name, one.getvalue(), user.address, user.fellesskap or ""): one
            for one in files
        }
        _progress(place, done, [one.name for one in files])
        for future in as_completed(waiting):
            done.append(future.result())
            _forget(waiting.pop(future))
            _progress(place, done, [one.name for one in waiting.values()])
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


def _forget(file: UploadedFile) -> None:
    """Streamlit would hold the file, and the copy it hands out, until the run ends or the browser window is closed."""
    file.close()
    held: list[UploadedFile] = st.session_state[f"{_ROUND}_{st.session_state[_ROUND]}"]
    held[:] = [one for one in held if one.file_id != file.file_id]
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


def _progress(place: DeltaGenerator, done: Sequence[Outcome], waiting: Sequence[str]) -> None:
    total = len(done) + len(waiting)
    lines = [*map(_line, done), *(_item("waits", name, escape(t("avtaler.leses"))) for name in waiting)]
    with place.container():
        st.progress(len(done) / total, text=t("avtaler.framdrift", ferdig=len(done), alle=total))
        st.html(f'<ul class="opplasting" tabindex="0">{"".join(lines)}</ul>')


def _said(done: Sequence[Outcome], place: DeltaGenerator) -> None:
    """What came of the files, those that need something done first."""
    ordered = sorted(done, key=lambda one: _FIRST.index(one.state))
    counts = {state: sum(one.state == state for one in done) for state in _FIRST}
    with place.container(key="opplasting_ferdig"):
        st.html(
            f'<p class="opplasting-sum" role="status">{escape(" ".join(_summary(counts)))}</p>'
            f'<ul class="opplasting" tabindex="0">{"".join(map(_line, ordered))}</ul>'
        )
        st.button(t("avtaler.skjul"), on_click=lambda: st.session_state.pop(_DONE, None), type="tertiary")


def _summary(counts: dict[str, int]) -> Iterator[str]:
    for state, text in (("new", "sum_nye"), ("known", "sum_kjente"), ("refused", "sum_avviste")):
        if counts[state]:
            yield t(f"avtaler.{text}", antall=counts[state])


def _line(outcome: Outcome) -> str:
    if outcome.state == "refused":
        return _item("refused", outcome.name, escape(outcome.message))
    seen = agreement(outcome.sha256)
    if not seen:
        return _item("known", outcome.name, escape(t("avtaler.kjent_andres")))
    said = "vurdert" if outcome.state == "new" else "kjent_arkivert" if seen.archived else "kjent"
    link = f'<a href="{escape(address("avtale", avtale=outcome.sha256))}" target="_self">{escape(t("avtaler.se"))}</a>'
    return _item(outcome.state, outcome.name, f"{escape(t(f'avtaler.{said}'))} {link}")


_SIGNS = {"new": "✓", "known": "↺", "refused": "✕", "waits": "…"}


def _item(state: str, name: str, said: str) -> str:
    """One line; `said` is HTML, the name is not."""
    return (
        f'<li class="{state}"><span aria-hidden="true">{_SIGNS[state]}</span>'
        f"<span><strong>{escape(name)}</strong> {said}</span></li>"
    )
