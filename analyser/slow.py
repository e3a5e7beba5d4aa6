"""Regular expressions that may take for ever: found before they are used, since Python cannot stop them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from math import log2

_TOKEN = re.compile(
    r"""(?P<one>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<back>\\[1-9]|\(\?P=|\(\?\()|(?P<open>\((?:\?(?:[:=!>]|<[=!]|P<\w+>))?)
    |(?P<close>\))|(?P<or>\|)|(?P<often>[*+]|\{\d*,\d*\}|\{\d+\})|(?P<maybe>\?)|(?P<letter>\\.|.)""",
    re.VERBOSE | re.DOTALL,
)
_FEW = re.compile(r"\{\d*,?\d\}")
_OPEN = 7.0
"""Bits of choice that a quantifier without an end adds: where in a word of some hundred letters to stop."""
_MOST = 26.0
"""Bits of choice on the way through a word: less than a second's work. The program's own rules have at most 25."""
_LONGEST = 3000
_DEEPEST = 20


@dataclass(slots=True)
class _Group:
    """What stands between two parentheses: how many ways there are through it, as bits of choice."""

    bits: float = 0.0
    """Of the alternative that is being read."""
    most: float = 0.0
    """Of those before it."""
    several: bool = False
    begins: Counter[str] = field(default_factory=Counter)
    """How many alternatives begin with each letter: one letter leaves the choice between those."""
    fresh: bool = True

    def begin(self, found: str) -> None:
        """Note what an alternative begins with."""
        if self.fresh:
            self.begins[found] += 1
        self.fresh = False

    def turn(self) -> None:
        """Another alternative."""
        self.most, self.bits, self.several, self.fresh = max(self.most, self.bits), 0.0, True, True

    @property
    def choice(self) -> float:
        """Bits of the whole group."""
        return max(self.most, self.bits) + log2(max(self.begins.values(), default=1))


def slow_part(pattern: str) -> str:
    """Why matching may take time beyond all bounds, in Norwegian; "" where it does not."""
    if len(pattern) > _LONGEST:
        return f"det er lengre enn {_LONGEST} tegn"
    groups, last = [_Group()], None
    for match in _TOKEN.finditer(pattern):
        kind, found, group = match.lastgroup, match[0], groups[-1]
        if kind == "back":
            return f"{found} viser tilbake til en gruppe"
        if kind == "often" and last and last.several:
            return f"{found} gjentar en gruppe som selv har *, +, ?, {{}} eller |"
        last = groups.pop() if kind == "close" and len(groups) > 1 else None
        if last:
            groups[-1].bits += last.choice
            groups[-1].several |= last.several
        elif kind == "or":
            group.turn()
        elif kind in ("often", "maybe"):
            group.several = True
            group.bits += _OPEN if kind == "often" and not _FEW.fullmatch(found) else 1.0
        else:
            group.begin(found if kind == "letter" else "")
        if kind == "open":
            groups.append(_Group())
        if len(groups) > _DEEPEST:
            return f"mer enn {_DEEPEST} parenteser inni hverandre"
    return "for mange *, +, ? og | etter hverandre" if groups[0].choice > _MOST else ""
