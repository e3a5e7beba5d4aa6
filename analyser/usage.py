"""How often each rule fires over agreements: a rule that only ever matches its own examples shows here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from analyser.engine import extract, understand
from analyser.errors import AnalyserError
from analyser.matching import match, sift
from analyser.rules import Ruleset


def firings(files: Iterable[Path], ruleset: Ruleset) -> Counter[str]:
    """Rule id -> number of clauses it fired in, 0 for the silent; files that cannot be read are passed over."""
    counts = Counter({rule.id: 0 for rule in ruleset.rules})
    for file in files:
        try:
            document = understand(extract(file), ruleset.vocabulary)
        except AnalyserError:
            continue
        counts.update(finding.rule for finding in match(sift(document.reading, ruleset)))
    return counts
