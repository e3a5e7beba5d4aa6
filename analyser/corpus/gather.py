"""What is kept of each agreement while a corpus streams past, and the tables it becomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from analyser.assessment import Assessment, Construct, Failure, RulesetId
from analyser.corpus.families import Text, families
from analyser.corpus.frames import AGREEMENT, ANY, NUMBER, TEXT, TRUTH, agreement_row, frame
from analyser.corpus.places import place
from analyser.corpus.references import Reader, overordnet
from analyser.corpus.sketch import Sketch, sketch
from analyser.corpus.versions import Edition, duplicates, edition, replaced
from analyser.levels import CONSTRUCTS

if TYPE_CHECKING:
    from pandas import DataFrame

    from analyser.engine import Judged

PLACED: Mapping[str, str] = {
    "sami_areas": ANY, "by_reference": ANY, "explicit_absence": ANY, "refers": TRUTH, "duplicate_of": NUMBER,
    "replaced_by": NUMBER, "family": NUMBER, "family_size": NUMBER, "entered": TRUTH, "counts": TRUTH,
    "overordnet": NUMBER,
}
"""What the corpus adds to each agreement; numbers point to other rows. `entered`: an agreement between a trust and
municipalities, no blank template or case file. `counts`: entered, in its latest version, no copy. `family_size`: how
many of those are of its mould."""
FAILED: Mapping[str, str] = {"file": TEXT, "sha256": TEXT, "kind": TEXT, "message": TEXT}
QUOTE: Mapping[str, str] = {
    "row": NUMBER, "construct": TEXT, "level": NUMBER, "element": TEXT, "page": NUMBER, "section": TEXT, "quote": TEXT,
}
DETAILS = ("time", "role", "channel", "cost")
DUTY: Mapping[str, str] = {"row": NUMBER, "side": TEXT, **dict.fromkeys(("duties", "binding", *DETAILS), NUMBER)}
SIGN: Mapping[str, str] = {"row": NUMBER, "kind": TEXT, "text": TEXT, "explanation": TEXT}
QUOTES = 2
"""At most as many quotes are kept for each construct of an agreement, each of an element of its own."""


class Tables(NamedTuple):
    """The tables of a `Corpus`, in its order."""

    agreements: DataFrame
    failures: DataFrame
    elements: DataFrame
    quotes: DataFrame
    duties: DataFrame
    staleness: DataFrame


@dataclass(slots=True)
class Gathered:
    """What is kept of each agreement while they stream past."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    sketches: list[Sketch] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    failed: list[dict[str, Any]] = field(default_factory=list)
    elements: list[dict[str, bool | None]] = field(default_factory=list)
    quotes: list[dict[str, Any]] = field(default_factory=list)
    duties: list[dict[str, Any]] = field(default_factory=list)
    signs: list[dict[str, Any]] = field(default_factory=list)
    rulesets: dict[RulesetId, None] = field(default_factory=dict)

    def add(self, judged: Judged) -> None:
        """Keep what is needed of one file."""
        record = judged.record
        self.rulesets[record.ruleset] = None
        if isinstance(record, Failure):
            error = {"kind": record.error.kind, "message": record.error.message}
            self.failed.append({"file": record.file, "sha256": record.sha256, **error})
            return
        row, kept = len(self.rows), sketch(judged.text.text if judged.text else "")
        self.sketches.append(kept)
        self.editions.append(edition(record, kept.digest if judged.text else ""))
        self.rows.append(_row(record, kept.refers))
        self.elements.append(dict(_elements(record)))
        for name in CONSTRUCTS:
            self.quotes += ({"row": row, **quote} for quote in _quotes(name, record.constructs[name]))
        self.duties += ({"row": row, **counted} for counted in _duties(record))
        self.signs += (
            {"row": row, "kind": one.kind, "text": one.text, "explanation": one.explanation}
            for one in record.document.staleness
        )

    def tables(self) -> Tables:
        """The tables of a `Corpus`, in its order."""
        names = dict.fromkeys(name for row in self.elements for name in row)
        return Tables(
            frame(self._placed(), {**AGREEMENT, **PLACED}), frame(self.failed, FAILED),
            frame(({name: row.get(name) for name in names} for row in self.elements), dict.fromkeys(names, "boolean")),
            frame(self.quotes, QUOTE), frame(self.duties, DUTY), frame(self.signs, SIGN),
        )

    def _placed(self) -> Iterator[dict[str, Any]]:
        """Each agreement's row with its place among the others."""
        family = self._families()
        copies = duplicates(self.editions)
        newer = replaced(self.editions, copies, family)
        standing = [copy is None and new is None for copy, new in zip(copies, newer, strict=True)]
        counts = [one.entered and stands for one, stands in zip(self.editions, standing, strict=True)]
        above = overordnet(list(map(_reader, self.rows, self.editions, counts)))
        sizes = Counter(mould for mould, counted in zip(family, counts, strict=True) if counted)
        for at, row in enumerate(self.rows):
            yield row | {
                "duplicate_of": copies[at], "replaced_by": newer[at], "family": family[at],
                "family_size": sizes[family[at]], "entered": self.editions[at].entered,
                "counts": counts[at], "overordnet": above[at],
            }

    def _families(self) -> list[int]:
        pairs = zip(self.sketches, self.rows, strict=True)
        return families([Text(kept.hashes, row["topic"], row["language"]) for kept, row in pairs])


def _row(record: Assessment, refers: bool) -> dict[str, Any]:
    constructs = record.constructs
    handed = [name for name in CONSTRUCTS if constructs[name].by_reference]
    return agreement_row(record) | {
        "sami_areas": list(place(record.document.parties).sami_areas), "by_reference": handed,
        "explicit_absence": [name for name in CONSTRUCTS if constructs[name].explicit_absence],
        "refers": refers or bool(handed),
    }


def _reader(row: Mapping[str, Any], one: Edition, counts: bool) -> Reader:
    places = frozenset(row["trusts"]), frozenset(row["municipalities"])
    return Reader(row["topic"], *places, row["refers"], one.entered, counts)


def _elements(record: Assessment) -> Iterator[tuple[str, bool | None]]:
    for name in CONSTRUCTS:
        construct = record.constructs[name]
        for key, found in construct.elements.items():
            yield f"{name}.{key}", None if construct.level is None else found


def _quotes(name: str, construct: Construct) -> Iterator[dict[str, Any]]:
    """The first quote of each of the first elements: what decides a level stands first."""
    kept: set[str] = set()
    for one in construct.evidence:
        if construct.level and one.strength != "absent" and one.element not in kept and len(kept) < QUOTES:
            kept.add(one.element)
            yield {
                "construct": name, "level": construct.level, "element": one.element, "page": one.page,
                "section": one.section, "quote": " ".join(one.quote.split()),
            }


def _duties(record: Assessment) -> Iterator[dict[str, Any]]:
    """The duties of each side counted; what an agreement without any has is one row of nothing."""
    for side in dict.fromkeys(duty.side for duty in record.duties):
        own = [duty for duty in record.duties if duty.side == side]
        details = {name: sum(bool(getattr(duty, name)) for duty in own) for name in DETAILS}
        yield {"side": side, "duties": len(own), "binding": sum(duty.binding for duty in own), **details}
