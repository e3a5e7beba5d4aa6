"""Who shall do what, by when, through which channel, at whose cost: the responsibility table of the agreement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analyser.clauses import Clause, Side
from analyser.grammar import BE, PASSIVE, Names, Sentence, Span, governed, word_set
from analyser.kinds import CAPPED, NEVER_COUNTS
from analyser.subjects import plain

_NO_DUTIES = "ikke_bindende"
_WHEN = re.compile(r"(?i)\b(?:frist|når|tid|tidspunkt|omfang|hyppighet|hvor ofte|kor ofte|kva tid|innen)\b")
_TIMES, _CHANNELS, _COSTS, _ROLES = ("frist", "frekvens", "dato", "straks"), ("kanal",), ("kostnad",), ("rolle",)
_MODALS = word_set("skal må bør kan vil skulle burde kunne")
_NOT = word_set("ikke ikkje aldri verken korkje hverken")
_OPEN = re.compile(r"(?i)\b(?:skal|må|plikter|pliktar|å|for|til|bør|kan|på|har|seg|at)\b[^\w]*$")
_INFINITIVE = re.compile(r"\w+å|\w{2,}(?:e|es|ast|ås)|\w*(?:ta|by|gi)(?:s|kast)?|ha|bli|be|dra|la|bo|bistå")
_ADVERB = re.compile(
    r"\w+(?:lig|leg|vis)|også|og|òg|alltid|så|derfor|difor|dessuten|snarest|straks|normalt|fortrinnsvis|helst|eventuelt"
    r"|da|då|deretter|likevel|videre|vidare|selv|sjølv|sammen|saman|gjerne|samtidig|heller|umiddelbart|primært|bare|berre"
)
_NO_VERB = word_set(
    "alle begge både hele heile ofte gjerne denne disse samme same videre vidare neste første fyrste siste snare etter "
    "på så då nå si sin side uke veke time måned egne eigne beste største minste alene ene enkelte felles ansatte "
    "tilsette"
)
_BEFORE_NOUN = word_set(
    "i på til fra frå av med ved hos for om etter mot over under innen innan en ein ei et eit den det de dei"
)
_LIES = word_set("ligger ligg hører høyrer hviler kviler påhviler påkviler tilligger")
_STATES = (["held", "fram"], ["består", "av"], ["har", "rett"], ["har", "ulike"], ["har", "fleire"], ["har", "flere"])
_CROWD = re.compile(r"(?i)\w*(?:trenings|oppfølgings|samtale|mål|pasient|bruker|brukar)?grupp\w*")
_OFFICE = re.compile(r"(?i)(?:ansvars|arbeids|fag|styrings|prosjekt|samarbeids|kontakt|basis)\w*")
_JOINS = ((), ("til",), ("–",), ("og",), ("i",))
_PARTICIPLE = re.compile(r"\w{2,}(?:t|te|d|de|ne|en|a)")
_HOPES = re.compile(r"\b(?:vil|ønsker|ønskjer|ynskjer|håper|vonar)(?: at| å være| å vere)\b")
_WHETHER = re.compile(r"(?:kor vidt|hvorvidt|om)\b")
_SINCE = word_set("siden sidan tidligere tidlegare lenge allerede allereie hittil")
_HAPPENS = word_set("blir vert skjer foregår føregår starter startar")
_ASKS = word_set("hvem hvordan hva hvilke hvilken hvilket hvor når kven korleis kva kor")
_EDGE = re.compile(r"(?i)^(?:(?:og|men|samt|å|at|,)\s+)+|(?:[,;]?\s+(?:og|samt|eller|og/eller))?[\s.;:,]*$")


@dataclass(frozen=True, slots=True)
class Duty:
    """One line of the responsibility table; `start` and `end` are the clause's place in the flow text."""

    clause: int
    start: int
    end: int
    side: Side
    actor: str
    act: str
    time: str = ""
    role: str = ""
    channel: str = ""
    cost: str = ""
    binding: bool = True


