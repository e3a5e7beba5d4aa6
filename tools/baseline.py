"""What is found in agreements/, written to tests/baseline as text that is easy to compare.

Scans are left out: what is read in them depends on the OCR program (tests/pdf/test_ocr.py judges the one there is).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analyser.assessment import Assessment
from analyser.engine import analyse_file, default_ruleset

ROOT = Path(__file__).parent.parent
AGREEMENTS = ROOT / "agreements"
BASELINE = ROOT / "tests" / "baseline"
FILES = sorted(path for path in AGREEMENTS.glob("*.pdf") if "skannet" not in path.name)


def lines(file: Path) -> Iterator[str]:
    """Levels, elements and evidence of one agreement, a line each; or why it was not judged."""
    record = analyse_file(file, default_ruleset())
    if not isinstance(record, Assessment):
        yield f"ikke vurdert: {record.error.kind}"
        return
    for name, construct in record.constructs.items():
        found = ", ".join(element for element, there in construct.elements.items() if there)
        flags = [flag for flag in ("by_reference", "explicit_absence") if getattr(construct, flag)]
        yield f"{name}: nivå {construct.level} [{found}] {' '.join(flags)}".rstrip()
        for one in construct.evidence:
            yield f"    {one.rule}#{one.alternative} {one.strength} s. {one.page}: {one.quote}"


def baseline(file: Path) -> str:
    """The whole text for one agreement."""
    return "".join(f"{line}\n" for line in lines(file))


def main() -> None:
    """Write the baseline anew."""
    for old in BASELINE.glob("*.txt"):
        old.unlink()
    for file in FILES:
        (BASELINE / f"{file.stem}.txt").write_text(baseline(file), "utf-8")


if __name__ == "__main__":
    main()
