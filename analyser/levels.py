"""The level rule's little language: `a and b and count(c, d, e, f) >= 2`, read once and then only worked out."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Set

CONSTRUCTS = (
    "konkretisering", "brukermedvirkning", "forpliktelse", "tilgjengelighet", "vedlikehold", "samisk",
    "likeverdighet", "oversikt", "strukturer", "lm",
)  # fmt: skip
"""The ten constructs of the codebook: six core criteria, then the supplementary ones."""
_HELP = "bruk elementnavn, and, or, not, parenteser og count(a, b, …) >= tall"
_LONGEST = 1000
"""Characters; the longest of the program's own has under a hundred."""


class LevelRule:
    """A readable condition over element names; raises ValueError when it is not one."""

    def __init__(self, text: str) -> None:
        if len(text) > _LONGEST:
            raise ValueError(f"er lengre enn {_LONGEST} tegn – {_HELP}")
        self.text = text
        try:
            tree = ast.parse(text, mode="eval").body
            self._test = _compile(tree)
        except (SyntaxError, RecursionError, MemoryError) as error:  # the last two for what nests too deep
            raise ValueError(f"«{text}» kan ikke leses – {_HELP}") from error
        self.names = frozenset(_names(tree))

    def holds(self, found: Set[str]) -> bool:
        """Whether the condition is true when just these elements are found."""
        return self._test(found)


Test = Callable[[Set[str]], bool]


def _compile(node: ast.expr) -> Test:
    match node:
        case ast.Name(id=name):
            return lambda found: name in found
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = _compile(operand)
            return lambda found: not inner(found)
        case ast.BoolOp(op=operator, values=values):
            tests = [_compile(value) for value in values]
            combine = all if isinstance(operator, ast.And) else any
            return lambda found: combine(test(found) for test in tests)
        case ast.Compare(
            left=ast.Call(func=ast.Name(id="count"), args=args, keywords=[]),
            ops=[ast.GtE()],
            comparators=[ast.Constant(value=int(least))],
        ):
            parts = [_compile(argument) for argument in args]
            return lambda found: sum(test(found) for test in parts) >= least
    raise ValueError(f"«{ast.unparse(node)}» kan ikke brukes – {_HELP}")


def _names(tree: ast.expr) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id != "count":
            yield node.id


def read_level(value: object) -> LevelRule:
    """A level rule from what a YAML file says; raises ValueError."""
    if not isinstance(value, str):
        raise ValueError(f"skal være tekst – {_HELP}")
    return LevelRule(value)
