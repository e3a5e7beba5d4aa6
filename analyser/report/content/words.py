"""What topics, sides, signs of age and levels are called in the report."""

from __future__ import annotations

from typing import Any

from analyser.assessment import LEVELS
from analyser.levels import CONSTRUCTS
from analyser.palette import LEVEL_PAINTS, NOT_ASSESSED, Paint

TOPICS = {
    "overordnet": "Overordnet samarbeidsavtale",
    "1": "1 Oppgave- og ansvarsfordeling",
    "2": "2 Rehabilitering, læring og mestring",
    "3": "3 Innleggelse",
    "4": "4 Øyeblikkelig hjelp døgnopphold",
    "5": "5 Utskrivningsklare pasienter",
    "6": "6 Kunnskap, nettverk, hospitering",
    "7": "7 Forskning, utdanning, praksis",
    "8": "8 Jordmortjenester",
    "9": "9 IKT",
    "10": "10 Forebygging og helsefremming",
    "11": "11 Beredskap, akuttmedisinsk kjede",
    "12": "12 Felles planlegging og utvikling",
    "13": "13 Barn og unge, sammensatte behov",
    "sær": "Særavtale",
    "annet": "Annet tema",
}
"""In the order of the report."""
CORE, SUPPLEMENTARY = CONSTRUCTS[:6], CONSTRUCTS[6:]
SHORT = dict(zip(CONSTRUCTS, ("Kon", "Bru", "For", "Til", "Ved", "Sam", "Lik", "Ove", "Str", "LM"), strict=True))
"""Headings where ten constructs stand side by side."""
TABS = dict(zip(CONSTRUCTS, (
    "Konkretisering", "Brukermedvirkning", "Forpliktelse", "Tilgjengelighet", "Vedlikehold", "Samisk", "Likeverdighet",
    "Oversikt", "Strukturer", "LM",
), strict=True))  # fmt: skip
"""What the sheets of each construct begin with."""
SIDES = {
    "kommune": "Kommunen", "helseforetak": "Helseforetaket", "begge": "Begge sammen", "": "Ingen side er navngitt",
}
SIGNS = {
    "alder": "Eldre enn fire år",
    "lov": "Lov som er opphevet",
    "lovkrav": "Bare nr. 1–11 i § 6-2",
    "embete": "Fylkesmannen",
    "organ": "Organer som er avløst",
    "kommune": "Kommune som er slått sammen",
    "fylke": "Fylke som ikke finnes lenger",
    "helseforetak": "Helseforetak med nytt navn",
}
AREAS = {"nord": "Nordsamisk område", "lule": "Lulesamisk område", "sor": "Sørsamisk område"}
LEVEL_NAMES = tuple(f"{level} {name}" for level, name in enumerate(LEVELS))
UNKNOWN = "Ikke vurdert"
HATCHES = ("///", "...", "\\\\\\", "")
PAINTS: tuple[tuple[str, Paint, str], ...] = (
    *zip(LEVEL_NAMES, LEVEL_PAINTS, HATCHES, strict=True), (UNKNOWN, NOT_ASSESSED, "xx"),
)
"""The levels and "not assessed" as they are named, painted and hatched in charts."""


def topic(key: Any) -> str:
    """The name of a topic, or the topic itself."""
    return TOPICS.get(str(key), str(key))


def short_topic(key: str) -> str:
    """A topic in a narrow column."""
    return f"tema {key}" if key.isdigit() else key


def sides(parties: str) -> str:
    """The parties, shortened where they are many."""
    names = parties.split(", ")
    return parties if len(names) <= 4 else f"{', '.join(names[:3])} og {len(names) - 3} til"


def named(title: str) -> str:
    """The title on one line, without a full stop at its end."""
    return " ".join(title.split()).rstrip(".") or "Uten tittel"
