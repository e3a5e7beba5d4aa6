"""How well program and coders agree, written anew for the page Metode: `python tools/agreement.py GOLD`.

GOLD is the folder of the coded agreements that the rules were developed on; the agreements that nobody wrote rules for
come from tests/holdout. Run it when the rules have changed, and look at the difference before you commit it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from holdout import build

from analyser.engine import analyse_file, default_ruleset
from analyser.evaluate import evaluate

TARGET = Path(__file__).parent.parent / "analyser" / "app" / "methodical" / "data" / "enighet.json"
UNSEEN = "op"
"""The sets of tests/holdout that still are hold-outs (its README says which)."""


def measured(gold: Path) -> dict[str, Any]:
    """What `analyser evaluate --format json` says of one set."""
    return dict(json.loads(evaluate(gold, lambda path: analyse_file(path, default_ruleset())).to_json()))


def main(gold: Path) -> None:
    """Judge both sets and write the figures with date and rule set."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), UNSEEN)
        sets = {"urort": measured(Path(folder)), "utvikling": measured(gold)}
    rules = default_ruleset()
    figures = {"made": date.today().isoformat(), "version": rules.version, "ruleset": rules.sha256, "sets": sets}
    TARGET.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
