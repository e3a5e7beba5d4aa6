"""Who acts in a sentence: its subject, or the agent of a passive; and the side that a heading names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyser.grammar import PASSIVE, Sentence, Side, Span, governed, word_set

_LOCATION = word_set("i på ved hos hjå fra frå")
_UNDER = word_set("på hos hjå under")
_SOME = word_set("mange noen nokre flere fleire få folk alle")
_WE = word_set("vi me den dei de")
_DUTY_ON = re.compile(
    r"(?:påhviler|påkviler|tilligger|tillegg|påligger|påligg|pålegges|påleggast|hviler|kviler|ligger|ligg|høyrer|hører|lagt|lagd|besørg\w*|"
    r"ansvar\w*|plikt\w*|oppgave\w*|oppgåve\w*|pålagt)"
)
_SENT = re.compile(r"(?:over|vidare|videre)?(?:send|meld|lever|før)|varsl|bestil")


def find_actor(sentence: Sentence) -> tuple[Span, Side] | None:
    """The words and the side of the one who acts, None where the sentence names none."""
    found = _subject(sentence)
    if found is None or found[1] == "":
        found = _agent(sentence) or found
    return found


def heading_actor(sentence: Sentence) -> tuple[Side, str]:
    """The one side that a heading or column names ("Kommunens oppgaver", "Det sjukehusa tek på seg")."""
    actors = [(span, side) for span, side, _ in sentence.actors if not governed(sentence, span[0])]
    named = [(span, side) for span, side in actors if side and sentence.low[span[0]] not in _WE]
    sides = {side for _, side in named}
    bodies = [span for span, side in actors if not side and span in sentence.hits.get("organ_aktør", ())]
    if not named and bodies:
        return "", plain(sentence.words[slice(*bodies[0])])
    if not named and (placed := _role_with_place(sentence, len(sentence.low))):
        return placed[1], plain(sentence.words[slice(*placed[0])])
    if not named and "felles" in sentence.low[:3]:
        return "begge", "felles"
    if len(sides) != 1:
        return "", ""
    span, side = named[0]
    return side, plain(sentence.words[span[0] : span[1]])


def plain(words: Sequence[str]) -> str:
    """The actor as written, without a genitive -s ("Kommunens oppgaver" is about "Kommunen")."""
    text = " ".join(words)
    return re.sub(r"(?<=[nt])s$", "", text) if len(words) == 1 else text


def _subject(sentence: Sentence) -> tuple[Span, Side] | None:
    if sentence.kind != "text" and sentence.verb == 0:
        return None
    verb = sentence.verb if sentence.verb >= 0 else len(sentence.low)
    before = [actor for actor in sentence.actors if actor[0][0] < verb and not sentence.sub[actor[0][0]]]
    if sentence.verb >= 0 or sentence.kind == "text":
        for span, side, _ in before:
            if not governed(sentence, span[0]):
                return _we_at(sentence, span) or (span, _joined(sentence, span, side, verb))
    if placed := _role_with_place(sentence, verb):
        return placed
    if sentence.verb >= 0 and not _plain_passive(sentence):
        for span, side, _ in sentence.actors:
            free = not sentence.sub[span[0]] and not governed(sentence, span[0])
            if verb < span[0] <= verb + 5 and free and _inverted(sentence, span[0]):
                return span, _joined(sentence, span, side, len(sentence.low))
    if sentence.low[0] in _SOME:
        return None
    for span, side, party in before:
        if party and sentence.low[span[0] - 1] in _LOCATION and 0 < span[0] <= 5 and sentence.verb >= 0:
            return span, side
    return None


def _role_with_place(sentence: Sentence, verb: int) -> tuple[Span, Side] | None:
    """ "Legen på posten ringer fastlegen": a role before the verb, with the side of its place."""
    for span in sentence.main("rolle"):
        if span[1] < verb and not governed(sentence, span[0]) and sentence.low[span[1]] in _LOCATION:
            place = next((side for at, side, party in sentence.actors if party and 1 <= at[0] - span[1] <= 2), None)
            return (span, place) if place else None
    return None


def _we_at(sentence: Sentence, span: Span) -> tuple[Span, Side] | None:
    """ "Vi på sykehuset", "Me i kommunen": a pronoun with its side."""
    if sentence.low[span[0]] not in ("vi", "me"):
        return None
    beside = span[1] < len(sentence.low) and sentence.low[span[1]] in _LOCATION
    return next(((at, side) for at, side, party in sentence.actors if beside and party and at[0] == span[1] + 1), None)


def _plain_passive(sentence: Sentence) -> bool:
    """A passive that is its own finite verb ("sendes"): what follows it is no subject of a duty."""
    return sentence.passive and bool(PASSIVE.fullmatch(sentence.low[sentence.verb]))


def _inverted(sentence: Sentence, start: int) -> bool:
    """Whether only small words stand between the verb and the actor, as in "skal sengeposten sende"."""
    between = range(sentence.verb + 1, start)
    return not any(sentence.finite[i] or sentence.low[i] in (",", "å") for i in between) and not any(
        span[0] in between for concept in ("handling", "vag_handling") for span in sentence.hits.get(concept, ())
    )


def _joined(sentence: Sentence, span: Span, side: Side, end: int) -> Side:
    """Begge where two sides stand as one subject: "kommunen og helseforetaket skal …"."""
    for other, side2, party in sentence.actors:
        left, right = sorted((span, other))
        between = sentence.low[left[1] : right[0]]
        if party and other[0] < end and {side, side2} == {"kommune", "helseforetak"}:
            acts = any(left[1] <= start < right[0] for start, _ in sentence.hits.get("handling", ()))
            linked = "og" in between or "eller" in between
            if linked and len(between) <= 6 and not acts and not any(sentence.finite[left[1] : right[0]]):
                return "begge"
    return side


def _agent(sentence: Sentence) -> tuple[Span, Side] | None:
    """Who acts in a passive ("av kommunen") or has it laid on them ("påhviler kommunen", "ligger hos kommunen")."""
    for span, side, _ in sentence.actors:
        word = _governor(sentence, span[0])
        receives = sentence.verb >= 0 and sentence.low[sentence.verb] in ("får", "fås", "får")
        by = word == "av" or (word in ("fra", "frå") and _SENT.match(sentence.low[max(0, span[0] - 2)]))
        if by and (sentence.passive or receives) and not sentence.sub[span[0]]:
            return span, side
        if not side and span not in sentence.hits.get("organ_aktør", ()):
            continue
        laid = any(_DUTY_ON.fullmatch(low) for low in sentence.low[max(0, span[0] - 5) : span[0]])
        if laid and not sentence.sub[span[0]] and (word in _UNDER | {"til"} or _DUTY_ON.fullmatch(word)):
            return span, side
        if span[0] > 1 or not sentence.hits.get("plikt"):
            continue
        if word in _UNDER | {"av", "for"} or (word == "til" and _DUTY_ON.fullmatch(sentence.after(span))):
            return span, side
    return None


def _governor(sentence: Sentence, start: int) -> str:
    """The word an actor hangs on, also past its unit ("av legen ved sykehuset", "tilligger teamet i kommunen")."""
    low = sentence.low
    at = start - 1
    if at > 0 and low[at] in ("den", "det", "de", "hver", "kvar", "dei"):
        at -= 1
    if at > 1 and low[at] in _LOCATION:
        named = {index for span, _, _ in sentence.actors for index in range(*span)}
        for back in range(at - 1, max(at - 5, -1), -1):
            if low[back] == "av" or _DUTY_ON.fullmatch(low[back]):
                return low[back]
            if back in named or sentence.finite[back] or not low[back].isalpha():
                break
    return low[at] if at >= 0 else ""
