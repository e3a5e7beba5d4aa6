"""A chapter for one construct: how the levels fall, what is missing, and what agreements say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from analyser.report.content.base import Base, Group, Tally, by_region, by_topic, by_trust, tally
from analyser.report.content.levels import Line, distribution, half, table
from analyser.report.content.words import LEVEL_NAMES, TABS, named, sides
from analyser.report.model import Cell, Column, Paragraph, Part, Quote, Section, Share, Table
from analyser.report.numbers import capital, of

if TYPE_CHECKING:
    from pandas import DataFrame

ALL, FAMILIES, TOGETHER = "Alle avtaler", "Per malfamilie", "Med overordnet avtale"
QUOTED, FIT = 2, 160
"""How many quotes of each sort, and the length of a quote that says something and is soon read."""
LONGEST = 420


def chapter(base: Base, name: str) -> Section:
    """The whole chapter of one construct."""
    return Section(name, base.construct(name).name, tuple(body(base, name)))


def body(base: Base, name: str, *more: Part) -> Iterator[Part]:
    """The parts of a chapter, with what is particular to the construct after the first figure."""
    yield from opening(base, name)
    yield from overview(base, name)
    yield from more
    yield from missing(base, name)
    yield from quotes(base, name)
    yield from details(base, name)


def lines(base: Base, name: str) -> Iterator[Line]:
    """All agreements: each by itself, each family once, and together with the overordnet avtale."""
    corpus = base.corpus
    yield Line(ALL, tally(base.agreements[name]))
    yield Line(FAMILIES, tally(corpus.families[name]))
    if (corpus.lifts["construct"] == name).any():
        yield Line(TOGETHER, tally(corpus.with_overordnet.loc[base.agreements.index, name]))


def opening(base: Base, name: str) -> Iterator[Part]:
    """What is asked, and the answer in two sentences."""
    counted = tally(base.agreements[name])
    yield Paragraph(f"{base.construct(name).question} {_answer(counted)}{_by_family(base, name, counted)}")


def _answer(counted: Tally) -> str:
    if not counted.assessed:
        return "Ingen avtaler er vurdert på dette kriteriet."
    usual = LEVEL_NAMES[counted.usual]
    if counted.assessed == 1:
        return f"Den ene avtalen som er vurdert, har nivå {usual}."
    return f"Av avtalene som er vurdert, har {half(counted)} nivå 2 eller 3. Det vanligste nivået er {usual}."


def _by_family(base: Base, name: str, counted: Tally) -> str:
    """The same per family, where that is another number."""
    families = tally(base.corpus.families[name])
    if not counted.assessed or families.assessed == counted.assessed:
        return ""
    return f" Når hver malfamilie teller én gang, har {half(families)} nivå 2 eller 3."


def overview(base: Base, name: str) -> Iterator[Part]:
    """All agreements, each family once, and the regions."""
    title = base.construct(name).name
    groups = [*lines(base, name), *_grouped(name, by_region(base.agreements), "Region")]
    yield distribution(f"{title}: alle avtaler og regioner", groups, "Gruppe", TABS[name])


def details(base: Base, name: str) -> Iterator[Part]:
    """By topic as a chart, by trust as a table, where there is more than one of them."""
    title = base.construct(name).name
    topics = list(_grouped(name, by_topic(base.agreements)))
    if len(topics) > 1:
        yield distribution(f"{title}: tema", topics, "Tema", f"{TABS[name]} tema")
    trusts = list(_grouped(name, by_trust(base.agreements)))
    if len(trusts) > 1:
        yield table(f"{title}: helseforetak", trusts, "Helseforetak", f"{TABS[name]} HF")


def _grouped(name: str, groups: Iterator[Group], heading: str = "") -> Iterator[Line]:
    for at, group in enumerate(groups):
        yield Line(group.name, tally(group.rows[name]), "" if at else heading)


def missing(base: Base, name: str) -> Iterator[Part]:
    """Elements by how often they are missing, and a model clause for the first of them."""
    found = list(_found(base, name))
    if not found:
        return
    found.sort(key=lambda pair: (pair[1].part / pair[1].whole, pair[0]))
    elements = base.construct(name).elements
    first, share = found[0]
    lacking = Share(share.whole - share.part, share.whole)
    if not lacking.part:
        yield Paragraph("Alle elementene i kriteriet er funnet i alle avtalene.")
        return
    yield Paragraph(f"Oftest mangler dette: {elements[first].name}. Det mangler i {of(lacking)}.")
    rows: list[tuple[Cell, ...]] = [
        (capital(elements[key].name), one.part, one.whole - one.part, Share(one.whole - one.part, one.whole))
        for key, one in found
    ]
    columns = (Column("Element", 5), Column("Funnet", 1, "right"), Column("Mangler", 1, "right"),
               Column("Andel som mangler", 1.6, "right"))
    title = base.construct(name).name
    yield Table(f"{title}: hva som oftest mangler", columns, tuple(rows), sheet=f"{TABS[name]} mangler")
    if advice := base.ruleset.advice.get((name, first)):
        yield Paragraph(f"Slik kan det skrives: «{advice.nb}» {advice.why}")


def _found(base: Base, name: str) -> Iterator[tuple[str, Share]]:
    """In how many agreements each element was found, of those where the construct was assessed."""
    table = base.corpus.elements.loc[base.agreements.index]
    for key in base.construct(name).shown:
        if f"{name}.{key}" in table and (column := table[f"{name}.{key}"].dropna()).size:
            yield key, Share(int(column.sum()), int(column.size))


def quotes(base: Base, name: str) -> Iterator[Part]:
    """The best and the typical wording, each from a mould of its own."""
    said = base.corpus.quotes
    rows = base.agreements
    own = said[(said["construct"] == name) & said["row"].isin(rows.index)]
    if own.empty:
        return
    best = int(own["level"].max())
    yield Paragraph(f"Høyeste nivå som er nådd, er {LEVEL_NAMES[best]}. Slik er det skrevet:")
    yield from _chosen(own[own["level"] == best], rows, typical=False)
    counted = tally(rows[name])
    usual = counted.usual
    if 0 < usual < best:
        yield Paragraph(f"Typisk ordlyd, på nivå {LEVEL_NAMES[usual]}:")
        yield from _chosen(own[own["level"] == usual], rows, typical=True)
    elif not usual and counted.assessed > 1:
        yield Paragraph("Det typiske er at avtalen ikke har noen tekst som teller.")


def _chosen(own: DataFrame, rows: DataFrame, typical: bool) -> Iterator[Quote]:
    """Different quotes of a good length and of different moulds: the widespread first where the typical is wanted."""
    about = own.join(rows[["family", "family_size", "title", "parties", "language"]], on="row")
    lines: Sequence[dict[Any, Any]] = about.to_dict("records")
    taken: set[Any] = set()
    spread = -1 if typical else 0
    for one in sorted(lines, key=lambda one: (spread * one["family_size"], *_unfit(one["quote"]), one["row"])):
        same = {one["family"], one["quote"].lower()}
        if not same & taken and len(taken) < 2 * QUOTED:
            taken |= same
            yield Quote(int(one["level"]), _cut(one["quote"]), _source(one), one["language"])


def _unfit(quote: str) -> tuple[int, int]:
    """A whole sentence before a fragment, and a good length before short and long."""
    return int(not (quote[:1].isupper() and quote.rstrip().endswith("."))), abs(len(quote) - FIT)


def _cut(quote: str) -> str:
    return quote if len(quote) <= LONGEST else f"{quote[:LONGEST].rsplit(' ', 1)[0]} …"


def _source(one: dict[Any, Any]) -> str:
    section = f", {one['section']}" if one["section"] else ""
    return f"{named(one['title'])}. {sides(one['parties'])}{section}, side {one['page']}."
