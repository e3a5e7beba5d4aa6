"""What the agreement is about: topic by subject, not by number (codebook, "Topics")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from analyser.layout import Flow
from analyser.registry import fold
from analyser.sections import Section

OTHER = "annet"
SUBJECTS: tuple[tuple[str, str], ...] = (
    ("2", r"habilit|koordiner\w* (?:tj|t)enest|koordinering|l\w{1,3}rings?-?\s*(?:og|&)\s*m\w{0,2}str|\bm(?:e|ei)string"
          r"|(?:pasient|paror\w+|bruk[ea]r)\w*\s?oppl\w{1,2}ring|oppl\w{1,2}ring av (?:pasient|bruk|paror)"
          r"|individuell plan"),
    ("3", r"innleggels|innlegging|\binn- og utskriv|\btilvising|\bhenvisning|\binn pa (?:sjuke|syke)hus"),
    ("5", r"utskriv|ferdigbehandl|(?:heim|hjem)(?: att| igjen)? fra (?:sjuke|syke)hus"
          r"|hus\w* og (?:heim|hjem) (?:att|igjen)"),
    ("4", r"(?:oyeblikkeli|augeblikke?le)\w* hjelp|\bo-hjelp|\bkad\b|\bohd\b"
          r"|dogn(?:opphold|opphald|tilbud|tilbod|plass|ei?n)"),
    ("6", r"kunnskap|kompetanse|hospiter|fagl\w* nettverk|informasjonsutveksl|\bveiledning\b|rettleiing"
          r"|l\w{1,2}rer av hverandre"),
    ("7", r"forskning|forsking|utdanning|\bpraksis|l\w{1,2}retid|innovasjon|studentar|studenter|\blis\s?1?\b"),
    ("8", r"jordmor|fodsel|fodande|fodende|svangerskap|barsel|folgje?tjeneste|folgjeteneste"),
    ("9", r"\bikt\b|elektronisk|digital|e-helse|meldingsutveksl"),
    ("10", r"forebyg|helsefrem|folkehelse|friskliv|levevan|tobakk"),
    ("11", r"beredskap|akuttmedisin|ambulanse|legevakt|akuttkjede|nodmelde|naudmelde|smittevern|pandemi"),
    ("12", r"felles planleg|planleg\w* .{0,25}\butvikl|utvikl\w* og planleg|utviklingsplan"),
    ("13", r"\bbarn\b|\bborn\b|\bunge\b|\bungdom"),
    ("1", r"oppgave\w*-? og ansvar|ansvar\w*-? og oppgave|(?:oppgave|ansvars?)(?:for)?deling|omsorgsoppgaver"
          r"|forvaltningsniva"),
    (OTHER, r"ledsag|pasientreis|pasienttransport|hjelpemid|legemid|laborator|blodprove"),
)
"""Topic -> what its subject is called, in folded letters; the text is folded too, so nynorsk and scans match."""
SWALLOWED = (("4", "3"), ("8", "13"), *((topic, OTHER) for topic, _ in SUBJECTS[:-1]))
"""Pairs where the first subject's title often uses words of the second ("mor og barn")."""
FALLBACK = re.compile(
    r"palliasjon|palliativ|lindr|sam+[ae]nsette behov|psykisk|\brus\b|rusbehandling|kreft|slag\b|demens|\bkols\b"
)
"""Patient groups of topic 2, which count only where the title names no other subject."""
GENERAL = re.compile(
    r"(?<!til )(?<!av )(?<!under )\boverordn\w+ (?:\w+ )?(?:avtale|samarbeidsavtale|del)|\brammeavtale"
    r"|felles samarbeidsavtale|samhandlingsavtale|generell del"
)
ADDITION = re.compile(r"\bs(?:e|a|ae|ee|re|ie|z?e)ravtale")
CITED = re.compile(r"6\s?-\s?2\b[^.§]{0,40}?\bnr\.?\s*(\d{1,2})|(?:avsnitt|ledd),? (?:nr|pkt)\.? ?(\d{1,2})")
NUMBERED = re.compile(r"(?:del|tj?eneste)\s?-?avtal\w*\s*(?:nr\.?)?\s*((?:\d{1,2}\s?[a-d]?\d?\s*(?:,|og|-|\s)*\s*)+)")
PLANNING = re.compile(r"planleg\w* (?:vi )?(?:sam+en|saman)|felles planleg|planleg\w* og utvikl|utvikl\w* og planleg")
TARGET_GROUP = re.compile(
    r"(?:m(?:e|ei)string|oppl\w{1,2}ring|kurs)\w*\W+(?:\w+\W+){0,2}for (?:\w+ )?(?:barn|born|unge|ungdom)"
    r"(?!.*sam+[ae]nsette)"
)
"""Learning and mastery for the young: they are whom it is for, not the subject."""
MERGED = re.compile(
    r"(?:i st(?:aden|edet) for|erstatt\w+|avloy?s\w+|saml[ae]r|slar sam+[ae]n)\s+(?:alle\s+)?(?:dei?\s+)?"
    r"(tretten|13|tolv|12|elleve|11)\b"
)
"""A merged agreement says how many it stands in for."""
HOW_MANY = {"tretten": 13, "tolv": 12, "elleve": 11}
CHAPTERS, MERGED_WITHIN = 6, 6000
TOPICS = frozenset(map(str, range(1, 14)))
ABOUT = ("formål", "virkeområde", "bakgrunn")
ENOUGH, MANY = 2, 4


