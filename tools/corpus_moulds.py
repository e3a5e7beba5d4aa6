"""Moulds of made-up agreements: titles, words and chapters in bokmål and nynorsk, for make_corpus."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import make_pdf

from analyser.registry import municipalities, municipality_names

ROOT = Path(__file__).parent.parent
NYNORSK = ("forde", "bergen", "fonna", "hmr")
TOPICS = {
    "overordnet": ("Overordnet samarbeidsavtale", "Overordna samarbeidsavtale"),
    "2": ("Delavtale 2 om habilitering, rehabilitering og koordinerte tjenester",
          "Delavtale 2 om habilitering, rehabilitering og koordinerte tenester"),
    "5": ("Delavtale 5 om utskrivningsklare pasienter", "Delavtale 5 om utskrivingsklare pasientar"),
    "6": ("Delavtale 6 om gjensidig kunnskapsoverføring og hospitering",
          "Delavtale 6 om gjensidig kunnskapsoverføring og hospitering"),
    "10": ("Delavtale 10 om forebygging og helsefremmende arbeid", "Delavtale 10 om førebygging og folkehelse"),
    "3": ("Delavtale 3 om innleggelse i sykehus", "Delavtale 3 om innlegging i sjukehus"),
    "1": ("Delavtale 1 om oppgavefordeling og ansvar", "Delavtale 1 om oppgåvefordeling og ansvar"),
    "4": ("Delavtale 4 om øyeblikkelig hjelp døgntilbud", "Delavtale 4 om augeblikkeleg hjelp døgntilbod"),
    "7": ("Delavtale 7 om forskning, utdanning og praksis", "Delavtale 7 om forsking, utdanning og praksis"),
    "8": ("Delavtale 8 om jordmortjenester og fødsel", "Delavtale 8 om jordmortenester og fødsel"),
    "9": ("Delavtale 9 om IKT og elektronisk samhandling", "Delavtale 9 om IKT og elektronisk samhandling"),
    "11": ("Delavtale 11 om beredskap og akuttmedisin", "Delavtale 11 om beredskap og akuttmedisin"),
    "12": ("Delavtale 12 om felles planlegging og utvikling", "Delavtale 12 om felles planlegging og utvikling"),
    "13": ("Delavtale 13 om barn og unge", "Delavtale 13 om born og unge"),
}
"""Topic -> title in bokmål and nynorsk, the most important first."""
WORDS = {
    "nb": {
        "between": "mellom", "and": "og", "parties": "Parter", "start": "Avtalen trer i kraft {}.",
        "about": "Avtalen er inngått mellom {hf} og {kommuner}. Sammen kalles de partene.", "when": "Ikrafttredelse",
        "sign": "Underskrift", "place": "Sted og dato: {}",
        "refer": "Forholdet til avtaleverket",
        "refers": "Uenighet, mislighold, revisjon og oppsigelse er regulert i overordnet samarbeidsavtale mellom "
                  "partene, og bestemmelsene der gjelder for denne delavtalen.",
    },
    "nn": {
        "between": "mellom", "and": "og", "parties": "Partar", "start": "Avtala tek til å gjelde {}.",
        "about": "Avtala er inngått mellom {hf} og {kommuner}. Saman vert dei kalla partane.", "when": "Iverksetjing",
        "sign": "Underskrift", "place": "Stad og dato: {}",
        "refer": "Forholdet til avtaleverket",
        "refers": "Usemje, misleghald, revisjon og oppseiing er regulert i overordna samarbeidsavtale mellom partane, "
                  "og føresegnene der gjeld for denne delavtala.",
    },
}
MONTHS = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
          "desember")
_UNFIT = re.compile(
    r"(?:19|20)\d\d|\d\. ?(?:" + "|".join(MONTHS) + r")|\bHF\b|mellom|[Uu]ndersk|[Ss]ign|overord|rammeavtal|"
    r"samarbeidsavtal|samhandlingsavtal|delavtal|tj?enesteavtal|generell|ho(?:v|vu)edavtal|avtaleverk|"
    r"avtal\w* (?:om|nr|\d)|"
    r"s(?:æ|e)ravtal|"
    r"[Vv]edtak|[Ss]aksf|[Ii]nnstilling|[Ii]nnhald|[Ii]nnhold|[Ii] ?kraft|ikrafttre|gjelder fra|gjeld frå|erstatt"
)
"""Chapters that speak of dates, names or other agreements would make the truth untrue."""
_NUMBERING = re.compile(r"^(?:§ ?)?(?:[A-ZIVX]{1,4}-?\d*|[a-z]\)|\d+(?:\.\d+)*)[.:)]? +")

Unit = tuple[int, str, str]
"""Depth of a list item (0: a paragraph), its marker, and the text."""


@dataclass(frozen=True)
class Chapter:
    """A heading and what stands below it."""

    heading: str
    units: tuple[Unit, ...]

    @property
    def length(self) -> int:
        """Letters in all."""
        return len(self.heading) + sum(len(text) for _, _, text in self.units)


@dataclass(frozen=True)
class Mould:
    """A text to be filled with names and dates, and how it is set."""

    id: str
    title: str
    language: str
    chapters: tuple[Chapter, ...]
    refers: bool
    font: str
    size: float
    numbering: str


@cache
def chapters(language: str) -> tuple[Chapter, ...]:
    """Chapters of the sources in one language form that name no place, date or other agreement."""
    names = {place.name for place in municipalities().values()} | {one.name for one in municipality_names().values()}
    named = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))
    found: dict[str, Chapter] = {}
    for path in sorted([*ROOT.glob("agreements/kilder/*.md"), *ROOT.glob("tests/holdout/src/*.md")]):
        text = path.read_text(encoding="utf-8")
        if (len(re.findall(r"\b(?:ikkje|kommunane|nokon|frå|vere|vert)\b", text)) > 3) == (language == "nn"):
            for one in _chapters(text):
                whole = one.heading + " ".join(text for _, _, text in one.units)
                if one.length > 120 and not _UNFIT.search(whole) and not named.search(whole):
                    found.setdefault(whole, one)
    return tuple(found.values())


def _chapters(markdown: str) -> Iterator[Chapter]:
    heading, units = "", list[Unit]()
    for kind, value in [*make_pdf.read(markdown).blocks, ("heading", (1, ""))]:
        if kind == "heading":
            if heading and units:
                yield Chapter(heading, tuple(units))
            heading, units = _NUMBERING.sub("", value[1]), []
        elif kind == "item":
            units.append((value[0] + 1, "•" if value[1] in "-*" else value[1], value[2].replace("**", "")))
        elif kind == "text":
            units.append((0, "", " ".join(value).replace("**", "")))
        else:
            heading = ""


@cache
def mould(trust: str, topic: str, number: int, seed: int) -> Mould:
    """One of the moulds of a trust for a topic: 3 to 13 pages."""
    chance = random.Random(f"{seed} {trust} {topic} {number}")
    language = "nn" if trust in NYNORSK else "nb"
    wanted, taken = chance.triangular(3_500, 27_000, 12_500), list[Chapter]()
    for one in chance.sample(chapters(language), len(chapters(language))):
        if sum(part.length for part in taken) > wanted:
            break
        taken.append(one)
    return Mould(
        f"{trust}-{topic}-{number}", TOPICS[topic][language == "nn"], language, tuple(taken),
        topic != "overordnet" and chance.random() < 0.4, chance.choice(("Helvetica", "Times-Roman")),
        chance.choice((10.0, 10.5, 11.0, 11.5)), chance.choice(("{} ", "{}. ", "§ {} ", "{}.0 ")),
    )
