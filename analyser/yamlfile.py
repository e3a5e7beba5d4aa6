"""YAML files read with the line of every key, so that each fault can say where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from analyser.errors import RuleFault

Place = tuple[str | int, ...]
MOST_VALUES = 20_000
"""Values that one file may hold."""
MOST_CHARACTERS = 1_000_000
DEEPEST = 50
"""Lists and keys inside each other; the YAML library would take the whole program down at some 20,000."""
_OPENED = re.compile(r"[\[{]|[\]}]")
_BEGUN = re.compile(r"^[ \t?:-]*", re.MULTILINE)


class _TooLarge(Exception):
    pass


def _read(path: Path) -> str:
    """The file's text, if it is of a size that people write."""
    with path.open(encoding="utf-8") as file:
        text = file.read(MOST_CHARACTERS + 1)
    if len(text) > MOST_CHARACTERS:
        raise _TooLarge(f"mer enn {MOST_CHARACTERS} tegn")
    if _may_be_deep(text) and _is_deep(text):
        raise _TooLarge(f"mer enn {DEEPEST} lister og nøkler inni hverandre")
    return text


def _may_be_deep(text: str) -> bool:
    """Whether so many brackets stand open, or lines begin so far in, that the file may nest too deep."""
    inside = max(accumulate(1 if match[0] in "[{" else -1 for match in _OPENED.finditer(text)), default=0)
    return max(inside, *(len(match[0]) for match in _BEGUN.finditer(text))) > DEEPEST


def _is_deep(text: str) -> bool:
    """Whether the file nests too deep."""
    steps = (
        isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        for event in yaml.parse(text, Loader=yaml.CSafeLoader)
    )
    return any(depth > DEEPEST for depth in accumulate(steps))


class YamlFile:
    """One YAML file: its data, the line of every key and item, and the faults found so far."""

    def __init__(self, path: Path, shown: str) -> None:
        self.shown = shown
        self.data: Any = None
        self.faults: list[RuleFault] = []
        self._lines: dict[Place, int] = {}
        try:
            node = yaml.compose(_read(path), Loader=yaml.CSafeLoader)
            if node is not None:
                self.data = self._value(node, ())
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self.fault_at(line, "yaml", f"kan ikke leses: {error.problem} – sjekk innrykk, kolon og anførselstegn")
        except OSError as error:
            self.fault_at(1, "fila", f"kan ikke åpnes: {error.strerror}")
        except (yaml.YAMLError, UnicodeDecodeError, RecursionError, _TooLarge) as error:
            self.fault_at(1, "yaml", f"kan ikke leses som YAML i UTF-8: {error}")

    def _value(self, node: yaml.Node, place: Place) -> Any:
        if len(self._lines) > MOST_VALUES:  # aliases of aliases can stand for billions
            raise _TooLarge(f"mer enn {MOST_VALUES} verdier")
        self._lines[place] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*place, index)) for index, item in enumerate(node.value)]
        try:
            return yaml.CSafeLoader("").construct_object(node)
        except (ValueError, AttributeError, LookupError, ArithmeticError, yaml.YAMLError):  # "!!timestamp nei" and such
            self.fault(place, f"«{_short(node.value)}» kan ikke leses – sett teksten i anførselstegn")
            return None

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in result:
                self.fault_at(key.start_mark.line + 1, name, "står to ganger – behold én av dem")
            result[name] = self._value(value, (*place, name))
            self._lines[(*place, name)] = key.start_mark.line + 1
        return result

    def line(self, place: Place) -> int:
        """Line of a key or item, or of the nearest thing around it."""
        while place not in self._lines and place:
            place = place[:-1]
        return self._lines.get(place, 1)

    def fault(self, place: Place, message: str) -> None:
        """Record a fault at a key or item."""
        self.fault_at(self.line(place), key_of(place), message)

    def fault_at(self, line: int, key: str, message: str) -> None:
        """Record a fault at a line."""
        self.faults.append(RuleFault(self.shown, line, key, message))


def key_of(place: Place) -> str:
    """A key or item as people write it: items are counted from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place) or "fila"


Model = TypeVar("Model", bound=BaseModel)


def read_model(file: YamlFile, model: type[Model]) -> Model | None:
    """The file's data as a model, or None with its faults recorded."""
    if file.faults:
        return None
    if not isinstance(file.data, dict):
        file.fault((), "må være nøkler med verdier (nøkkel: verdi)")
        return None
    try:
        return model.model_validate(file.data)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            _record(file, model, problem["loc"], problem["type"], problem)
        return None


def _record(file: YamlFile, model: type[BaseModel], place: Sequence[str | int], kind: str, problem: Any) -> None:
    where = tuple(part for part in place)
    if kind == "extra_forbidden":
        file.fault(where, f"finnes ikke – {_allowed(str(place[-1]), _fields(model, where[:-1]))}")
    elif kind == "missing":
        file.fault(where, "mangler – må være med")
    elif kind == "literal_error":
        file.fault(where, f"«{problem['input']}» kan ikke brukes – tillatt er {problem['ctx']['expected']}")
    elif kind == "too_short":
        if not problem["input"]:  # otherwise its items are at fault, and are reported themselves
            file.fault(where, "kan ikke være tom – gi minst én")
    elif kind == "value_error":
        file.fault(where, str(problem["ctx"]["error"]))
    else:
        file.fault(where, f"«{_short(problem['input'])}» er feil type – {_TYPES.get(kind, problem['msg'])}")


_TYPES = {
    "string_type": "skal være tekst (sett den i anførselstegn)",
    "tuple_type": "skal være en liste ([a, b] eller linjer med - foran)",
    "list_type": "skal være en liste ([a, b] eller linjer med - foran)",
    "int_type": "skal være et helt tall",
    "int_parsing": "skal være et helt tall",
    "bool_type": "skal være true eller false",
    "bool_parsing": "skal være true eller false",
    "dict_type": "skal være nøkler med verdier",
    "model_type": "skal være nøkler med verdier",
}


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) < 60 else text[:57] + "…"


def _allowed(word: str, fields: Sequence[str]) -> str:
    close = get_close_matches(word, fields, 1)
    hint = f"mente du «{close[0]}»? " if close else ""
    return f"{hint}Tillatt er {', '.join(fields)}"


def _fields(model: Any, place: Place) -> list[str]:
    """Names of the keys allowed at a place inside a model."""
    for part in place:
        if isinstance(part, int):
            continue
        model = _inner(model.model_fields[part].annotation) if part in model.model_fields else model
    return list(model.model_fields)


def _inner(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _inner(argument)
        if found is not None:
            return found
    return None
