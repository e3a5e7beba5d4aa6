"""Small made-up agreements for the tests of the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from conftest import AGREEMENTS, assessed

from analyser.assessment import Assessment, Party
from analyser.document import ClauseText, DocumentText, SectionText
from analyser.store import Review, Stored

NOW = datetime(2026, 3, 1, 12, 5, tzinfo=UTC)
HOSTILE = '<script>alert(1)</script> **fet** $x^2$ :red[rød] [lenke](http://x) & "sitat" <img src=x onerror=a>'


def example(name: str = "overordnet-ostre-agder") -> Assessment:
    """The assessment of a committed example."""
    return assessed(AGREEMENTS / f"{name}.pdf")


def stored(assessment: Assessment, name: str = "avtale.pdf") -> Stored:
    """The assessment as the store hands it out."""
    return Stored(assessment.sha256, name, "kari@example.no", NOW, (), assessment, False)


def other(assessment: Assessment, sha256: str, **about: object) -> Assessment:
    """The same agreement under another content, with other facts."""
    return replace(assessment, sha256=sha256, document=replace(assessment.document, **about))  # type: ignore[arg-type]


def party(name: str, today: str = "", kind: str = "kommune", number: str = "") -> Party:
    """A party."""
    return Party(name, number, kind, today or name)


def review(construct: str, level: int | None, number: int | None, comment: str = "", **more: object) -> Review:
    """A review by one reviewer."""
    values = {"id": 1, "sha256": "a", "reviewer": "kari@example.no", "made_at": NOW, **more}
    return Review(construct=construct, level=level, comment=comment, number=number, **values)  # type: ignore[arg-type]


def document(*sections: tuple[str, str, list[str]]) -> DocumentText:
    """Sections (heading with number, kind, clauses) as the text of a document."""
    text, parts, clauses = "", [], []
    for at, (heading, kind, lines) in enumerate(sections):
        start = len(text)
        number, _, name = heading.partition(" ")
        text += f"{heading}\n"
        for line in lines:
            clauses.append(ClauseText(len(text), len(text) + len(line), at))
            text += f"{line}\n"
        parts.append(SectionText(number, name, 1, kind, start, len(text)))
    return DocumentText(text, tuple(parts), tuple(clauses))
