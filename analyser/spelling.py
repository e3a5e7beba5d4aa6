"""Words of the field, and which of them a misread word can only have been."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from analyser.once import once


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_READINGS = {"æ": ("ae", "ee", "a", "ce", "e"), "ø": ("o", "p", "0", "oe", "6", "pg"), "å": ("a", "aa")}
"""What English OCR makes of a letter it does not know."""
_WEAK = 6
"""Letters; in shorter parts of a compound "e" is hardly ever a lost "æ" ("partnere" is not "partnære")."""
_MOST_LOST = 3
"""Lost letters in one word; more give too many readings to tell apart."""
_JOINED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "ll"), ("li", "h"), ("tt", "ft"))
_CONFUSED = _words(
    "ao oa ec ce nu un hb bh il li l1 1l i1 1i tf ft gq qg vy yv s5 5s o0 0o b8 8b g9 9g z2 2z ij ji lt tl it ti"
)
_SHORTEST_PART = 4
_SHORT_FIRSTS = _words("fag lov dag rus del mål råd års års hus tid før sår")
_SHORTEST_NEAR = 5
_LONG = 7
_ENDING = 1
"""Letters; words that differ only in their last ones are forms of one word."""
_INFINITIVE_ENDS = ("e", "es", "a", "å")
_ADVERBS = _words("hjemme heime alene ikke ikkje inne ute denne disse")
_MODALS = _words("skal kan må ma bør bor vil skulle kunne måtte burde ville å a ha har vere vera")
_NUMBER_WORDS = _words("bokstav ledd nr punkt pkt kapittel kap")
_SHORT_INFINITIVES = _words("få fa gå ga stå sta ta gi se bli ha la si be nå na gje sjå sja slå sla")
_CERTAIN = {
    "pa": "på", "nar": "når", "ma": "må", "sa": "så", "na": "nå", "fa": "få", "ga": "gå", "gar": "går", "sta": "stå",
    "star": "står", "ar": "år", "ogsa": "også", "far": "får", "sja": "sjå",
}
"""Short words with one likely reading; a few ("far", "sa") are words of their own, but hardly in an agreement."""
_SOUND = _words("far for kar mal la ta da bor hand vare vart gard tale for par land fast last sin man dag lag fag")
"""Words that are also readings of others and are left alone unless the words around them decide."""


class Speller:
    """Looks words up; everything costly is made on first use."""

    def __init__(self, words: frozenset[str]) -> None:
        self.words = words
        self._known: dict[str, bool] = {}
        self._remembered = lru_cache(maxsize=1 << 16)(self._look_near)

    def load(self) -> None:
        """Make what is costly now; else it waits for the first word that is not known."""
        self._one_hidden  # noqa: B018
        self._usual  # noqa: B018

    @once
    def _readings(self) -> dict[str, set[str]]:
        """The words that each misread form can be."""
        return _all_readings(self.words)

    @once
    def _usual(self) -> frozenset[str]:
        """Every three letters that stand together in some word."""
        return frozenset(three for known in self.words for three in _threes(known))

    def knows(self, word: str) -> bool:
        """Whether the word is in the list, or put together from words of the list."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = word in self.words or word in _SOUND or self._is_compound(word)
        return known

    def _is_compound(self, word: str) -> bool:
        return any(right in self.words and self._is_first(left) for left, right in _splits(word))

    def _is_first(self, part: str) -> bool:
        if part in self.words:
            return len(part) >= _SHORTEST_PART or part in _SHORT_FIRSTS
        if part[-1] in "se" and part[:-1] in self.words:
            return True
        return any(right in self.words and left in self.words for left, right in _splits(part)) and len(part) > 7

    def lost(self, word: str) -> str | None:
        """The one word that reads like this when æ, ø and å (or m) are lost."""
        if word in _SOUND or len(word) < 3:
            return None
        found = self._read(word) or self._unjoined(word)
        if not found and len(word) >= 2 * _SHORTEST_PART:
            found = self._read_parts(word)
        return found.pop() if len(found) == 1 else None

    def _read(self, word: str) -> set[str]:
        return set(self._readings.get(word, ()))

    def _unjoined(self, word: str) -> set[str]:
        """Words in which two letters were read for one ("kornrnune")."""
        tried = {word.replace(misread, letter) for misread, letter in _JOINED if misread in word}
        return {other for other in tried if self.knows(other)}

    def _read_parts(self, word: str) -> set[str]:
        """Compounds of which at least one part has lost letters."""
        found: set[str] = set()
        for left, right in _splits(word):
            lefts = {left} if self._is_first(left) else self._read_first(left)
            rights = {right} if right in self.words else self._read_part(right)
            found.update(one + other for one in lefts for other in rights)
        return {reading for reading in found if reading != word}

    def _read_first(self, part: str) -> set[str]:
        readings = self._read_part(part)
        if part[-1] in "se":
            readings |= {reading + part[-1] for reading in self._read_part(part[:-1])}
        return readings

    def _read_part(self, part: str) -> set[str]:
        found = self._read(part)
        return found if len(part) >= _WEAK else {other for other in found if other.replace("æ", "e") != part}

    def near(self, word: str) -> str | None:
        """The one word that differs by a single misread letter, for words that hardly can be Norwegian."""
        return self._remembered(word)

    def _look_near(self, word: str) -> str | None:
        if len(word) < _SHORTEST_NEAR:
            return None
        if self.is_plausible(word):
            return self._look_alike(word)
        found = self._near(word)
        if not found and len(word) >= _SHORTEST_NEAR + 4:
            found = self._near_parts(word)
        if len(found) > 1:
            found = {other for other in found if _is_likely(word, other)} or found
        return found.pop() if len(found) == 1 else None

    def _look_alike(self, word: str) -> str | None:
        """A word that looks the same in poor print, where the word as read could be one that the list lacks."""
        if len(word) < _LONG or f"_{word[1:]}" not in self._one_hidden:  # most words differ from all in more
            return None
        found = {other for other in self._near(word) if other[1:] == word[1:] and _is_likely(word, other)}
        return found.pop() if len(found) == 1 else None

    def is_plausible(self, word: str) -> bool:
        """Whether every three letters of the word stand together in some word of the list."""
        return self._usual.issuperset(_threes(word))

    def _near_parts(self, word: str) -> set[str]:
        found: set[str] = set()
        for left, right in _splits(word):
            if self._is_first(left):
                found.update(left + other for other in self._near(right))
            if right in self.words:
                found.update(other + right for other in self._near(left))
        return found

    def _near(self, word: str) -> set[str]:
        """Words (or their misreadings) of the same length that differ in one letter."""
        if len(word) < _SHORTEST_NEAR:
            return set()
        patterns = self._one_hidden
        forms = {form for pattern in _patterns(word) for form in patterns.get(pattern, ())}
        return {original for form in forms for original in ({form} if form in self.words else self._read(form))}

    @once
    def _one_hidden(self) -> dict[str, set[str]]:
        """Each word and misreading with one letter hidden: words that differ in one letter meet here."""
        patterns: dict[str, set[str]] = {}
        for form in self.words | set(self._readings):
            if len(form) >= _SHORTEST_NEAR:
                for pattern in _patterns(form):
                    patterns.setdefault(pattern, set()).add(form)
        return patterns

    def in_context(self, word: str, before: str, after: str) -> str | None:
        """Short words that their neighbours or the field decide: "a bidra", "skal vare", "et mal", "bor vurdere"."""
        if word == "a":
            listed = before.isdigit() or before in _NUMBER_WORDS
            return "å" if not listed and _is_infinitive(after) else None
        if word == "vare" and before in _MODALS:
            return "være"
        if word == "mal" and before in ("et", "eit", "som", "felles"):
            return "mål"
        if word == "bor" and _is_infinitive(after):
            return "bør"
        return None if word == "far" and before in ("mor", "eller", "og") else _CERTAIN.get(word)


