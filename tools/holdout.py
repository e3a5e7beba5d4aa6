"""Render the hold-out agreements and put their coding beside them: `python tools/holdout.py OUT [LETTERS]`.

Gives a folder that `analyser evaluate` reads: pdf/*.pdf and gold.jsonl. LETTERS (such as "op") chooses sets by the
first letter of their names; tests/holdout/README.md says what each set is.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from make_pdf import make

HOLDOUT = Path(__file__).parent.parent / "tests" / "holdout"


def build(out: Path, letters: str = "") -> None:
    """Write the PDFs and the coding of some sets, or of all."""
    for source in sorted((HOLDOUT / "src").glob("*.md")):
        if not letters or source.stem[0] in letters:
            make(source, out / "pdf" / f"{source.stem}.pdf", "ruled")
    coded = [line for file in sorted(HOLDOUT.glob("gold_*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    chosen = [line for line in coded if not letters or json.loads(line)["name"][0] in letters]
    (out / "gold.jsonl").write_text("".join(f"{line}\n" for line in chosen), encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
