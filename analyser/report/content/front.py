"""The first chapters: the main numbers, why the mapping is made, and how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from analyser.corpus.coverage import MAPPED
from analyser.levels import CONSTRUCTS
from analyser.report.content.age import stale
from analyser.report.content.base import Base, Tally, tally
from analyser.report.content.duties import leaning, shares
from analyser.report.content.levels import half
from analyser.report.content.words import CORE, LEVEL_NAMES
from analyser.report.model import Bullets, Cell, Column, Figures, Level, Paragraph, Part, Section, Share, Table
from analyser.report.numbers import agreements, capital, count, listed, number, of, small, word

UNMEASURED = (
    "Hvor godt programmet er enig med mennesker som koder, er ikke målt for dette materialet. Slik måles det: "
    "«analyser sample MAPPE --n 30» trekker et tilfeldig utvalg og lager en arbeidsbok. To personer fyller ut "
    "hver sin kopi etter kodeboken, uten å se programmets svar. «analyser agreement A.xlsx B.xlsx MAPPE» regner ut "
    "enigheten, og neste rapport tar tallene med her."
)
CODERS = {"maskin": "programmet"}


def summary(base: Base) -> Section:
    """The main numbers on one page."""
    rows = base.agreements
    if rows.empty:
        empty = "Det er ingen inngåtte avtaler i materialet som kan vurderes. Rapporten har derfor ingen resultater."
        return Section("sammendrag", "Sammendrag", (Paragraph(empty),))
    corpus, coverage = base.corpus, base.corpus.coverage
    reached = int(coverage[["overordnet", *map(str, range(1, 14))]].any(axis=1).sum())
    figures = Figures((
        (number(len(rows)), "avtaler som teller" if len(rows) != 1 else "avtale som teller"),
        (number(len(corpus.families)), "ulike tekster" if len(corpus.families) != 1 else "malfamilie"),
        (f"{number(reached)} av {number(len(coverage))}", "kommuner med minst én avtale"),
        (number(len(corpus.failures)), "filer som ikke kunne vurderes" if len(corpus.failures) != 1
         else "fil som ikke kunne vurderes"),
    ))
    return Section("sammendrag", "Sammendrag", (figures, Bullets(tuple(_findings(base)))))


def _findings(base: Base) -> Iterator[str]:
    """What the report finds, a sentence each."""
    rows = base.agreements
    if len(rows) == 1:
        yield from _single(base)
        return
    yield from _core(base)
    yield f"Læring og mestring er avtalt på nivå 2 eller 3 i {half(tally(rows['lm']))}."
    relevant = rows[rows["saerlig_relevant"]]
    yield (
        f"Tiltak for den samiske befolkningen (nivå 2 eller 3) har {half(tally(rows['samisk']))}. Blant avtalene der "
        f"det er særlig relevant, har {half(tally(relevant['samisk']))} det."
        if len(relevant) else f"Tiltak for den samiske befolkningen (nivå 2 eller 3) har {half(tally(rows['samisk']))}."
    )
    yield from _coverage(base)
    yield from _duties(base)
    if some := stale(base):
        yield f"{capital(of(Share(some, len(rows))))} har minst ett tegn på at teksten er utdatert."
    yield _families(base)


def _single(base: Base) -> Iterator[str]:
    """The levels of the only agreement: shares of one say nothing."""
    yield "Bare én avtale teller i materialet, så rapporten viser nivåene i den og ingen andeler."
    for level in (3, 2, 1, 0):
        names = [_name(base, name) for name in CONSTRUCTS if (base.agreements[name] == level).any()]
        if names:
            yield f"Nivå {LEVEL_NAMES[level]}: {listed(names)}."


def _core(base: Base) -> Iterator[str]:
    """The core criterion that fares best, and the one that fares worst."""
    counted = {name: tally(base.agreements[name]) for name in CORE}
    order = sorted((name for name in CORE if counted[name].assessed), key=lambda name: _rank(counted[name]))
    if not order:
        return
    best, worst = order[-1], order[0]
    yield f"Av kjernekriteriene er {_name(base, best)} best ivaretatt: {half(counted[best])} har nivå 2 eller 3."
    if worst != best:
        yield f"Svakest står {_name(base, worst)}: {half(counted[worst])} har nivå 2 eller 3."


def _rank(counted: Tally) -> float:
    return counted.half.part / counted.half.whole


def _name(base: Base, construct: str) -> str:
    return small(base.construct(construct).name)


def _coverage(base: Base) -> Iterator[str]:
    table = base.corpus.coverage
    counted = listed([f"{number(int(table[key].sum()))} (tema {key})" for key in MAPPED])
    yield f"Av {number(len(table))} kommuner har så mange avtale om temaene nærmest læring og mestring: {counted}."


def _duties(base: Base) -> Iterator[str]:
    municipal, trust = shares(base)
    if not municipal + trust:
        return
    sides = leaning(base)
    yield (
        f"Av pliktene som ligger på én av sidene, ligger {of(Share(municipal, municipal + trust))} på kommunene. "
        f"{capital(agreements(sides['kommune']))} gir kommunen minst dobbelt så mange plikter som helseforetaket, "
        f"{word(sides['helseforetak'])} omvendt."
    )


def _families(base: Base) -> str:
    shared = base.corpus.families
    several = shared[shared["documents"] > 1]
    if several.empty:
        return "Ingen av avtalene er laget over samme mal."
    moulds = count(len(several), "mal", "maler")
    return (
        f"{capital(agreements(int(several['documents'].sum())))} er laget over {moulds} som flere bruker. Andelene er "
        "derfor også regnet med hver malfamilie som én."
    )


def background(base: Base) -> Section:
    """Why the agreements are mapped."""
    return Section("bakgrunn", "Bakgrunn", (
        Paragraph(
            "Kommunene skal etter helse- og omsorgstjenesteloven kapittel 6 ha samarbeidsavtale med det regionale "
            "helseforetaket eller et helseforetak det bestemmer. Loven sier hva avtalene minst skal handle om. "
            "Lærings- og mestringstilbud er nevnt sammen med habilitering og rehabilitering (nr. 2). Utskrivning "
            "(nr. 5), kunnskapsoverføring (nr. 6) og forebygging (nr. 10) har også betydning for slike tilbud."
        ),
        Paragraph(
            "Den nasjonale forprosjektrapporten om lærings- og mestringstilbud fra januar 2021 anbefaler at veiledning "
            "og maler for avtalene krever konkretisering, brukermedvirkning, forpliktelse, tilgjengelighet, "
            "vedlikehold og likeverdige parter, oversikt over tilbudene, strukturer for samarbeidet, og tilbud til den "
            "samiske befolkningen (anbefaling 13 og 18). Den bygger på kartleggingen NK LMH gjorde i 2020."
        ),
        Paragraph("Denne rapporten viser hvor avtalene i materialet står, med samme spørsmål til alle."),
    ))


def method(base: Base) -> Section:
    """How the agreements were judged, and how far the judgement can be trusted."""
    subsections = (
        Section("kodebok", "Kodebok og nivåer", tuple(_codebook(base))),
        Section("regler", "Regelsett", tuple(_rules(base))),
        Section("telling", "Slik er det talt", (Bullets(_counting()),)),
        Section("enighet", "Enighet med mennesker som koder", tuple(_validity(base))),
    )
    return Section("metode", "Metode", (Paragraph(
        "Et dataprogram har lest hver avtale og vurdert ti kriterier etter en kodebok. Programmet følger regler som er "
        "skrevet av mennesker; det bruker ingen språkmodell. Hvert nivå bygger på setninger som er sitert med side."
    ),), subsections)


def _codebook(base: Base) -> Iterator[Part]:
    yield Paragraph(
        "Kriteriene kommer fra anbefaling 13 og 18. Definisjonene og reglene for nivåene er våre egne, for "
        "definisjonene bak kartleggingen fra 2020 er ikke offentlige. De er ikke noen offisiell fasit."
    )
    meanings = (
        "Ingenting som teller: tittel, innholdsfortegnelse, lovlister og underskrifter teller ikke.",
        "Prinsipp, mål, svak eller betinget ordlyd, eller bare henvist til en annen avtale.",
        "Minst én bestemmelse med reelt innhold.",
        "Fullstendig: hvem, hva, og når eller hvordan.",
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (Level(level), name[2:], meaning)
        for (level, name), meaning in zip(enumerate(LEVEL_NAMES), meanings, strict=True)
    )
    yield Table("Nivåene", (Column("Nivå", 0.6, "center"), Column("Navn", 1.5), Column("Hva det betyr", 5)), rows)
    criteria = tuple(
        (one.name, "kjerne" if one.core else "tillegg", one.question, one.reasons["3"])
        for one in map(base.construct, CONSTRUCTS)
    )
    columns = (Column("Kriterium", 1.7), Column("Type", 0.8), Column("Spørsmål", 3), Column("Nivå 3 krever", 4))
    yield Table("Kriteriene", columns, criteria)


def _rules(base: Base) -> Iterator[Part]:
    sets = base.corpus.rulesets
    if not sets:
        yield Paragraph("Ingen avtaler er vurdert.")
        return
    if len(sets) > 1:
        yield Paragraph("Avtalene er vurdert med flere regelsett. Kjør vurderingen på nytt før tallene sammenlignes.")
    columns = (Column("Versjon", 1), Column("Kontrollsum (SHA-256)", 6), Column("Regler utelatt", 1.4, "right"))
    yield Table("Regelsett", columns, tuple((one.version, one.sha256, len(one.faults)) for one in sets))


def _counting() -> tuple[str, ...]:
    return (
        "Bare inngåtte avtaler teller: ikke blanke maler, saksframlegg eller andre dokumenter.",
        "Av flere versjoner med samme parter og tema teller den nyeste. Samme fil eller samme tekst teller én gang.",
        "Avtaler laget over samme mal er nesten like. Fordelinger vises derfor per avtale og per malfamilie, der "
        "familien får det nivået de fleste i den har.",
        "Når en avtale overlater et kriterium til den overordnede samarbeidsavtalen, og den finnes i materialet, vises "
        "også nivået de to har sammen: det høyeste av dem.",
        "«Nivå 2–3» er andelen som er delvis ivaretatt eller ivaretatt, av dem som er vurdert.",
        "Grupper på under ti vises som antall, aldri som prosent.",
    )


def _validity(base: Base) -> Iterator[Part]:
    comparisons = (base.validity or {}).get("comparisons", [])
    if not comparisons:
        yield Paragraph(UNMEASURED)
        return
    yield Paragraph(
        "Tallene under viser enigheten på nivåene 0–3. Kappa er Cohens kappa med kvadratiske vekter, alfa er "
        "Krippendorffs alfa på ordinalt nivå; i klammer står 95 prosent intervall fra gjentatte trekninger."
    )
    yield from (_comparison(base, one) for one in comparisons)


def _comparison(base: Base, one: Mapping[str, Any]) -> Table:
    rows = [(base.construct(name).name, *_measures(one["constructs"][name])) for name in CONSTRUCTS
            if name in one["constructs"]]
    rows.append(("Alle kriterier", *_measures(one["overall"])))
    columns = (Column("Kriterium", 2.4), Column("Vurderinger", 1.1, "right"), Column("Lik koding", 2.2, "right"),
               Column("Kappa", 2.2, "right"), Column("Alfa", 2.2, "right"))
    first, second = (CODERS.get(str(one[side]), str(one[side])) for side in ("first", "second"))
    return Table(f"Enighet mellom {first} og {second}", columns, tuple(rows), sheet=f"Enighet {first} {second}")


def _measures(measured: Mapping[str, Any]) -> tuple[Cell, ...]:
    return (measured["count"], *(_estimate(measured[name]) for name in ("exact", "kappa", "alpha")))


def _estimate(estimate: Mapping[str, float | None] | None) -> str | None:
    """A measure with its interval."""
    if not estimate or estimate["value"] is None:
        return None
    low, high = estimate["low"], estimate["high"]
    interval = "" if low is None or high is None else f" [{number(low, 2)}; {number(high, 2)}]"
    return f"{number(estimate['value'], 2)}{interval}"
