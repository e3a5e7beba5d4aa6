"""What every export says of an agreement, before it is Word, Excel or PDF: facts, quotes and gaps in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from analyser.assessment import CONSTRUCTS, LEVELS, Assessment, Construct, Evidence, Nearest
from analyser.rulemodels import Advice
from analyser.rules import Ruleset

if TYPE_CHECKING:
    from analyser.store import Review

OSLO = ZoneInfo("Europe/Oslo")
LANGUAGES = {"nb": "bokmål", "nn": "nynorsk"}
SIDES = {"kommune": "kommune", "helseforetak": "helseforetak", "begge": "begge parter"}
STRENGTHS = {"full": "teller fullt", "weak": "teller som omtale", "absent": "sier at det ikke er avtalt"}
TOPICS = {
    "1": "oppgave- og ansvarsfordeling",
    "2": "koordinerte tjenester, habilitering og rehabilitering, læring og mestring",
    "3": "innleggelse",
    "4": "øyeblikkelig hjelp døgnopphold",
    "5": "utskrivningsklare pasienter",
    "6": "kunnskapsoverføring, nettverk og hospitering",
    "7": "forskning, utdanning og praksis",
    "8": "jordmortjenester",
    "9": "IKT",
    "10": "forebygging og helsefremming",
    "11": "beredskap og akuttmedisinsk kjede",
    "12": "felles planlegging og utvikling",
    "13": "barn og unge med sammensatte behov",
    "overordnet": "overordnet samarbeidsavtale",
    "sær": "særavtale",
    "annet": "annet",
}
_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip
METHOD = (
    "Nivåene er satt av et program som leser teksten med skrevne regler, uten språkmodell. Hvert nivå står på "
    "setninger som er sitert slik de står i avtalen.",
    "Definisjonene og nivåreglene er prosjektets egne, laget ut fra anbefaling 13 og 18 i den nasjonale "
    "forprosjektrapporten om lærings- og mestringstilbud fra januar 2021. De er ikke noen offentlig fasit.",
    "Programmet leser det som står, ikke det som er ment. Les belegget før du bruker nivået. «Ikke vurdert» betyr at "
    "programmet ikke kunne lese eller avgjøre, og er aldri det samme som nivå 0.",
)
"""What a reader of any export must know of the method."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One place in the agreement, and all it shows about one construct."""

    lead_in: str
    before: str
    words: str
    """The words that decided, between what stands before and after them."""
    after: str
    section: str
    page: int
    shows: tuple[str, ...]
    """The elements it is evidence of, in words."""
    strength: str


@dataclass(frozen=True, slots=True)
class Gap:
    """An element that was not found, what came nearest, and what could be written."""

    name: str
    rules: int
    sections: int
    nearest: Nearest | None
    lacks: str
    advice: Advice | None


def date_words(iso: str | None) -> str:
    """An ISO date, or year and month, as "1. mars 2024"; "ikke funnet" where there is none."""
    if not iso:
        return "ikke funnet"
    year, month, *day = iso.split("-") if "-" in iso else (iso, "")
    name = _MONTHS[int(month) - 1] if month else ""
    return " ".join(filter(None, (f"{int(day[0])}." if day else "", name, year)))


def time_words(moment: datetime) -> str:
    """A moment as the clock in Norway has it: "1. mars 2024 kl. 14.05"."""
    here = moment.astimezone(OSLO)
    return f"{here.day}. {_MONTHS[here.month - 1]} {here.year} kl. {here:%H.%M}"


def level_words(level: int | None) -> str:
    """A level as number and words."""
    return "– ikke vurdert" if level is None else f"{level} {LEVELS[level]}"


def topic_words(topics: Sequence[str]) -> str:
    """Topics as numbers and subjects."""
    return "; ".join(f"{one} {TOPICS[one]}" if one.isdigit() else TOPICS.get(one, one) for one in topics)


def title(assessment: Assessment) -> str:
    """What an agreement is called: its title, or its file where it has none."""
    return assessment.document.title or _file(assessment)


def _file(assessment: Assessment) -> str:
    return assessment.file.replace("\\", "/").rsplit("/", 1)[-1]


