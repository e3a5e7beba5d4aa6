"""Precision and recall of the rules on the probe clauses (tests/probe): python tools/probe.py [construct] [--half odd|even] [--errors]."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from analyser.rules import Ruleset, load_ruleset
from analyser.trial import findings_in

PROBES = Path(__file__).parent.parent / "tests" / "probe"
PARTS = {("forpliktelse", "a"): None, ("tilgjengelighet", "hvem_hvor"): None}
"""Elements that the probes name otherwise than the rules do."""


def probes(construct: str | None, half: str | None) -> list[dict]:
    """Probe clauses of a construct, or of half of them by number."""
    lines = [
        json.loads(line) for file in sorted(PROBES.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()
    ]
    return [
        probe
        for probe in lines
        if construct in (None, probe["construct"]) and (half is None or int(probe["id"][2:]) % 2 == (half == "odd"))
    ]


def found_in(probe: dict, ruleset: Ruleset) -> tuple[set[str], bool]:
    """Elements found at full strength, and whether anything counts as a mention only."""
    findings = [
        finding
        for finding in findings_in(probe["text"], ruleset, probe["section"], probe["lead_in"])
        if finding.construct == probe["construct"]
    ]
    full = {finding.element for finding in findings if finding.strength == "full"}
    if full & {"a_sted", "kjent_hvem"}:
        full = full - {"a_sted", "kjent_hvem"} | {"hvem_hvor"}
    return full - {"fravaer"}, any(finding.strength == "weak" for finding in findings)


HELPERS = {"prinsipp", "nevnt", "info", "intensjon", "ved_behov"}


def main() -> None:
    """Print a table per construct and element, and with --errors every probe that came out wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("construct", nargs="?")
    parser.add_argument("--half", choices=["odd", "even"])
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    ruleset = load_ruleset()
    counts: Counter[tuple[str, str, str]] = Counter()
    for probe in probes(options.construct, options.half):
        found, weak = found_in(probe, ruleset)
        wanted = set(probe["elements"])
        # a full helper finding (a bare principle) is a mention, as a weak finding is
        mention = weak or bool(found & HELPERS)
        found -= HELPERS
        for element in found | wanted:
            kind = "hit" if element in found & wanted else "extra" if element in found else "missed"
            counts[probe["construct"], element, kind] += 1
        if not wanted and not found:
            kind = {(True, True): "hit", (True, False): "missed", (False, True): "extra"}.get((probe["weak"], mention))
            if kind:
                counts[probe["construct"], "(svak)", kind] += 1
        if options.errors and (found != wanted or (not wanted and mention != probe["weak"])):
            print(
                f"{probe['id']} want {sorted(wanted)}{' weak' if probe['weak'] else ''} got {sorted(found)}"
                f"{' weak' if mention else ''} | {probe['section']} | {probe['lead_in']} | {probe['text']} | {probe['why']}"
            )
    for construct, element in sorted({key[:2] for key in counts}):
        hit, extra, missed = (counts[construct, element, kind] for kind in ("hit", "extra", "missed"))
        precision, recall = hit / ((hit + extra) or 1), hit / ((hit + missed) or 1)
        print(
            f"{construct:18} {element:24} P {precision:4.2f}  R {recall:4.2f}  ({hit} hit, {extra} extra, {missed} missed)"
        )


if __name__ == "__main__":
    main()
