"""What was added, removed and changed between two agreements."""

from __future__ import annotations

from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from analyser.app.agreement.changes import Piece, changes, pieces, runs
from analyser.app.agreement.chooser import lines
from analyser.app.agreement.versions import changes_html, in_time, kinship, moved, moved_html, suggested
from analyser.assessment import Dates
from app.agreement.samples import HOSTILE, document, example, other, party, stored

TEXT = st.text("abc æ.\n<", max_size=40)


def clauses(*texts: str) -> tuple[Piece, ...]:
    return pieces(document(("1 Oppgaver", "oppgaver", list(texts))))


def seen(old: tuple[Piece, ...], new: tuple[Piece, ...]) -> list[tuple[str, str, str]]:
    return [(one.kind, one.old.text if one.old else "", one.new.text if one.new else "") for one in changes(old, new)]


def test_the_same_words_are_no_change_whatever_their_order_and_spacing() -> None:
    old = clauses("Kommunen skal melde.", "Foretaket svarer.")
    assert seen(old, clauses("foretaket  svarer.", "Kommunen skal\nmelde.")) == []


def test_added_removed_and_changed_in_the_order_of_the_new() -> None:
    old = clauses("Partene møtes to ganger i året.", "Kommunen dekker reiser.", "Avtalen varer i fire år.")
    new = clauses("Partene møtes fire ganger i året.", "Avtalen varer i fire år.", "Avvik meldes innen tre dager.")
    assert seen(old, new) == [
        ("changed", "Partene møtes to ganger i året.", "Partene møtes fire ganger i året."),
        ("removed", "Kommunen dekker reiser.", ""),
        ("added", "", "Avvik meldes innen tre dager."),
    ]


def test_a_clause_that_stood_twice_and_now_once_is_removed_once() -> None:
    assert seen(clauses("Kommunen melder.", "Kommunen melder."), clauses("Kommunen melder.")) == [
        ("removed", "Kommunen melder.", "")
    ]


def test_of_two_alike_the_nearest_is_taken() -> None:
    far, near = "Kommunen skal melde avvik innen tre dager.", "Kommunen skal melde avvik innen fem uker til foretaket."
    old = clauses(far, near)
    new = clauses("Kommunen skal melde avvik innen fem uker til sykehuset.")
    assert [one[:2] for one in seen(old, new)] == [
        ("removed", far),
        ("changed", near),
    ]


def test_title_parties_and_signatures_are_not_compared() -> None:
    paper = document(("1 Parter", "parter", ["Etne kommune"]), ("2 Signatur", "underskrift", ["Etne, 2020"]))
    assert pieces(paper) == ()


@given(TEXT, TEXT)
def test_the_runs_hold_both_wordings_whole(old: str, new: str) -> None:
    found = runs(old, new)
    assert "".join(one.text for one in found if one.kind != "added") == old
    assert "".join(one.text for one in found if one.kind != "removed") == new


def test_changed_words_are_marked_and_named_and_never_html() -> None:
    old, new = clauses("Kommunen skal melde avvik " + HOSTILE), clauses("Kommunen skal sende avvik " + HOSTILE)
    html = changes_html(changes(old, new))
    assert '<del><span class="bare-lest">[tatt ut: </span>melde<' in html
    assert '<ins><span class="bare-lest">[satt inn: </span>sende<' in html
    assert "<strong>Endret</strong>" in html
    assert "<script" not in html


def test_forty_pages_are_compared_within_a_second_or_two() -> None:
    said = "Kommunen skal innen {n} {time} melde sak {case} til {whom} om tema {topic}."
    old, new = (
        clauses(*(said.format(n=n, case=7 * n, topic=n % 13, time=time, whom=whom) for n in range(800)))
        for time, whom in (("dager", "foretaket"), ("uker", "sykehuset"))
    )
    begun = process_time()
    assert {one.kind for one in changes(old, new)} == {"changed"}
    assert process_time() - begun < 5


def test_versions_of_the_same_agreement_are_suggested_first() -> None:
    base = example()
    version = other(base, "v")
    topic = other(base, "t", parties=(party("Etne kommune", number="4611"),))
    parties = other(base, "p", topic="5")
    neither = other(base, "n", topic="5", parties=())
    found = suggested(stored(base), [stored(one) for one in (neither, parties, topic, base, version)])
    assert [(one.sha256, kin) for one, kin in found] == [
        ("v", "versjon"), ("t", "tema"), ("p", "parter"), ("n", "annen"),
    ]  # fmt: skip
    assert kinship(neither, other(neither, "m")) == "tema"


def test_the_older_comes_first_and_undated_ones_are_older() -> None:
    base = stored(example())
    older = stored(other(base.assessment, "o", dates=Dates(signed="2011-01-01")))
    undated = stored(other(base.assessment, "u", dates=Dates()))
    newer = stored(other(base.assessment, "n", dates=Dates(revised="2029-05")))
    assert [in_time(base, one) for one in (older, newer, undated)] == [(older, base), (base, newer), (undated, base)]


def test_two_that_read_alike_are_told_apart_by_their_files() -> None:
    one, two = stored(other(example(), "a"), "ny.pdf"), stored(other(example(), "b"), "gammel.pdf")
    third = stored(other(example(), "c", title="Delavtale 5"), "c.pdf")
    said = lines([one, two, third])
    assert said["a"].endswith(" · 2022 · ny.pdf")
    assert said["b"].endswith(" · 2022 · gammel.pdf")
    assert said["c"] == "Delavtale 5 · Sørlandet sykehus HF, Arendal kommune, Froland kommune + 6 · 2022"


def test_two_versions_in_files_of_the_same_name_can_each_be_chosen() -> None:
    said = lines([stored(other(example(), "a")), stored(other(example(), "b"))])
    assert len(set(said.values())) == 2
    assert all(" · avtale.pdf · 1. mars 2026" in one for one in said.values())


def test_levels_gained_and_lost_in_words() -> None:
    old, new = example("tenesteavtale-3-og-5-gaular"), example()
    html = moved_html(moved(old, new))
    assert "▲ 3 opp" in html
    assert "uendret" in html
    assert "▼ 3 ned" in moved_html(moved(new, old))