def facts(assessment: Assessment) -> list[tuple[str, str]]:
    """What the program found out about the document, a label and a value each."""
    about = assessment.document
    return [
        ("Tittel", about.title or "ikke funnet"),
        ("Fil", _file(assessment)),
        ("Tema", topic_words(about.topics or (about.topic,))),
        ("Parter", _parties(assessment)),
        ("Dokumenttype", _kind(assessment)),
        ("Målform", LANGUAGES.get(about.language, about.language)),
        ("Underskrevet", date_words(about.dates.signed)),
        ("Gjelder fra", date_words(about.dates.in_force)),
        ("Revidert", date_words(about.dates.revised)),
        ("Sider", f"{about.pages}{_unread(about.pages_without_text)}"),
        ("Særlig relevant for samisk befolkning", "ja" if about.saerlig_relevant else "nei"),
    ]


def _parties(assessment: Assessment) -> str:
    named = (
        f"{party.name} (i dag {party.today})" if party.today and party.today != party.name else party.name
        for party in assessment.document.parties
    )
    return ", ".join(named) or "ingen funnet"


def _kind(assessment: Assessment) -> str:
    about = assessment.document
    if not about.is_agreement:
        return f"ikke en avtale: {about.is_agreement_reason}"
    return "mal, ikke utfylt" if about.template else "inngått avtale"


def _unread(pages: Sequence[int]) -> str:
    return f" (uten tekst: side {', '.join(map(str, pages))})" if pages else ""


def human(standing: Mapping[str, Review], construct: str) -> str:
    """A person's level in words, "" where nobody has set one."""
    review = standing.get(construct)
    return level_words(review.level) if review and review.level is not None else ""


def element_name(ruleset: Ruleset, construct: str, element: str) -> str:
    """An element in words; its key where the rules no longer have it."""
    known = ruleset.criteria.constructs[construct].elements.get(element)
    return known.name if known else element


def quotes(assessment: Assessment, construct: str, ruleset: Ruleset) -> list[Quote]:
    """Every quoted place once, what decides the level first; list lead-ins stand with their items."""
    together: dict[tuple[int, int], list[Evidence]] = {}
    for one in assessment.constructs[construct].evidence:
        if one.quote != one.lead_in:
            together.setdefault(one.span, []).append(one)
    return [_quote(found, construct, ruleset) for found in together.values()]


def _quote(found: Sequence[Evidence], construct: str, ruleset: Ruleset) -> Quote:
    first = found[0]
    start, end = first.match
    shows = dict.fromkeys(element_name(ruleset, construct, one.element) for one in found)
    strengths = {one.strength for one in found}
    strength = next(kind for kind in ("full", "weak", "absent") if kind in strengths)
    return Quote(
        lead_in=first.lead_in,
        before=first.quote[:start],
        words=first.quote[start:end],
        after=first.quote[end:],
        section=first.section,
        page=first.page,
        shows=tuple(shows),
        strength=STRENGTHS[strength],
    )


def gaps(assessment: Assessment, construct: str, ruleset: Ruleset) -> Iterator[Gap]:
    """The elements that were not found, with advice where the level could be higher."""
    judged = assessment.constructs[construct]
    for one in judged.missing:
        advice = None if judged.level == 3 else ruleset.advice.get((construct, one.element))
        name = element_name(ruleset, construct, one.element)
        yield Gap(name, len(one.rules), len(one.sections), one.nearest, one.lacks, advice)


def clause(advice: Advice, language: str) -> str:
    """The model clause in the language of the agreement."""
    return advice.nn if language == "nn" else advice.nb


def flags(construct: Construct) -> str:
    """What is special about how a level came about."""
    said = (
        "avtalen viser til en annen avtale" if construct.by_reference else "",
        "avtalen sier uttrykkelig at dette ikke er avtalt" if construct.explicit_absence else "",
    )
    return "; ".join(filter(None, said))


def names(ruleset: Ruleset) -> Mapping[str, str]:
    """The constructs in their order, with their names."""
    return {name: ruleset.criteria.constructs[name].name for name in CONSTRUCTS}


def reviewed(standing: Mapping[str, Review], ruleset: Ruleset) -> Iterator[tuple[str, str, Review]]:
    """The reviews that stand, each with its construct and its name, the national body's after the secretariat's."""
    from analyser.store.records import NATIONAL

    of = {**names(ruleset), "": "Avtalen som helhet"}
    for track, whose in (("", ""), (NATIONAL, " (NK LMH)")):
        for name, label in of.items():
            if review := standing.get(track + name):
                yield name, f"{label}{whose}", review
