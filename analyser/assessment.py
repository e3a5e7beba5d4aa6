"""The result: frozen, plain data, JSON in and out (the contract in README, "JSON")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from analyser.errors import AnalyserError
from analyser.levels import CONSTRUCTS as CONSTRUCTS
from analyser.text import Box, PlacedText

if TYPE_CHECKING:
    from pydantic import TypeAdapter

LIX = (
    (30, "svært lettlest"), (40, "lettlest"), (50, "middels vanskelig"), (60, "vanskelig"),
    (float("inf"), "svært vanskelig"),
)  # fmt: skip
"""The highest value of each of the usual bands of readability."""
LEVELS = ("ikke omtalt", "omtalt", "delvis ivaretatt", "ivaretatt")

Rectangle = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the top left corner of the page, rounded to 0.1."""

State = Literal["assessed", "not_assessed"]
Searchable = Literal["all", "some", "none"]
Strength = Literal["full", "weak", "absent"]


class UntrueQuoteError(AnalyserError):
    """A quote that is not a slice of the document's text with a place on a page; no record is made of it."""

    kind = "usant_sitat"


class Cut(NamedTuple):
    """A slice of the document and where it stands: what every quote in a record is made from."""

    page: int
    quote: str
    boxes: tuple[Rectangle, ...]
    box_pages: tuple[int, ...]
    span: tuple[int, int]


def cut(text: PlacedText, start: int, end: int) -> Cut:
    """Cut a quote out of the document's text, or refuse when there is nothing there to quote."""
    part = text[start:end]
    boxes = part.boxes() if 0 <= start < end <= len(text) and part.text.strip() else []
    if not boxes:
        raise UntrueQuoteError(f"Sitatet ved tegn {start}–{end} står ikke på noen side i dokumentet.")
    return Cut(
        part.page, part.text, tuple(map(_rectangle, boxes)), tuple(box.page for box in boxes), (start, end)
    )


def _rectangle(box: Box) -> Rectangle:
    return (round(box.x0, 1), round(box.top, 1), round(box.x1, 1), round(box.bottom, 1))


@dataclass(frozen=True, slots=True)
class Party:
    """A party to the agreement, named as in the registry; `id` is "" when the registry does not know it."""

    name: str
    id: str
    kind: str
    today: str
    """Its name now, where it has merged or changed name since."""


@dataclass(frozen=True, slots=True)
class Staleness:
    """One sign of age: its kind, the words in the text ("" for age itself), their page, and why it matters."""

    kind: str
    text: str
    page: int | None
    explanation: str


@dataclass(frozen=True, slots=True)
class Dates:
    """ISO dates, with year and month where no day is given, or None."""

    signed: str | None = None
    in_force: str | None = None
    revised: str | None = None


@dataclass(frozen=True, slots=True)
class FileFacts:
    """How usable the file is for those who search it, or have it read aloud; a note beside `tilgjengelighet`."""

    searchable: Searchable
    """Which pages with something on them have text of their own (a text layer), without our OCR."""
    tagged: bool
    """Whether headings, lists and tables are marked for screen readers."""
    language: str
    """As the file states it ("nb-NO"), or ""."""
    title: str
    """As the file states it, or ""."""
    bookmarks: bool
    lix: int | None
    """Readability of the whole text; None for a text of a few words."""

    @property
    def reading(self) -> str:
        """What the LIX value is usually called, "" where there is none."""
        return "" if self.lix is None else next(name for most, name in LIX if self.lix <= most)


@dataclass(frozen=True, slots=True)
class Document:
    """Facts about the document as a whole."""

    title: str
    topic: str
    is_agreement: bool
    parties: tuple[Party, ...]
    language: str
    template: bool
    dates: Dates
    pages: int
    pages_without_text: tuple[int, ...]
    warnings: tuple[str, ...]
    staleness: tuple[Staleness, ...]
    topics: tuple[str, ...] = ()
    is_agreement_reason: str = ""
    saerlig_relevant: bool = False
    """The codebook's note for `samisk`: a party in the Sámi language area, or a trust that serves it."""
    file: FileFacts | None = None
    """None in records from before it was noted."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding as the reader sees it: the rule that fired, the sentence it fired in, and where that stands."""

    rule: str
    element: str
    section: str
    page: int
    quote: str
    boxes: tuple[Rectangle, ...]
    box_pages: tuple[int, ...]
    """The page of each box: a sentence may run over a page break."""
    span: tuple[int, int]
    """Offsets of `quote` in the text of the document, as `analyser show-text` has it."""
    match: tuple[int, int]
    """Offsets in `quote` of the words that the rule matched."""
    alternative: int
    strength: Strength
    by_reference: bool
    lm: bool
    lead_in: str
    """The line that opens the list the quote stands in ("Kommunen skal:"), or ""."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The clause that came nearest to an element that was not found."""

    section: str
    page: int
    quote: str
    boxes: tuple[Rectangle, ...]
    box_pages: tuple[int, ...]
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Missing:
    """An element that was not found: the rules that ran, the sections they read, and the nearest miss."""

    element: str
    rules: tuple[str, ...]
    sections: tuple[str, ...]
    nearest: Nearest | None
    lacks: str


@dataclass(frozen=True, slots=True)
class Construct:
    """One construct judged; `level` is None when it could not be assessed, never 0."""

    level: int | None
    state: State
    elements: Mapping[str, bool]
    by_reference: bool
    explicit_absence: bool
    reason: str
    evidence: tuple[Evidence, ...]
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """One line of the responsibility table."""

    side: str
    actor: str
    act: str
    time: str
    role: str
    channel: str
    cost: str
    binding: bool
    section: str
    page: int
    quote: str
    boxes: tuple[Rectangle, ...]
    box_pages: tuple[int, ...]
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class RulesetId:
    """Which rules judged; `faults` are the rules that were left out, and why."""

    version: str
    sha256: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file could not be judged: a word for programs, and a message for people."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """One agreement, judged."""

    file: str
    sha256: str
    status: Literal["assessed"]
    error: None
    document: Document
    constructs: Mapping[str, Construct]
    duties: tuple[Duty, ...]
    ruleset: RulesetId

    def to_json(self) -> str:
        """Write the record as one line of JSON, with the keys in the order of the contract (that of the fields)."""
        return writer().dump_json(self).decode()


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be judged, with the same keys as an assessment."""

    file: str
    error: Fault
    ruleset: RulesetId
    sha256: str = ""
    status: Literal["failed"] = "failed"
    document: None = None
    constructs: Mapping[str, Construct] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()

    def to_json(self) -> str:
        """Write the record as one line of JSON, with the keys in the order of the contract."""
        import json

        plain = _adapter().dump_python(self, mode="json")
        return json.dumps({key: plain[key] for key in _ORDER}, ensure_ascii=False, separators=(",", ":"))


Record = Assessment | Failure
_ORDER = ("file", "sha256", "status", "error", "document", "constructs", "duties", "ruleset")


def from_json(line: str) -> Record:
    """Read a record back from one line of JSON; raises ValueError when it does not keep the contract."""
    record: Record = _adapter().validate_json(line)
    return record


@cache
def _adapter() -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(Record)


@cache
def writer() -> TypeAdapter[Any]:
    """Writes what could be judged: twice as fast as one that must first find out which of the two it has."""
    from pydantic import TypeAdapter

    return TypeAdapter(Assessment)
