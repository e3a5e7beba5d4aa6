"""What the tests of the exports share: an agreement that tries to break them, reviews, and a moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from conftest import AGREEMENTS, assessed

from analyser.assessment import Assessment
from analyser.engine import default_ruleset
from analyser.store import Review

MADE = datetime(2026, 3, 1, 13, 5, tzinfo=UTC)
PATH = AGREEMENTS / "tenesteavtale-2-etne.pdf"
RULES = default_ruleset()
NASTY = "=HYPERLINK(\"http://x\";\"<script>alert(1)</script>\")\x0b **fet**"


def agreement() -> Assessment:
    """A nynorsk agreement with levels from 0 to 3."""
    return assessed(PATH)


def nasty() -> Assessment:
    """The same, with a title that is a formula, HTML and Markdown at once, with a character no XML can hold."""
    about = replace(agreement().document, title=NASTY, warnings=("+1 side mangler",))
    duty = replace(agreement().duties[0], actor="@SUM(A1)", act="-2+3")
    return replace(agreement(), document=about, duties=(duty, *agreement().duties[1:]))


def reviews() -> dict[str, Review]:
    """One level set by a person, and the agreement marked as gone through."""
    sha = agreement().sha256
    return {
        "samisk": Review(7, sha, "samisk", 1, "=Nevnt i innleiinga", "kari@example.no", MADE, 1),
        "": Review(8, sha, "", None, "", "ola@example.no", MADE, 1, reviewed=True),
    }
