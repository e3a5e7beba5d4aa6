"""Results: all criteria side by side, each criterion, learning and mastery, and the Sámi population."""

from __future__ import annotations

from collections.abc import Iterator

from analyser.corpus.coverage import MAPPED
from analyser.levels import CONSTRUCTS
from analyser.report.content import construct
from analyser.report.content.base import Base, Group, sami, tally
from analyser.report.content.levels import Line, distribution, half, table
from analyser.report.content.words import AREAS, CORE, SUPPLEMENTARY
from analyser.report.model import Cell, Column, Paragraph, Part, Section, Table
from analyser.report.numbers import agreements, capital

OWN_CHAPTERS = ("samisk", "lm")


def results(base: Base) -> Section:
    """All criteria together, then each of them."""
    if base.agreements.empty:
        none = Paragraph("Det er ingen inngåtte avtaler å vise resultater for.")
        return Section("resultater", "Resultater", (none,))
    names = [name for name in CONSTRUCTS if name not in OWN_CHAPTERS]
    below = (_above(base), *(construct.chapter(base, name) for name in names))
    return Section("resultater", "Resultater", tuple(_overview(base)), below)


def _overview(base: Base) -> Iterator[Part]:
    rows, families = base.agreements, base.corpus.families
    yield Paragraph(
        "Figuren viser hvor mange avtaler som har hvert nivå. Tallene på nivå 2 og 3 er det som er delvis ivaretatt "
        "eller ivaretatt. Hvert kriterium har sitt eget avsnitt under; samisk befolkning og læring og mestring har "
        "egne kapitler."
    )
    yield distribution("Nivåer, alle avtaler", list(_lines(base, Group("", rows))), "Kriterium", "Nivåer")
    if len(families) < len(rows):
        yield Paragraph("Noen maler er brukt av mange. Her teller hver malfamilie én gang:")
        yield table("Nivåer, per malfamilie", _lines(base, Group("", families)), "Kriterium", "Nivåer per mal")


def _lines(base: Base, group: Group) -> Iterator[Line]:
    for names, heading in ((CORE, "Kjernekriterier"), (SUPPLEMENTARY, "Tilleggskriterier")):
        for at, name in enumerate(names):
            yield Line(base.construct(name).name, tally(group.rows[name]), "" if at else heading)


def _above(base: Base) -> Section:
    """What the overordnet avtale adds to those that hand something over to it."""
    return Section("overordnet", "Sammen med den overordnede avtalen", tuple(_lifted(base)))


def _lifted(base: Base) -> Iterator[Part]:
    rows = base.agreements
    lifts = base.corpus.lifts
    own = lifts[lifts["row"].isin(rows.index)]
    handing = int((rows["by_reference"].map(len) > 0).sum())
    linked = int(rows["overordnet"].notna().sum())
    if not handing:
        yield Paragraph("Ingen avtaler overlater noe kriterium til en annen avtale.")
        return
    yield Paragraph(
        f"{capital(agreements(handing))} overlater minst ett kriterium til en annen avtale. "
        f"{capital(agreements(linked))} viser til en overordnet samarbeidsavtale som er i materialet."
    )
    if own.empty:
        yield Paragraph("Ingen nivåer kan vises sammen med den overordnede avtalen.")
        return
    counted: list[tuple[Cell, ...]] = []
    for name in CONSTRUCTS:
        lines = own[own["construct"] == name]
        if len(lines):
            lifted = int((lines["lifted"] > lines["own"]).sum())
            counted.append((base.construct(name).name, len(lines), lifted, len(lines) - lifted))
    columns = (Column("Kriterium", 3), Column("Overlatt til overordnet avtale", 1.6, "right"),
               Column("Høyere nivå sammen", 1.4, "right"), Column("Samme nivå sammen", 1.4, "right"))
    yield Table("Kriterier som er overlatt til den overordnede avtalen", columns, tuple(counted), sheet="Overordnet")


def learning(base: Base) -> Section:
    """Learning and mastery, with what carries it: overview of offers, and structures."""
    return Section("lm", base.construct("lm").name, tuple(construct.body(base, "lm", *_learning(base))))


def _learning(base: Base) -> Iterator[Part]:
    rows = base.agreements
    concerned = rows[rows["topic"].isin((*MAPPED, "sær", "overordnet"))]
    others = rows[~rows.index.isin(concerned.index)]
    if concerned.empty or others.empty:
        return
    yield Paragraph(
        f"Av overordnede avtaler, særavtaler og avtaler om tema 2, 5, 6 og 10 har {half(tally(concerned['lm']))} nivå "
        f"2 eller 3. Av de andre har {half(tally(others['lm']))} det. En oversikt over tilbudene er avtalt på nivå 2 "
        f"eller 3 i {half(tally(rows['oversikt']))}, og strukturer for samarbeidet i {half(tally(rows['strukturer']))}."
    )


def sami_population(base: Base) -> Section:
    """The Sámi population: all agreements, those where it matters most, and per language area."""
    return Section("samisk", base.construct("samisk").name, tuple(construct.body(base, "samisk", *_relevant(base))))


def _relevant(base: Base) -> Iterator[Part]:
    rows = base.agreements
    relevant = rows[rows["saerlig_relevant"]]
    if relevant.empty:
        yield Paragraph("Ingen av avtalene har parter i forvaltningsområdet for samiske språk.")
        return
    yield Paragraph(
        f"For {agreements(len(relevant))} er kriteriet særlig relevant: en part ligger i forvaltningsområdet for "
        f"samiske språk, eller er et foretak som betjener det. Av dem har {half(tally(relevant['samisk']))} nivå 2 "
        f"eller 3."
    )
    areas = [Line(name, tally(sami(rows, area)["samisk"])) for area, name in AREAS.items() if len(sami(rows, area))]
    outside = relevant[relevant["sami_areas"].map(len) == 0]
    if len(outside):
        areas.append(Line("Bare foretaket betjener et område", tally(outside["samisk"])))
    lines = [Line("Alle avtaler", tally(rows["samisk"])), Line("Særlig relevant", tally(relevant["samisk"])),
             *(line._replace(heading="" if at else "Etter språkområde") for at, line in enumerate(areas))]
    yield distribution("Samisk befolkning: særlig relevante avtaler og språkområder", lines, "Gruppe", "Samisk område")
