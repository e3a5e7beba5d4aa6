"""Who shall do what, by when, through which channel, at whose cost: the responsibility table of the agreement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analyser.clauses import Clause, Side
from analyser.sections import CAPPED, NEVER_COUNTS

_NO_DUTIES = "ikke_bindende"
_WHEN = re.compile(r"(?i)\b(?:frist|når|tid|tidspunkt|omfang|hyppighet|hvor ofte|kor ofte|kva tid|innen)\b")
_TIMES, _CHANNELS, _COSTS, _ROLES = ("frist", "frekvens", "antall"), ("kanal",), ("kostnad",), ("rolle",)


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
    leads = {clause.lead_in_span for clause in clauses if clause.lead_in_span}
    binding = _binding_chapters(clauses)
    rows = _rows(clauses)
    return tuple(
        _duty(clause, binding, rows)
        for clause in clauses
        if _is_duty(clause) and (clause.start, clause.end) not in leads
    )


def _is_duty(clause: Clause) -> bool:
    if clause.section.kind in NEVER_COUNTS or clause.section.kind == "definisjoner":
        return False
    if clause.negated or clause.restated_law or not clause.testable or not clause.actor:
        return False
    return clause.modality in ("binding", "present", "weak") and (clause.side != "" or not clause.by_reference)


def _binding_chapters(clauses: Iterable[Clause]) -> frozenset[int]:
    """Chapters where something binds, so that what they tell in the present tense binds as well."""
    return frozenset(_chapter(clause) for clause in clauses if clause.modality == "binding" and clause.side)


def _chapter(clause: Clause) -> int:
    return clause.section.index if clause.section.parent is None else clause.section.parent


def _duty(clause: Clause, binding: frozenset[int], rows: dict[tuple[int, str], list[Clause]]) -> Duty:
    binds = clause.modality == "binding" or (clause.modality == "present" and _chapter(clause) in binding)
    time = _words(clause, _TIMES) or _row_time(clause, rows)
    return Duty(
        clause.index, clause.start, clause.end, clause.side, clause.actor, _act(clause), time,
        _words(clause, _ROLES, clause.actor), _words(clause, _CHANNELS), _words(clause, _COSTS),
        binds and clause.section.kind not in CAPPED,
    )


def _act(clause: Clause) -> str:
    """The verb phrase as written; all of the clause where its object stands before the verb."""
    text = clause.text.rstrip(" .;,")
    starts = [start for start, _ in clause.hits.get("handling", ()) if start > 0]
    if not starts or (clause.lead_in and clause.modality == "binding" and not clause.text[:1].isupper()):
        return text
    first = min(starts)
    if re.fullmatch(r"\w{3,}(?:es|ast|s)|\w+t|\w+d", clause.words[first]):
        return text
    return text[clause.offsets[first] :]


def _words(clause: Clause, concepts: Iterable[str], without: str = "") -> str:
    """The words of the concepts' hits, each stretch once, parted by "; "."""
    spans = sorted({span for concept in concepts for span in clause.hits.get(concept, ())})
    parts = [clause.text[left:right] for left, right in _merged(clause, spans)]
    return "; ".join(dict.fromkeys(part for part in parts if part.lower() not in without.lower()))


def _merged(clause: Clause, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Overlapping word spans as offsets in the clause text."""
    at, end = -1, -1
    for start, stop in spans:
        if start > end and at >= 0:
            yield _offsets(clause, at, end)
            at = -1
        at = start if at < 0 else at
        end = max(end, stop)
    if at >= 0:
        yield _offsets(clause, at, end)


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
    beside = rows.get((clause.section.index, clause.row), []) if clause.row else []
    return "; ".join(other.text for other in beside if _WHEN.search(other.column) and other is not clause)
