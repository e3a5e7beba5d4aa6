"""Lines of a page in reading order: bands of one or two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyser.pdf.lines import MARKER, Line, make_line, merge_side_by_side
from analyser.text import Glyphs

_LEAST_LINES = 4
"""Lines that must stand on each side of a gutter to make columns."""
_NUMBERING = re.compile(r"(?:§\s*)?\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zæøå]|[ivx]{1,5})[.)]?", re.IGNORECASE)
_LEADER = re.compile(r"(?:[.…_]\s?){3,}.*|\d{1,3}")


@dataclass(slots=True)
class Column:
    """Lines that are read from top to bottom; `left` and `right` are the edges text runs between."""

    lines: list[Line]
    left: float
    right: float


def reading_order(lines: Sequence[Line]) -> list[Column]:
    """The columns of a page as they are read."""
    if not lines:
        return []
    gutter = _gutter(lines)
    if gutter is None:
        return [_column(lines)]
    parts: list[Column] = []
    for band, parted in _bands(lines, gutter):
        if parted:
            parts += [_column(side) for side in _sides(band, gutter) if side]
        else:
            parts.append(_column(band))
    return parts


def _column(lines: Sequence[Line]) -> Column:
    merged = merge_side_by_side(lines)
    printed = [line for line in merged if line.words] or merged
    return Column(merged, min(line.x0 for line in printed), max(line.x1 for line in printed))


def with_markers(lines: Sequence[Line], glyphs: Glyphs) -> list[Line]:
    """List markers and section numbers put back in front of the text that a wide gap parts them from."""
    held: list[Line] = []
    for line in lines:
        last = held[-1] if held else None
        if last and abs(last.base - line.base) < 0.45 * line.size and last.x1 <= line.x0 and _joins(last, line, glyphs):
            held[-1] = make_line([*last.words, *line.words], line.page)
        else:
            held.append(line)
    return held


def _joins(last: Line, line: Line, glyphs: Glyphs) -> bool:
    text = str(last.text(glyphs))
    return bool(
        MARKER.fullmatch(text) or _NUMBERING.fullmatch(text) or _LEADER.fullmatch(str(line.text(glyphs)))
    )


def _gutter(lines: Sequence[Line]) -> float | None:
    """The middle of the empty strip between two columns, if there is one."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    width = right - left
    size = sorted(line.size for line in lines)[len(lines) // 2]
    starts = sorted({round(line.x0) for line in lines if left + 0.25 * width < line.x0 < left + 0.75 * width})
    best: tuple[int, float] | None = None
    for start in starts:
        edge = start - 0.3 * size
        on_right = [line for line in lines if line.x0 >= edge]
        on_left = [line for line in lines if line.x1 <= edge - 0.4 * size]
        if min(len(on_left), len(on_right)) < _LEAST_LINES or not _beside(on_left, on_right):
            continue
        crossing = len(lines) - len(on_left) - len(on_right)
        if best is None or crossing < best[0]:
            best = (crossing, edge)
    return best[1] if best else None


def _beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether several lines of both sides stand at the same height."""
    top = max(min(line.base for line in side) for side in (left, right))
    bottom = min(max(line.base for line in side) for side in (left, right))
    counts = [sum(top - 2 <= line.base <= bottom + 2 for line in side) for side in (left, right)]
    return min(counts) >= _LEAST_LINES


def _bands(lines: Sequence[Line], gutter: float) -> list[tuple[list[Line], bool]]:
    """Stretches from top to bottom, each parted by the gutter or crossing it."""
    bands: list[tuple[list[Line], bool]] = []
    for line in sorted(lines, key=lambda line: line.base):
        crosses = line.x0 < gutter - 1 and line.x1 > gutter + 1
        if bands and bands[-1][1] != crosses:
            bands[-1][0].append(line)
        else:
            bands.append(([line], not crosses))
    return [(band, parted and all(_sides(band, gutter))) for band, parted in bands]


def _sides(band: Sequence[Line], gutter: float) -> tuple[list[Line], list[Line]]:
    left = [line for line in band if line.x0 < gutter]
    return left, [line for line in band if line.x0 >= gutter]
