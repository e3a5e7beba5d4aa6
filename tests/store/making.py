"""Agreements made up for tests of the store: small, and judged without any rule."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from analyser.assessment import Assessment, Construct, Dates, Document, Failure, Fault, Party, RulesetId
from analyser.document import ClauseText, DocumentText, SectionText
from analyser.engine import Judged
from analyser.levels import CONSTRUCTS

RULES = RulesetId("1", "a" * 64)
AGDER = Party("Sørlandet sykehus HF", "sorlandet", "helseforetak", "Sørlandet sykehus HF")
BERGEN = Party("Helse Bergen HF", "bergen", "helseforetak", "Helse Bergen HF")
AHUS = Party("Akershus universitetssykehus HF", "ahus", "helseforetak", "Akershus universitetssykehus HF")
NORDRE_FOLLO = Party("Nordre Follo kommune", "3207", "kommune", "Nordre Follo kommune")


def pdf(number: int, size: int = 64) -> bytes:
    """The content of a made-up file."""
    return f"%PDF-1.7 {number} ".encode().ljust(size, b".")


def sha(content: bytes) -> str:
    """Its id."""
    return hashlib.sha256(content).hexdigest()


def judged(
    content: bytes, title: str = "Samarbeidsavtale", text: str = "Kommunen skal melde fra.",
    parties: Sequence[Party] = (AGDER,), level: int = 1,
) -> Judged:  # fmt: skip
    """What the engine would say of this content: this title, text, parties, and the same level throughout."""
    construct = Construct(level, "assessed", {"a": True}, False, False, "Fordi.", ())
    document = Document(title, "1", True, tuple(parties), "nb", False, Dates(), 1, (), (), ())
    record = Assessment(
        "/et/annet/sted.pdf", sha(content), "assessed", None, document, dict.fromkeys(CONSTRUCTS, construct), (), RULES
    )
    section = SectionText("1", "Formål", 1, "formaal", 0, len(text))
    return Judged(record, DocumentText(text, (section,), (ClauseText(0, len(text), 0),)))


def failed(content: bytes) -> Judged:
    """What the engine says of a file it cannot read."""
    return Judged(Failure("x.pdf", Fault("uten_tekst", "Ingen av sidene har tekst."), RULES, sha(content)), None)
