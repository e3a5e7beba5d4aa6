"""Every text of the app in bokmål and nynorsk: one catalogue, a YAML file for each page, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

Language = Literal["nb", "nn"]
LANGUAGES: Mapping[Language, str] = {"nb": "Bokmål", "nn": "Nynorsk"}


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Key ("avtaler.tittel": file and name) → language → text."""
    return {
        f"{path.name.removesuffix('.yml')}.{name}": wordings
        for path in sorted(files(__package__).iterdir(), key=lambda one: one.name)
        if path.name.endswith(".yml")
        for name, wordings in yaml.safe_load(path.read_text(encoding="utf-8")).items()
    }


def text(language: Language, key: str, **values: object) -> str:
    """The text in that language, with its {values}; raises KeyError for a key the catalogue does not have."""
    return catalogue()[key][language].format(**values)
