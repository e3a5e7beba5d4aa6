"""Text layers made by English OCR, where æ, ø and å are lost: found, mended where the word list makes it certain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analyser.spelling import Speller, speller
from analyser.text import PlacedText

_TOKEN = re.compile(r"[^\W_]+")
_LEAST_LETTERS = 200
_LEAST_SHARE = 0.007
"""Of the characters; sound Norwegian text has 0.015–0.03 æ, ø and å."""
_NORWEGIAN = re.compile(r"\b(?:og|av|som|skal|til|er|med|ikke|ikkje)\b")
_LEAST_NORWEGIAN = 0.04
_SAMPLE = 60
_NOISY = 0.08
"""Of the unknown words in a sample; in sound text hardly any is one letter away from a known word."""
_PARAGRAPH_SIGN = re.compile(r"\$(?=\s?\d)")
_LOST_SIGN = re.compile(r"(?<=lo[vw]a |oven )[S5$](?= ?\d{1,2}-\d)")
_OPENS = re.compile(r"(?:^|[.:!?\n\t]\s*)$")
_SHOWN = 5
_EVERYDAY = frozenset(
    re.findall(
        r"\w+",
        "og i til av på er som for med det den de en et at har skal kan om ved fra eller ikke partene "
        "å dei ein eit frå ikkje the of and to in is ja lea leat dahje ahte jïh jali la li",
    )
)
"""Words that every page of Norwegian is full of (a sixth at least), and some of English and the Sámi languages."""
_SPACED = (" og ", " i ", " til ", " av ", " på ", " for ", " som ", " med ")
"""Some of them as they stand within a line: much sooner counted than all words."""
_LEAST_EVERYDAY = 0.03
_LETTERS = re.compile(r"[^\W\d_]+")
_LEAST_TOKENS = 20
_LEAST_KNOWN, _LEAST_KNOWN_SCANNED = 0.15, 0.5
"""Of words of four letters and more. Sound text has 0.6, with a tenth of its letters misread 0.44; nothing but a new
reading helps below that, and only a scan can be read better than it was."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """The parts after repair, and what was done."""

    parts: list[PlacedText]
    warnings: tuple[str, ...] = ()


def repair(parts: Sequence[PlacedText], scanned: bool = False) -> Repaired:
    """Mend the parts of a document if its text layer (or, `scanned`, our reading of it) is damaged."""
    text = "\n".join(part.text for part in parts)
    signs = _PARAGRAPH_SIGN.search(text) is not None
    damaged = is_damaged(text)
    if not (signs or damaged):
        return Repaired(list(parts))
    if not damaged:
        return Repaired([_with_signs(part, _PARAGRAPH_SIGN) for part in parts], (_signs_warning(),))
    mender = _Mender(speller(), Counter(token.lower() for token in _TOKEN.findall(text)))
    mended = [mender.mend(_with_signs(_with_signs(part, _PARAGRAPH_SIGN), _LOST_SIGN)) for part in parts]
    return Repaired(mended, (mender.warning(scanned),) if mender.done or mender.mostly_unknown() else ())


def is_damaged(text: str) -> bool:
    """Whether the text is Norwegian that has lost its æ, ø and å, or has many misread letters."""
    lower = text.lower()
    if len(lower) < _LEAST_LETTERS:
        return False
    if sum(map(lower.count, "æøå")) >= _LEAST_SHARE * len(lower):
        return _is_noisy(lower)
    words = lower.count(" ") + lower.count("\n") + 1
    return len(_NORWEGIAN.findall(lower)) >= _LEAST_NORWEGIAN * words


def is_lost(text: str, scanned: bool) -> bool:
    """Whether the text of a page is none: a font without codes, or an image read beyond recognition."""
    lower = text.lower()
    if not scanned and 2 * sum(map(lower.count, _SPACED)) > _LEAST_EVERYDAY * len(lower):
        return False  # a word and the space behind it are two signs at least: so many are enough for any text
    words = _LETTERS.findall(lower)
    if len(words) < _LEAST_TOKENS:
        return False
    garbled = sum(map(_EVERYDAY.__contains__, words)) < _LEAST_EVERYDAY * len(words)
    if not (garbled or scanned):
        return False
    long = [word for word in words if len(word) >= 4]
    known = sum(map(speller().knows, long))
    return known < (_LEAST_KNOWN_SCANNED if scanned else _LEAST_KNOWN) * len(long)


def _is_noisy(lower: str) -> bool:
    """Whether many unknown words are one letter away from a known one."""
    speller_ = speller()
    seen = Counter(_TOKEN.findall(lower))
    single = [word for word, count in seen.items() if count == 1 and len(word) >= 6 and word not in speller_.words]
    sample = single[:: max(1, len(single) // _SAMPLE)][:_SAMPLE]
    near = sum(speller_.near(word) is not None for word in sample if not speller_.knows(word))
    return len(sample) >= _SAMPLE // 3 and near > _NOISY * len(sample)


def _with_signs(part: PlacedText, pattern: re.Pattern[str]) -> PlacedText:
    """With § where OCR read $ (or S or 5) in front of a section number."""
    for match in reversed(list(pattern.finditer(part.text))):
        part = part.replaced(*match.span(), "§")
    return part


def _signs_warning() -> str:
    return "Tegnet § var lest som $ (OCR) og er rettet."


@dataclass(slots=True)
class _Mender:
    """Mends word by word and remembers what it did."""

    speller: Speller
    seen: Counter[str]
    done: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    answers: dict[tuple[str, bool], str | None] = field(default_factory=dict)

    def mend(self, part: PlacedText) -> PlacedText:
        """The part with its certain repairs."""
        tokens = [(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(part.text)]
        changes = list(self._changes(part.text, tokens))
        for start, end, new in reversed(changes):
            part = _put(part, start, end, new)
        return part

    def _changes(self, text: str, tokens: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
        words = ["", *(token[2].lower() for token in tokens), ""]
        for index, (start, end, token) in enumerate(tokens):
            if token.isdigit():
                continue
            before = words[index] if index and text[tokens[index - 1][1] : start].isspace() else ""
            after = words[index + 2] if text[end : end + 1].isspace() else ""
            name = bool(before) and token[0].isupper() and not token.isupper()
            new = self._answer(token, before, after, name)
            if new and new != token.lower():
                self.done[f"{token.lower()} → {new}"] += 1
                yield start, end, _cased(token, new, opens=not before and _OPENS.search(text[:start]) is not None)

    def _answer(self, token: str, before: str, after: str, name: bool) -> str | None:
        lower = token.lower()
        in_context = self.speller.in_context(lower, before, after)
        if in_context:
            return in_context
        if (lower, name) not in self.answers:
            self.answers[lower, name] = self._look_up(lower, name)
        answer = self.answers[lower, name]
        if answer is None and not self.speller.knows(lower):
            self.unknown[lower] += 1
        return answer

    def _look_up(self, lower: str, name: bool) -> str | None:
        """The word meant; names and words that come again and again are not taken for slips."""
        if self.speller.knows(lower):
            return None
        lost = self.speller.lost(lower)
        if lost or name or self.seen[lower] >= 3:
            return lost
        return self.speller.near(lower)

    def mostly_unknown(self) -> bool:
        """Whether so many words are unknown that the text must be damaged, though nothing could be mended."""
        return sum(self.unknown.values()) > _NOISY * sum(self.seen.values())

    def warning(self, scanned: bool) -> str:
        """What was found and done, for the reader of the result."""
        count, left = sum(self.done.values()), sum(self.unknown.values())
        examples = ", ".join(change for change, _ in self.done.most_common(_SHOWN)) or "ingen"
        if scanned:
            return f"{count} ord var lest feil og er rettet ({examples}), {left} ord er ukjente og kan være lest feil."
        return (
            "Tekstlaget er skadet (trolig lest med engelsk OCR, så æ, ø og å er borte): "
            f"{count} ord er rettet ({examples}), {left} ord er ukjente og kan være feil lest. "
            "Kjør norsk tekstgjenkjenning på filen for et sikrere resultat."
        )


def _put(part: PlacedText, start: int, end: int, new: str) -> PlacedText:
    """Replace only the letters that differ, so that all others keep their own place."""
    old = part.text[start:end]
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return part.replaced(start + head, end - tail, new[head : len(new) - tail])


def _cased(token: str, new: str, opens: bool) -> str:
    """`new` written with capitals as `token` is; a zero at the start of a sentence was an Ø."""
    if token.isupper() and len(token) > 1:
        return new.upper()
    capital = token[0].isupper() or (opens and token[0].isdigit())
    return new[0].upper() + new[1:] if capital else new