def find_duties(clauses: Sequence[Clause]) -> tuple[Duty, ...]:
    """The duties of a document in text order; none where it says that it does not bind."""
    if any(_NO_DUTIES in clause.hits and clause.section.kind not in NEVER_COUNTS for clause in clauses):
        return ()
    chapters = _Chapters(clauses)
    rows = _rows(clauses)
    found = [(clause, _sentence(clause)) for clause in clauses if _may_be_duty(clause)]
    found = [(clause, sentence) for clause, sentence in found if not _state(clause, sentence)]
    leads = {clause.lead_in_span for clause, _ in found if clause.lead_in_span}
    opens = {clause.index - 1 for clause, _ in found}
    return tuple(
        _duty(clause, sentence, chapters, rows)
        for clause, sentence in found
        if (clause.start, clause.end) not in leads and not (clause.text.endswith(":") and clause.index in opens)
    )


def _may_be_duty(clause: Clause) -> bool:
    if clause.section.kind in NEVER_COUNTS or clause.section.kind == "definisjoner":
        return False
    if clause.negated or clause.restated_law or not clause.testable or not clause.actor or _WHEN.search(clause.column):
        return False
    if clause.modality not in ("binding", "present", "weak") or (clause.side == "" and clause.by_reference):
        return False
    topic = clause.lead_in != "" and clause.words[0].lower() in _ASKS
    return not (topic or _by_others(clause) or _wish(clause))


def _by_others(clause: Clause) -> bool:
    """Whether the actor is neither a party nor a body of theirs: patients, next of kin, the ministry."""
    others = (plain(clause.words[start:end]) for start, end in clause.hits.get("annen_aktør", ()))
    return clause.side == "" and clause.actor in others


def _state(clause: Clause, sentence: Sentence) -> bool:
    """ "Avtalen er signert av partene", "Helsefellesskapet har tre nivåer": how something is, or has been."""
    if clause.modality == "binding":
        return False
    low, verb = sentence.low, sentence.verb
    if verb < 0 or verb + 1 >= len(low):
        return False
    done = low[verb] in ("er", "var", "ble", "blei", "vart") and _PARTICIPLE.fullmatch(low[verb + 1])
    has = low[verb] == "har" and (clause.side == "" or low[verb + 1] in _SINCE)
    return bool(done) or has or low[verb : verb + 2] in _STATES


def _wish(clause: Clause) -> bool:
    """ "Vi vil at …", "bør styrke samarbeidet": no act, and no word that binds."""
    low = " ".join(clause.words).lower()
    if clause.modality == "binding":
        return False
    vague = "vag_handling" in clause.hits and "handling" not in clause.hits
    return vague or bool(_HOPES.search(low) or _WHETHER.match(low))


