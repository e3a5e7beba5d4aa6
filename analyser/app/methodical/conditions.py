"""The level rules in words: `a and b and count(c, d) >= 1` as lists of what must be found."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyser.levels import LevelRule


@dataclass(frozen=True, slots=True)
class Need:
    """Something that must be found: one element, or at least so many of several needs."""

    element: str = ""
    least: int = 0
    """How many of `parts`; as many as there are means all of them."""
    parts: tuple[Need, ...] = ()
    absent: bool = False
    """It must not be found."""


def needs(rule: LevelRule) -> Need:
    """The condition as needs within needs."""
    return _need(ast.parse(rule.text, mode="eval").body)


def _need(node: ast.AST) -> Need:
    """The same few forms that `LevelRule` reads; it has refused all others."""
    match node:
        case ast.Name(id=name):
            return Need(name)
        case ast.UnaryOp(operand=operand):
            inner = _need(operand)
            return Need(inner.element, inner.least, inner.parts, not inner.absent)
        case ast.BoolOp(op=operator, values=values):
            parts = _parts(values)
            return Need(least=len(parts) if isinstance(operator, ast.And) else 1, parts=parts)
        case ast.Compare(left=ast.Call(args=arguments), comparators=[ast.Constant(value=int(least))]):
            return Need(least=least, parts=_parts(arguments))
    raise ValueError(ast.dump(node))


def _parts(nodes: Sequence[ast.AST]) -> tuple[Need, ...]:
    return tuple(map(_need, nodes))


def named(need: Need, names: Mapping[str, str]) -> Need:
    """The same with the names of elements in place of their keys."""
    parts = tuple(named(part, names) for part in need.parts)
    return Need(names.get(need.element, need.element), need.least, parts, need.absent)
