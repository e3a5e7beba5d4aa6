"""Reads Norwegian collaboration agreements from PDF and judges them by a codebook, with evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analyser.engine import analyse
    from analyser.rules import load_ruleset

__all__ = ["analyse", "load_ruleset"]

_HOMES = {"analyse": "analyser.engine", "load_ruleset": "analyser.rules"}


def __getattr__(name: str) -> Any:
    # Reading PDFs and rules needs heavy imports; `import analyser` and `analyser --help` must not wait for them.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
