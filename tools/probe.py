"""Precision and recall of the rules on the probe clauses: `python tools/probe.py [CONSTRUCT] [--half odd] [--errors]`.

The probes (tests/probe) were written with only the codebook in hand, before any rule was tried on them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyser.rules import Ruleset, load_ruleset
from analyser.trial import findings_in

PROBES = Path(__file__).parent.parent / "tests" / "probe"
MENTIONS = {"prinsipp", "nevnt", "info", "intensjon", "ved_behov"}
"""Helper elements that stand for a mention, which the probes call weak."""
WEAK = "(svak)"
Counts = Counter[tuple[str, str, str]]
"""(construct, element, "hit" | "extra" | "missed") -> number of probes."""


@dataclass(frozen=True)
class Answer:
    """What one probe should give and what the rules gave; WEAK stands for a mention only."""

    probe: dict[str, Any]
    wanted: frozenset[str]
    found: frozenset[str]


def answers(ruleset: Ruleset, construct: str | None = None, half: str | None = None) -> Iterable[Answer]:
    """Try every probe of a construct, or of the odd or even half of them."""
    for file in sorted(PROBES.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            probe = json.loads(line)
            odd = int(probe["id"][2:]) % 2 == 1
            if construct in (None, probe["construct"]) and half in (None, "odd" if odd else "even"):
                wanted = frozenset(probe["elements"]) or frozenset({WEAK} if probe["weak"] else ())
                yield Answer(probe, wanted, found_in(probe, ruleset))


def found_in(probe: dict[str, Any], ruleset: Ruleset) -> frozenset[str]:
    """Elements found at full strength, or WEAK where there is nothing but a mention."""
    findings = [
        finding
        for finding in findings_in(probe["text"], ruleset, probe["section"], probe["lead_in"])
        if finding.construct == probe["construct"] and finding.strength != "absent"
    ]
    full = {finding.element for finding in findings if finding.strength == "full"}
    if full & {"a_sted", "kjent_hvem"}:  # the probes have one name for both
        full = full - {"a_sted", "kjent_hvem"} | {"hvem_hvor"}
    mentioned = bool(findings) or bool(full & MENTIONS)
    return frozenset(full - MENTIONS or ({WEAK} if mentioned else ()))


def count(tried: Iterable[Answer]) -> Counts:
    """Hits, extras and misses per construct and element."""
    counts: Counts = Counter()
    for answer in tried:
        for element in answer.wanted | answer.found:
            kind = "missed" if element not in answer.found else "hit" if element in answer.wanted else "extra"
            counts[answer.probe["construct"], element, kind] += 1
    return counts


def shares(counts: Counts, construct: str, element: str | None = None) -> tuple[float, float]:
    """Precision and recall of one element, or of all elements of a construct together."""
    kinds: Counter[str] = Counter()
    for (name, one, kind), number in counts.items():
        if name == construct and element in (None, one):
            kinds[kind] += number
    hit, extra, missed = kinds["hit"], kinds["extra"], kinds["missed"]
    return hit / max(hit + extra, 1), hit / max(hit + missed, 1)


def main() -> None:
    """Print a table per construct and element, and with --errors every probe that came out wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("construct", nargs="?")
    parser.add_argument("--half", choices=["odd", "even"])
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    tried = list(answers(load_ruleset(), options.construct, options.half))
    for answer in tried:
        if options.errors and answer.wanted != answer.found:
            probe = answer.probe
            print(f"{probe['id']} want {sorted(answer.wanted)} got {sorted(answer.found)}")
            print("   ", " | ".join(probe[key] for key in ("section", "lead_in", "text", "why")))
    counts = count(tried)
    for construct in sorted({key[0] for key in counts}):
        for element in [*sorted({key[1] for key in counts if key[0] == construct}), None]:
            precision, recall = shares(counts, construct, element)
            print(f"{construct:18} {element or 'samlet':24} P {precision:4.2f}  R {recall:4.2f}")


if __name__ == "__main__":
    main()
