"""How a sentence is built: actors, main verb, subordinate clauses, passives; without any trained model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from analyser.once import once

Side = Literal["kommune", "helseforetak", "begge", ""]
Hits = Mapping[str, tuple[tuple[int, int], ...]]
"""Concept id -> token spans (start, end) in the clause's `words`."""
Span = tuple[int, int]


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


_SIDES: tuple[tuple[str, Side], ...] = (
    ("begge_parter", "begge"), ("rolle_kommune", "kommune"), ("rolle_hf", "helseforetak"),
    ("kommune", "kommune"), ("helseforetak", "helseforetak"), ("organ_aktør", ""), ("annen_aktør", ""),
)
_OPENERS = word_set(
    "når dersom hvis viss fordi ettersom slik før inntil medan da då om der hvor selv sjølv uten utan idet hvorvidt "
    "mens så etter ved inntil for korleis hvordan kven hvem kva hva hvilke hvilken at som"
)
_CLAUSES = word_set(
    "som at hva hvem hvilke hvilken hvilket hvordan kven kva korleis kor når dersom hvis viss fordi hvorvidt slik der "
    "hvor idet ettersom"
)
_MEASURES = word_set("langt lenge snart fremt sant")
_DETERMINERS = word_set("en ein ei et eit annen annan anna andre den det de dei hver kvar enkelte einskilde sin si")
_PREPOSITIONS = word_set(
    "i på til fra frå av med ved hos hjå for mellom om etter mot over under blant overfor gjennom innen innan utanfor "
    "utenfor sammen saman samt enn som eller"
)
_NOT_VERBS = word_set(
    "over etter under eller utenfor utanfor innenfor innanfor for der her hver kvar når før per mer fler alltid heller "
    "verken enten ellers eventuelt utover overfor mellom sammen selv dessuten særlig år ar slår far mor bror søster"
)
_NOUN = re.compile(
    r".*(?:inger|ingar|heter|heiter|sjoner|sjonar|dager|dagar|timer|timar|tjenester|tenester|midler|middel|planer|planar"
    r"|rutiner|rutinar|lister|skjemaer|pasienter|pasientar|leger|lekjar|lækjar|møter|plasser|plassar|parter|partar|avtaler"
    r"|avtalar|kommuner|kommunar|oppgaver|oppgåver|rapporter|rapportar|medlemmer|medlemer|organer|utgifter|kostnader"
    r"|kostnadar|personer|personar|ledere|leder|leiar|brukar|bruker|lover|lovar|nettverker|perioder|eininger|enheter)"
)
_PRESENT = re.compile(r"[a-zæøå]{2,}(?:er|ar|yr|ør|år|ir)")
_VERB_FORM = re.compile(r"[a-zæøå]{3,}(?:er|ar|es|ast)")
BESIDE = word_set("i på ved hos hjå fra frå")
BE = word_set("være vere bli verte blitt vorte")
PASSIVE = re.compile(r"\w{3,}(?:es|ast|ås)|gis|\w*tas")
_CONDITION_VERBS = word_set(
    "skulle "
    "er blir vert kommer kjem finn finner får har går fører oppstår bryter bryt gjelder gjeld står hjelper skal lykkes "
    "lykkast lukkast foreligger endres endrast manglar mangler legges oppdager oppdagar vil ønsker"
)


class Names:
    """Names of parties and their short forms ("UNN" → helseforetak), found in words."""

    def __init__(self, sides: Mapping[str, Side]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Side, bool]]] = {}
        for name, side in sides.items():
            parts = tuple(re.findall(r"[^\s/()]+", name))
            if parts and len(name) > 1:
                exact = len(parts) == 1 and len(name) <= 5
                key = parts if exact else tuple(part.lower() for part in parts)
                self._by_first.setdefault(key[0].lower().rstrip("s"), []).append((key, side, exact))
        self._openings = frozenset(first + ending for first in self._by_first for ending in ("", "s", "ss"))

    def find(self, words: Sequence[str], low: Sequence[str]) -> Iterator[tuple[Span, Side]]:
        """Each name in the words (given in lower case too), with its side; a genitive -s is allowed at the end."""
        if self._openings.isdisjoint(low):
            return
        for start in [at for at, word in enumerate(low) if word in self._openings]:
            for name, side, exact in self._by_first[low[start].rstrip("s")]:
                found = tuple(words[start : start + len(name)])
                found = found if exact else tuple(part.lower() for part in found)
                if found[:-1] == name[:-1] and found[-1:] and found[-1] in (name[-1], name[-1] + "s"):
                    yield (start, start + len(name)), side


