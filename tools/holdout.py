"""Render the hold-out agreements and put their coding beside them: `python tools/holdout.py build/holdout`.

Gives a folder that `analyser evaluate` reads: pdf/*.pdf and gold.jsonl.
"""

from __future__ import annotations

import sys
from pathlib import Path

from make_pdf import make

HOLDOUT = Path(__file__).parent.parent / "tests" / "holdout"


def build(out: Path) -> None:
    """Write the PDFs and the merged coding."""
    for source in sorted((HOLDOUT / "src").glob("*.md")):
        make(source, out / "pdf" / f"{source.stem}.pdf", "ruled")
    coded = "".join(file.read_text(encoding="utf-8") for file in sorted(HOLDOUT.glob("gold_*.jsonl")))
    (out / "gold.jsonl").write_text(coded, encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
