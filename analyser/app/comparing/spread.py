"""How the levels are spread: a bar per construct with the counts written in it, and the same as a table."""

from __future__ import annotations

from html import escape

from pandas import DataFrame

from analyser.app.comparing.groups import SMALL, counts, mean
from analyser.app.state import t
from analyser.assessment import CONSTRUCTS

_NAMES = ("0", "1", "2", "3", "none")


def bars(table: DataFrame) -> str:
    """The bars as safe HTML; each says its numbers to those who do not see it."""
    return f'<div class="spredning">{"".join(_bar(table, name) for name in CONSTRUCTS)}</div>'


def _bar(table: DataFrame, construct: str) -> str:
    found = counts(table[construct])
    pieces = "".join(
        f'<span class="level-{name}" style="flex:{count} 1 0">{count}</span>'
        for name, count in zip(_NAMES, found, strict=True)
        if count
    )
    name = escape(t(f"felles.{construct}"))
    said = escape(f"{t(f'felles.{construct}')}: {_said(found)}")
    return f'<div class="soyle"><span>{name}</span><div role="img" aria-label="{said}">{pieces}</div></div>'


def _said(found: tuple[int, ...]) -> str:
    words = (*(t(f"felles.nivaa_{level}") for level in range(4)), t("felles.ikke_vurdert"))
    return ", ".join(f"{count} {word}" for count, word in zip(found, words, strict=True) if count)


def numbers(table: DataFrame) -> str:
    """The table beneath the bars; averages only where there are enough agreements."""
    means = len(table) >= SMALL
    heads = [t("sammenlign.kriterium"), *(f"{level} {t(f'felles.nivaa_{level}')}" for level in range(4))]
    heads += [t("felles.ikke_vurdert"), *([t("sammenlign.gjennomsnitt")] if means else [])]
    rows = "".join(_row(table, name, means) for name in CONSTRUCTS)
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    label = escape(t("sammenlign.fordeling"))
    return (
        f'<div class="rulle" role="region" tabindex="0" aria-label="{label}"><table class="tall">'
        f'<caption class="bare-lest">{label}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(table: DataFrame, construct: str, means: bool) -> str:
    average = mean(table[construct])
    last = "–" if average is None else f"{average:.1f}".replace(".", ",")
    cells = [*map(str, counts(table[construct])), *([last] if means else [])]
    numbers = "".join(f"<td>{escape(one)}</td>" for one in cells)
    return f'<tr><th scope="row">{escape(t(f"felles.{construct}"))}</th>{numbers}</tr>'