@dataclass
class Sentence:
    """The words of a sentence with what the vocabulary found, and which words stand in subordinate clauses."""

    words: Sequence[str]
    hits: Hits
    names: Names
    kind: str = "text"
    completes: bool = False
    """The sentence completes an open lead-in ("Kommunen skal"), and so has no finite verb of its own."""

    @once
    def low(self) -> list[str]:
        """The words in lower case."""
        return [word.lower() for word in self.words]

    @once
    def finite(self) -> list[bool]:
        """Which words can be a finite verb."""
        finite = [False] * len(self.low)
        for concept in ("plikt", "svak", "tilstand"):
            for start, _ in self.hits.get(concept, ()):
                finite[start] = True
        for index in self.told:
            finite[index] = True
        beside = {end for (_, end), _, _ in self.actors}
        strong = self._without_r
        for concept in ("handling", "vag_handling"):
            for start, _ in self.hits.get(concept, ()):
                word = self.low[start]
                bare = word[-1] not in "eatd" and ((start == 0 and self.kind != "text") or start in beside)
                if word.endswith(("r", "s")) or start in strong or bare:
                    finite[start] = finite[start] or not (start and self.low[start - 1] in ("å", "skal", "må"))
        return finite

    @once
    def _without_r(self) -> frozenset[int]:
        """Verbs in the present tense that do not end in -r ("gjeld", "skriv")."""
        return frozenset(start for start, _ in self.hits.get("presens_uten_r", ()))

    @once
    def told(self) -> frozenset[int]:
        """Words that no list knows but that stand where a verb in the present tense stands: beside an actor."""
        found = {0} if self.kind != "text" and self._verb_like(0) and self._object_at(1) else set()
        states = {start for start, _ in self.hits.get("tilstand", ())}
        subjects = [span for span, _, _ in self.actors] + list(self.hits.get("avtale_subjekt", ()))
        for start, end in subjects:
            if not self.low[end - 1].endswith(("ens", "ets", "nes")):
                found.update(index for index in (end, start - 1) if index > 0 and self._verb_like(index))
                if end < len(self.low) and self.low[end] in BESIDE:
                    found.update(self._after_place(end))
        return frozenset(found - states)

    def _after_place(self, start: int) -> list[int]:
        """A verb after "… i Helse Bergen": the first word in lower case that looks like one."""
        for index in range(start + 2, min(start + 6, len(self.low))):
            if self.low[index] in _PREPOSITIONS | _CLAUSES or not self.low[index].isalpha():
                return []
            if self._verb_like(index):
                return [index]
        return []

    def _verb_like(self, index: int) -> bool:
        if not 0 <= index < len(self.low):
            return False
        word = self.low[index]
        if (index and self.words[index] != word) or word in _NOT_VERBS:
            return False
        return index in self._without_r or _is_present(word)

    def _object_at(self, index: int) -> bool:
        """Whether a word that can be an object stands there, and not the rest of a noun phrase."""
        return index < len(self.low) and self.low[index].isalpha() and self.low[index] not in _PREPOSITIONS | _CLAUSES

    @once
    def sub(self) -> list[bool]:
        """Which words stand in a subordinate clause."""
        first = self._fronted()
        main = max(first, self._told_from)
        sub = [at < main for at in range(len(self.low))]
        if _CLAUSES.isdisjoint(self.low) and "så" not in self.low:
            return sub
        for index in range(max(main, 1), len(self.low)):
            if index >= main and self._opens_clause(index) and not (index == first and self.kind != "text"):
                main = self._next_break(index) + 1
                sub[index : main - 1] = [True] * (main - 1 - index)
        return sub

    @once
    def _told_from(self) -> int:
        """Where the clause begins that "det er … som" or "partene er enige om at" only frames."""
        framed = max((end for _, end in self.hits.get("avtalt_at", ())), default=0)
        return framed or (self._cleft[0] if self._cleft else 0)

    @once
    def _cleft(self) -> Span | None:
        """After "det er" and at "som" in "det er sjukehuset som bestiller", None where nothing is cleft."""
        start = self._fronted() + 2
        if set(self.low[start - 2 : start]) not in ({"det", "er"}, {"det", "blir"}, {"det", "vert"}):
            return None
        first = next((span for span, _, _ in self.actors if start <= span[0] <= start + 2), (0, 0))
        some = self.low[first[1] : first[1] + 6]
        if not first[1] or "som" not in some or {",", ";"} & set(some[: some.index("som")]):
            return None
        return start, first[1] + some.index("som")

    def _opens_clause(self, index: int) -> bool:
        word = self.low[index]
        if word not in _CLAUSES and (word != "så" or _MEASURES.isdisjoint(self.low[index + 1 : index + 2])):
            return False
        return self._cleft is None or index != self._cleft[1]

    def _fronted(self) -> int:
        """Where the main clause begins after a subordinate clause that opens the sentence."""
        low = self.low
        if not low:
            return 0
        condition = self.finite[0] and (self.kind == "text" or low[0] in _CONDITION_VERBS)
        if not condition and low[0] not in _OPENERS:
            return 0
        verbs = self._without_r
        for index, word in enumerate(low[:-1]):
            after = low[index + 1]
            verb = self.finite[index + 1] or index + 1 in verbs or (
                _VERB_FORM.fullmatch(after) and after not in _NOT_VERBS
            )
            if word == "," and (verb or after == "så"):
                return index + 1
        return 0

    def _next_break(self, start: int) -> int:
        for index in range(start + 1, len(self.low)):
            if self.low[index] in (",", ";", "–", ")"):
                return index
        return len(self.low)

    @once
    def actors(self) -> list[tuple[Span, Side, bool]]:
        """Actors in order, the longest where several begin at one word; the flag says whether it is a party."""
        found: dict[int, tuple[Span, Side, bool]] = {}
        hits = self.hits
        listed = [(span, side, side != "") for concept, side in _SIDES if concept in hits for span in hits[concept]]
        for entry in [(span, side, True) for span, side in self.names.find(self.words, self.low)] + listed:
            start = entry[0][0]
            if start not in found or entry[0][1] > found[start][0][1]:
                found[start] = entry
        kept: list[tuple[Span, Side, bool]] = []
        for start in sorted(found):
            if not kept or start >= kept[-1][0][1]:
                kept.append(found[start])
        return kept

    @once
    def verb(self) -> int:
        """Where the finite verb of the main clause stands, -1 where there is none."""
        if self.completes:
            return -1
        for inside in (False, True) if self.kind == "text" else (False,):
            for index, finite in enumerate(self.finite):
                if finite and self.sub[index] is inside:
                    return index
            if told := [start for start, _ in self.main("handling") if self.low[start].endswith("ast")]:
                return told[0]
        return -1

    def after(self, span: Span) -> str:
        """The word after a span, "" at the end."""
        return self.low[span[1]] if span[1] < len(self.low) else ""

    def main(self, concept: str) -> list[Span]:
        """Hits of a concept that begin in the main clause."""
        spans = self.hits.get(concept)
        if not spans:
            return []
        sub = self.sub
        return [span for span in spans if not sub[span[0]]]

    @once
    def passive(self) -> bool:
        """Whether the main verb is passive (-s, -ast, bli/verte with a participle)."""
        if self.verb < 0:
            return any(word.endswith("ast") for word in self.low)
        after = self.low[self.verb : self.verb + 5]
        if any(word in BE for word in after[1:3]):
            return any(start > self.verb for start, _ in self.main("handling"))
        if after[0] in ("blir", "vert", "er", "ble", "vart"):
            return any(start > self.verb for start, _ in self.main("handling") + self.main("vag_handling"))
        return any(PASSIVE.fullmatch(word) for word in after)


@lru_cache(maxsize=1 << 16)
def _is_present(word: str) -> bool:
    """Whether a word has the form of a verb in the present tense, and is none of the nouns that look the same."""
    return bool(_PRESENT.fullmatch(word)) and not _NOUN.fullmatch(word)


def governed(sentence: Sentence, start: int) -> bool:
    """Whether the actor stands after a preposition, and so is no subject."""
    low = sentence.low
    if start > 1 and low[start - 1] in ("og", "eller"):
        linked = [span[0] for span, _, _ in sentence.actors if span[1] == start - 1]
        if linked and linked[0] > 0 and low[linked[0] - 1] not in BESIDE:
            return governed(sentence, linked[0])
    for back in (1, 2):
        if start - back < 0:
            return False
        word = low[start - back]
        if word in _PREPOSITIONS and not (word in ("av",) and start - back == 0 and sentence.passive):
            return True
        if word in (",", "og", "at") or sentence.finite[start - back]:
            return False
    far = start >= 3 and low[start - 3] in _PREPOSITIONS
    return far and low[start - 2] in _DETERMINERS and low[start - 1] in _DETERMINERS