def find_topics(flow: Flow, sections: Sequence[Section], title: str, lines: Sequence[str]) -> tuple[str, ...]:
    """The topics, main one first: a særavtale is "sær" and its subjects (codebook, "Topics")."""
    title = fold(title)
    below = [fold(line) for line in lines if fold(line) not in title]
    named, under = _subjects(title), _subjects("\n".join(below))
    whole = "\n".join((title, *below))
    if ADDITION.search(whole):
        found = ["sær", *named, *under, *_numbers(whole)]
    elif _is_general(title, below, named or under):
        found = ["overordnet", *named, *(_merged(flow, sections) or under or _planning(sections))]
    else:
        found = named or under or _from_text(flow, sections, title)
    return tuple(dict.fromkeys(found)) or (OTHER,)


def _is_general(title: str, below: Sequence[str], subjects: Sequence[str]) -> bool:
    """Overordnet, by whatever name: also a bare "samarbeidsavtale" without number and with no subject, or many."""
    if GENERAL.search(title) or any(GENERAL.match(line.strip()) for line in below):
        return True
    bare = "samarbeidsavtale" in title and not NUMBERED.search(title)
    return bare and not 0 < len(subjects) < MANY


def _subjects(text: str) -> list[str]:
    """Topics whose subject the text names, in the order they are named."""
    places = {topic: match.start() for topic, words in SUBJECTS if (match := re.search(words, text))}
    if "2" in places and re.search("habilit|koordiner", text):
        # § 6-2 nr. 2 itself speaks of admission and discharge; they are own subjects only when named as such.
        places = {t: at for t, at in places.items() if t not in ("3", "5") or re.search("utskriv\\w*klar", text)}
    if TARGET_GROUP.search(text) and "2" in places:
        places.pop("13", None)
    for clear, swallowed in SWALLOWED:
        if clear in places and len(places) > 1:
            places.pop(swallowed, None)
    return sorted(places, key=lambda topic: places[topic])


def _numbers(text: str) -> list[str]:
    """Numbers of the agreements a særavtale belongs to."""
    return [number for match in NUMBERED.finditer(text) for number in re.findall(r"\d+", match[1]) if number in TOPICS]


def _merged(flow: Flow, sections: Sequence[Section]) -> list[str]:
    """The subjects of a merged agreement: all that it says it stands in for, or those that have chapters."""
    chapters = _subjects("\n".join(fold(section.heading) for section in sections))
    if len(chapters) < CHAPTERS:
        return []
    stated = MERGED.search(fold(flow.text.text[:MERGED_WITHIN]))
    if not stated:
        return chapters
    count = HOW_MANY.get(stated[1]) or int(stated[1])
    return [str(number) for number in range(1, count + 1)]


def _planning(sections: Sequence[Section]) -> list[str]:
    """Topic 12 for a general agreement with a chapter of its own on planning and developing together."""
    top = min((section.depth for section in sections if section.kind != "tittel"), default=1)
    chapters = (fold(section.heading) for section in sections if section.depth == top)
    return ["12"] if any(PLANNING.search(heading) for heading in chapters) else []


def _from_text(flow: Flow, sections: Sequence[Section], title: str) -> list[str]:
    """For a title without subject: the number of § 6-2 that is cited, what the text speaks of, the title's number."""
    about = "\n".join(flow.text.text[s.start : s.end] for s in sections if s.kind in ABOUT)
    opening = fold(about or flow.text.text[: len(flow.text) // 3])
    cited = Counter(number for match in CITED.finditer(opening) for number in match.groups() if number in TOPICS)
    if len(cited) == 1:
        return list(cited)
    headings = "\n".join(fold(section.heading) for section in sections)
    counts = Counter({t: len(re.findall(words, opening + "\n" + headings)) for t, words in SUBJECTS if t != OTHER})
    weak = ["2"] if FALLBACK.search(title) else []
    numbered = _numbers(title)[:1]
    return weak or _clear(counts, numbered) or numbered


def _clear(counts: Counter[str], numbered: Iterable[str]) -> list[str]:
    """The subject that is clearly spoken of most; the title's number settles a close race."""
    (first, most), (_, second) = counts.most_common(2)
    if most < ENOUGH or any(2 * counts[number] > most for number in numbered):
        return []
    return [first] if most > second else []

