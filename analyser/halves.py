"""Where a sentence holds two main clauses, so that each half is judged by its own words."""

from __future__ import annotations

from analyser.grammar import BESIDE, Sentence, governed, word_set

_AND = word_set("og mens men medan samt")
_REACH = 6
"""How many words after "men" the verb of the second half may stand."""


def second_half(sentence: Sentence) -> int:
    """Where a second main clause begins, 0 where none does."""
    if sentence.completes or sentence.verb < 0:
        return 0
    return _after_semicolon(sentence) or _second_party(sentence) or _contrast(sentence)


def _after_semicolon(sentence: Sentence) -> int:
    """ "…; sykehuset svarer": both sides have a finite verb of their own."""
    low = sentence.low
    for index in [at for at, word in enumerate(low) if word == ";"]:
        if _verb_in(sentence, 0, index) and _verb_in(sentence, index + 1, len(low)):
            return index + 1
    return 0


def _second_party(sentence: Sentence) -> int:
    """ "…, og sykehuset skal …": another party with a verb of its own."""
    low = sentence.low
    first = next((side for span, side, _ in sentence.actors if side and not governed(sentence, span[0])), "")
    for span, side, party in sentence.actors:
        if not party or side in ("", first) or sentence.sub[span[0]]:
            continue
        start = _opening(sentence, span[0])
        verb = any(sentence.finite[span[1] : span[1] + 3]) or any(sentence.finite[start : span[0]])
        if start > 2 and low[start - 1] in (",", ";") and verb and _verb_in(sentence, 0, start - 1):
            return start
    return 0


def _opening(sentence: Sentence, start: int) -> int:
    """Where the half begins that has its actor at `start`: before "og", before "i Helse Bergen"."""
    if start > 5 and sentence.low[start - 1] in BESIDE and not sentence.finite[start - 2]:
        start -= 2
    return start - 1 if start > 1 and sentence.low[start - 1] in _AND else start


def _contrast(sentence: Sentence) -> int:
    """ "… er ikke avtalt, men partene skal …": only one half is negated, or a weak half stands before a duty."""
    if not (sentence.hits.get("negasjon") or sentence.hits.get("svak")):
        return 0
    for index, word in enumerate(sentence.low[1:-1], 1):
        if word not in _AND or (word == "og" and sentence.low[index - 1] != ","):
            continue
        if word == "og" and sentence.finite[index + 1]:
            continue
        if _verb_in(sentence, 0, index) and _verb_in(sentence, index + 1, index + _REACH) and _differ(sentence, index):
            return index
    return 0


def _differ(sentence: Sentence, middle: int) -> bool:
    negated = {start < middle for start, _ in sentence.main("negasjon")}
    weak, duty = sentence.main("svak"), sentence.main("plikt")
    weak_first = bool(weak and duty) and weak[0][0] < middle < duty[0][0]
    return len(negated) == 1 or weak_first


def _verb_in(sentence: Sentence, start: int, end: int) -> bool:
    return any(
        finite and not sub for finite, sub in zip(sentence.finite[start:end], sentence.sub[start:end], strict=True)
    )
