"""Records made from one real assessment, so that a study has something to draw from and to compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conftest import EXAMPLES, assessed

from analyser.assessment import Assessment
from analyser.levels import CONSTRUCTS


def record(number: int, topic: str = "5", **levels: int | None) -> Assessment:
    """An agreement of its own content, with these levels and 1 for the rest."""
    model = assessed(EXAMPLES[0])
    wanted: Mapping[str, int | None] = {name: levels.get(name, 1) for name in CONSTRUCTS}
    constructs = {
        name: replace(
            model.constructs[name], level=level, state="not_assessed" if level is None else "assessed"
        )
        for name, level in wanted.items()
    }
    about = replace(model.document, topic=topic, topics=(topic,), is_agreement=True, template=False)
    return replace(model, file=f"avtale-{number}.pdf", sha256=f"{number:064x}", document=about, constructs=constructs)
