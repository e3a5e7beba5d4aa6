"""The table of agreements: levels as they stand, what narrows it, and its order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from conftest import EXAMPLES, assessed

from analyser.app.listing import actions
from analyser.app.listing.rows import NOT_ASSESSED, ORDERS, Wanted, alphabetic, narrowed, ordered, rows
from analyser.assessment import CONSTRUCTS
from analyser.store import NATIONAL, Review, Stored

TIME = datetime(2026, 1, 1, tzinfo=UTC)


def stored(path: Path) -> Stored:
    record = assessed(path)
    return Stored(record.sha256, path.name, "test", TIME, ("agder",), record, False)


ALL = [stored(path) for path in EXAMPLES]
TABLE = rows(ALL, {})


def review(construct: str, level: int | None, reviewed: bool = False) -> Review:
    return Review(1, ALL[0].sha256, construct, level, "", "kari@agder.no", TIME, 1, reviewed)


def test_a_row_says_what_the_assessment_says() -> None:
    for one, (_, row) in zip(ALL, TABLE.iterrows(), strict=True):
        about = one.assessment.document
        assert row["sha256"] == one.sha256
        assert {name: row[name] for name in CONSTRUCTS} == {
            name: one.assessment.constructs[name].level for name in CONSTRUCTS
        }
        assert row["alerts"] == len(about.warnings) + len(about.staleness)
        assert row["groups"] == ("Helsefellesskapet på Agder",)
        assert not row["reviewed"]


def test_municipalities_stand_before_trusts() -> None:
    etne = TABLE[TABLE["name"] == "tenesteavtale-2-etne.pdf"].iloc[0]
    assert etne["parties"] == "Etne kommune, Helse Fonna HF"


def test_a_level_set_by_people_stands_in_the_table_and_one_by_the_national_body_does_not() -> None:
    first = ALL[0].sha256
    own = 3 - (ALL[0].assessment.constructs["samisk"].level or 0)
    table = rows(ALL, {first: {
        "samisk": review("samisk", own), "lm": review("lm", None), f"{NATIONAL}oversikt": review("oversikt", 3),
        "": review("", None, reviewed=True),
    }})  # fmt: skip
    assert table["samisk"][0] == own
    assert table["lm"][0] == TABLE["lm"][0]
    assert table["oversikt"][0] == TABLE["oversikt"][0]
    assert table["changed"][0] == {"samisk": own}
    assert list(table["reviewed"]) == [True] + [False] * (len(ALL) - 1)


def test_what_was_not_assessed_is_no_level() -> None:
    unread = replace(ALL[0].assessment.constructs["samisk"], level=None, state="not_assessed")
    constructs = {**ALL[0].assessment.constructs, "samisk": unread}
    table = rows([replace(ALL[0], assessment=replace(ALL[0].assessment, constructs=constructs))], {})
    assert table["samisk"].isna().all()
    assert len(narrowed(table, Wanted(constructs=["samisk"], levels=[0]))) == 0
    assert len(narrowed(table, Wanted(constructs=["samisk"], levels=[NOT_ASSESSED]))) == 1


def test_nothing_wanted_is_everything_also_of_an_empty_store() -> None:
    assert len(narrowed(TABLE, Wanted())) == len(ALL)
    empty = rows([], {})
    for order in ORDERS:
        assert ordered(narrowed(empty, Wanted(found=set(), levels=[0], topics=["5"])), order).empty


@pytest.mark.parametrize(
    ("wanted", "meets"),
    [
        (Wanted(found={ALL[2].sha256}), lambda row: row["sha256"] == ALL[2].sha256),
        (Wanted(groups=["Helsefellesskapet på Agder"]), lambda row: True),
        (Wanted(groups=["Helsefellesskapet i Telemark"]), lambda row: False),
        (Wanted(topics=["5", "13"]), lambda row: {"5", "13"} & set(row["topics"])),
        (Wanted(languages=["nn"]), lambda row: row["language"] == "nn"),
        (Wanted(years=[2013]), lambda row: row["year"] == 2013),
        (Wanted(reviewed=True), lambda row: False),
        (Wanted(reviewed=False, languages=["nb"]), lambda row: row["language"] == "nb"),
        (Wanted(constructs=["lm"], levels=[2, 3]), lambda row: row["lm"] in (2, 3)),
        (Wanted(levels=[3]), lambda row: any(row[name] == 3 for name in CONSTRUCTS)),
    ],
)
def test_a_wish_keeps_the_rows_that_meet_it_and_no_others(wanted: Wanted, meets: object) -> None:
    assert callable(meets)
    kept = set(narrowed(TABLE, wanted)["sha256"])
    assert kept == {row["sha256"] for row in TABLE.where(TABLE.notna(), None).to_dict("records") if meets(row)}


def test_the_orders() -> None:
    assert list(ordered(TABLE, "added").index) == list(TABLE.index)
    dates = list(ordered(TABLE, "date")["date"])
    assert dates == sorted(dates, reverse=True)
    numbers = [int(topic) for topic in ordered(TABLE, "topic")["topic"] if topic.isdigit()]
    assert numbers == sorted(numbers)
    lowest = ordered(TABLE, "lowest")[list(CONSTRUCTS[:6])].sum(axis=1)
    assert list(lowest) == sorted(lowest)
    assert ordered(TABLE, "alerts")["alerts"].is_monotonic_decreasing


def test_what_was_not_assessed_does_not_stand_among_the_lowest() -> None:
    table = TABLE.copy()
    table.loc[0, list(CONSTRUCTS[:6])] = pd.NA
    assert list(ordered(table, "lowest").index)[-1] == 0


def test_two_with_the_same_file_name_can_each_be_chosen_to_be_put_away() -> None:
    alike = [replace(ALL[0], name="avtale.pdf"), replace(ALL[0], sha256="b", name="avtale.pdf")]
    table = rows(alike, {}).assign(sha256=["a", "b"])
    assert len(set(actions.names(table).values())) == 2


def test_the_norwegian_alphabet_ends_in_ae_oe_aa() -> None:
    assert sorted(["Ål", "Ørsta", "Ærfugl", "Zet", "ål", "aure"], key=alphabetic) == [
        "aure", "Zet", "Ærfugl", "Ørsta", "Ål", "ål",
    ]  # fmt: skip