@cache
def speller() -> Speller:
    """The speller with the field's word list."""
    text = files("analyser").joinpath("data/ordliste.txt").read_text(encoding="utf-8")
    return Speller(frozenset(text.split()))


def _is_infinitive(word: str) -> bool:
    return word in _SHORT_INFINITIVES or (len(word) > 3 and word.endswith(_INFINITIVE_ENDS) and word not in _ADVERBS)


def _all_readings(words: frozenset[str]) -> dict[str, set[str]]:
    """Every misreading of every word with æ, ø or å."""
    readings: dict[str, set[str]] = {}
    for word in words:
        lost = [index for index, char in enumerate(word) if char in _READINGS]
        if not lost or len(lost) > _MOST_LOST:
            continue
        for choice in product(*((word[index], *_READINGS[word[index]]) for index in lost)):
            letters = list(word)
            for index, new in zip(lost, choice, strict=True):
                letters[index] = new
            form = "".join(letters)
            if form != word and form not in words:
                readings.setdefault(form, set()).add(word)
    return readings


def _splits(word: str) -> list[tuple[str, str]]:
    return [(word[:at], word[at:]) for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)]


def _patterns(word: str) -> list[str]:
    """The word with one letter hidden, for each letter but the last ones."""
    return [f"{word[:at]}_{word[at + 1 :]}" for at in range(len(word) - _ENDING)]


def _threes(word: str) -> list[str]:
    framed = f" {word} "
    return [framed[at : at + 3] for at in range(len(framed) - 2)]


def _is_likely(word: str, other: str) -> bool:
    """Whether the letters that differ are ones that look alike in print."""
    return any(a + b in _CONFUSED for a, b in zip(word, other, strict=False) if a != b)