class _Chapters:
    """The chapter (depth 1) of each clause, and where something binds, so that what is told there binds as well."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        sections = {clause.section.index: clause.section for clause in clauses}.values()
        tops = {section.index for section in sections if section.depth == 1 or section.parent is None}
        self._tops = tops | {s.parent for s in sections if s.depth == 2 and s.parent is not None}
        self._binding = {self._of(clause) for clause in clauses if clause.modality == "binding" and clause.side}

    def _of(self, clause: Clause) -> int:
        return max((top for top in self._tops if top <= clause.section.index), default=clause.section.index)

    def bind(self, clause: Clause) -> bool:
        """Whether the clause binds: by its own word, or told in a chapter that binds."""
        told = clause.modality == "present" and self._of(clause) in self._binding
        return (clause.modality == "binding" or told) and clause.section.kind not in CAPPED


def _duty(
    clause: Clause, sentence: Sentence, chapters: _Chapters, rows: dict[tuple[int, str], list[Clause]]
) -> Duty:
    return Duty(
        clause.index, clause.start, clause.end, clause.side, _actor(clause, sentence), _act(clause, sentence),
        _time(clause) or _row_time(clause, rows), _roles(clause), _words(clause, _CHANNELS),
        _words(clause, _COSTS), chapters.bind(clause),
    )


def _actor(clause: Clause, sentence: Sentence) -> str:
    """The actor as written, both where two sides stand as one subject."""
    start, end = _actor_at(clause, sentence)
    one = clause.side != "begge" and not clause.actor.endswith("-")
    if one or start < 0 or sentence.after((start, end)) != "og":
        return re.sub(r"^(\w+ne)s$", r"\1", clause.actor)
    if clause.actor.endswith("-"):
        return clause.text[slice(*_offsets(clause, start, min(end + 2, len(clause.words))))]
    return clause.text[slice(*_offsets(clause, start, _actor_end(sentence, end)))]


# ------------------------------------------------------------------------------------------------ the act
def _act(clause: Clause, sentence: Sentence) -> str:
    """The verb phrase, from the act verb on and without actor and modal; a passive with what it is done to."""
    kept = _kept(clause, sentence)
    text = _cut(clause, kept)
    lost = " " not in text and kept[0][0] > 2 and not clause.lead_in and sentence.low[_verb(sentence)] not in _MODALS
    return _EDGE.sub("", clause.text) if lost or not text else text


def _sentence(clause: Clause) -> Sentence:
    """The clause with its grammar; the actor as a name, since registry names are in no vocabulary."""
    kind = "cell" if clause.column or clause.row else "item" if clause.lead_in else "text"
    completes = bool(clause.lead_in) and bool(_OPEN.search(clause.lead_in))
    return Sentence(clause.words, clause.hits, Names({clause.actor: clause.side}), kind, completes)


def _cut(clause: Clause, kept: Iterable[Span]) -> str:
    """The text of word spans, with the edges cleaned."""
    parts = [clause.text[left:right] for left, right in (_offsets(clause, *span) for span in kept if span[0] < span[1])]
    return re.sub(r"\s+(?=[,;])", "", _EDGE.sub("", _EDGE.sub("", " ".join(parts))))


def _kept(clause: Clause, sentence: Sentence) -> list[Span]:
    """The word spans that make the act."""
    last, verb = len(sentence.low), _verb(sentence)
    if verb < 0:
        return [(0, last)]
    actor = _actor_at(clause, sentence)
    if sentence.low[verb] in _MODALS:
        return _after_modal(sentence, verb, actor)
    duty = [end for start, end in _duty_words(sentence) if start <= verb < end]
    if duty or sentence.low[verb + 1 : verb + 2] in (["enige"], ["enig"], ["samde"], ["einige"]):
        return _after_duty(sentence, verb, max(duty, default=verb + 1), actor)
    return _told(sentence, verb, actor)


def _duty_words(sentence: Sentence) -> list[Span]:
    return [*sentence.hits.get("plikt", ()), *sentence.hits.get("svak", ())]


def _verb(sentence: Sentence) -> int:
    """The finite verb, also "kan" in "kan ikke", which is no weak word; -1 in an item that completes its lead-in."""
    if sentence.completes:
        return 0 if sentence.low[0] in _MODALS else -1
    modals = [at for at, word in enumerate(sentence.low) if word in _MODALS and not sentence.sub[at]]
    return min([*modals[:1], *([sentence.verb] if sentence.verb >= 0 else [])], default=-1)


def _actor_at(clause: Clause, sentence: Sentence) -> Span:
    """Where the actor stands as subject or agent, (-1, -1) where another sentence or a heading names it."""
    low = clause.actor.lower()
    spans = [s for s, _, _ in sentence.actors if plain(clause.words[s[0] : s[1]]).lower() == low]
    return min(spans, key=lambda s: (sentence.sub[s[0]], governed(sentence, s[0])), default=(-1, -1))


def _after_modal(sentence: Sentence, modal: int, actor: Span) -> list[Span]:
    """From the infinitive on, with its "ikke"; in a passive with what stands before the modal."""
    last = len(sentence.low)
    act = _infinitive(sentence, modal + 1)
    negation = [(at, at + 1) for at in range(modal + 1, act) if sentence.low[at] in _NOT and not sentence.sub[at]]
    if negation and not set(range(negation[0][0], act)) & set(range(*actor)):
        negation = [(negation[0][0], act)]
    object_first = _is_passive(sentence, act) and not _is_subject(sentence, actor, act)
    object_first = object_first and sentence.low[:modal] != ["det"]
    return [*([(0, modal)] if object_first else []), *negation, *_without(sentence, (act, last), actor)]


def _infinitive(sentence: Sentence, start: int) -> int:
    """Where the act begins after a modal: the first infinitive, past the actor and adverbs."""
    low = sentence.low
    taken = {at for span, _, _ in sentence.actors for at in range(*span)}
    rest = [at for at in range(start, len(low)) if at not in taken]
    free = [at for at in rest if not sentence.sub[at]] or rest
    first = next((at for at in free if low[at] not in _NOT and not _ADVERB.fullmatch(low[at])), start)
    acts = {at for name in ("handling", "vag_handling") for at, _ in sentence.hits.get(name, ())}
    for at in free:
        if at < first or not _INFINITIVE.fullmatch(low[at]) or low[at] in _NO_VERB:
            continue
        if at == first or at in acts or low[at] in BE or not (low[at - 1] in _BEFORE_NOUN or low[at - 1].endswith("e")):
            return at
    return first


def _is_passive(sentence: Sentence, act: int) -> bool:
    word, *after = sentence.low[act : act + 3] or [""]  # a sentence may break off at its modal
    if word in BE:
        return any(_PARTICIPLE.fullmatch(other) for other in after)
    return bool(PASSIVE.fullmatch(word))


def _is_subject(sentence: Sentence, actor: Span, before: int) -> bool:
    """Whether the actor stands as the subject before the act verb."""
    return 0 <= actor[0] < before and not sentence.sub[actor[0]] and not governed(sentence, actor[0])


def _without(sentence: Sentence, span: Span, actor: Span) -> list[Span]:
    """A span without "av" and the actor in it."""
    start, end = actor
    if not span[0] < start < span[1] or sentence.low[start - 1] != "av" or sentence.low[end - 1] == "som":
        return [span]
    return [(span[0], start - 1), (_actor_end(sentence, end), span[1])]


def _after_duty(sentence: Sentence, verb: int, end: int, actor: Span) -> list[Span]:
    """After "å" in "plikter å", "har ansvar for å"; what is laid on someone; else from the verb on."""
    low, last = sentence.low, len(sentence.low)
    to = next((at for at in range(max(end - 1, verb), last) if low[at] == "å" and not sentence.sub[at]), -1)
    if 0 <= to <= end + 8:
        return [(to + 1, last)]
    if actor[0] > verb > 0 and low[0] != "det" and low[actor[0] - 1] != "av":
        return [(0, verb)]
    return _told(sentence, verb, actor)


def _told(sentence: Sentence, verb: int, actor: Span) -> list[Span]:
    """From the finite verb on, without the actor after it; all of a passive, with what it is done to."""
    last = len(sentence.low)
    if _is_subject(sentence, actor, verb):
        return [(verb, last)]
    inverted = 0 < verb < actor[0] <= verb + 5 and not governed(sentence, actor[0]) and not sentence.sub[actor[0]]
    if inverted and sentence.after(actor) not in ("", ",", "."):
        return [(verb, actor[0]), (_actor_end(sentence, actor[1]), last)]
    if sentence.low[verb] in _LIES and 0 < verb < actor[0]:
        return [(0, verb)]
    if _is_passive(sentence, verb) or sentence.low[verb] in _HAPPENS:
        return _without(sentence, (verb if sentence.low[:verb] == ["det"] else 0, last), actor)
    return [(verb, last)]


def _actor_end(sentence: Sentence, end: int) -> int:
    """Past "og helseforetaket", "ved sykehuset" after an actor."""
    starts = {span[0]: span[1] for span, _, _ in sentence.actors}
    while end + 1 < len(sentence.low) and sentence.low[end] in ("og", "ved", "i") and end + 1 in starts:
        end = starts[end + 1]
    return end


# ------------------------------------------------------------------------------------------------ the columns
_UP_TO = word_set("før etter")
_DANGLING = word_set("i på per pr. om for før etter")
_FINITE = word_set("er har blir vert")
_STOP = word_set(
    "og eller som at når dersom hvis i på til fra frå av med ved hos for om , ; : . – ( ) skal må er blir vert har"
)


def _time(clause: Clause) -> str:
    """The stretches that say when or how often, each as long as it goes ("to ganger i året")."""
    named = [span for concept in _TIMES for span in clause.hits.get(concept, ())]
    spans = sorted({*named, *clause.hits.get("antall", ())})
    kept: list[Span] = []
    for start, end in _merged(spans):
        if any(start <= span[0] < end for span in named):
            kept.append(_whole(clause, start, end))
    joined = [clause.text[slice(*_offsets(clause, *span))] for span in _joined(clause, kept)]
    return "; ".join(dict.fromkeys(joined))


def _whole(clause: Clause, start: int, end: int) -> Span:
    """The stretch with what "før" or "etter" at its end points to, or without a loose preposition there."""
    low = [word.lower() for word in clause.words]
    stop = end
    if low[end - 1] in _UP_TO:
        told = low[end : end + 1] == ["at"]
        stop += told
        while stop < min(len(low), end + 9) and low[stop] not in (_STOP - _FINITE if told else _STOP):
            stop += 1
    while stop - start > 1 and low[stop - 1] in (_DANGLING | {"at"}):
        stop -= 1
    return start, stop


def _joined(clause: Clause, spans: Sequence[Span]) -> Iterator[Span]:
    """ "fra kl. 8" and "til kl. 20" as one stretch."""
    at = (-1, -1)
    for span in spans:
        if at[0] >= 0 and span[0] <= at[1] + 1 and clause.words[at[1] : span[0]] in _JOINS:
            at = at[0], max(at[1], span[1])
            continue
        if at[0] >= 0:
            yield at
        at = span
    if at[0] >= 0:
        yield at


def _roles(clause: Clause) -> str:
    """Roles and bodies beside the actor; a group of patients is none."""
    found = _words(clause, _ROLES, clause.actor).split("; ")
    return "; ".join(role for role in found if _OFFICE.match(role) or not _CROWD.fullmatch(role))


def _words(clause: Clause, concepts: Iterable[str], without: str = "") -> str:
    """The words of the concepts' hits, each stretch once, parted by "; "."""
    spans = sorted({span for concept in concepts for span in clause.hits.get(concept, ())})
    parts = [clause.text[slice(*_offsets(clause, *span))] for span in _merged(spans)]
    return "; ".join(dict.fromkeys(part for part in parts if part.lower() not in without.lower()))


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    """Overlapping and adjacent spans as one."""
    at, end = -1, -1
    for start, stop in spans:
        if start > end and at >= 0:
            yield at, end
            at = -1
        at = start if at < 0 else at
        end = max(end, stop)
    if at >= 0:
        yield at, end


def _offsets(clause: Clause, start: int, end: int) -> tuple[int, int]:
    return clause.offsets[start], clause.offsets[end - 1] + len(clause.words[end - 1])


def _rows(clauses: Iterable[Clause]) -> dict[tuple[int, str], list[Clause]]:
    rows: dict[tuple[int, str], list[Clause]] = {}
    for clause in clauses:
        if clause.row:
            rows.setdefault((clause.section.index, clause.row), []).append(clause)
    return rows


def _row_time(clause: Clause, rows: dict[tuple[int, str], list[Clause]]) -> str:
    """The deadline that stands in its own column of the row."""
    beside = rows.get((clause.section.index, clause.row or clause.text), []) if clause.column else []
    return "; ".join(other.text for other in beside if _WHEN.search(other.column) and other is not clause)
