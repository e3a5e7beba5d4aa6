"""The title of the document, and the lines under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyser.layout import Block, Flow
from analyser.parties.zones import Zones, block_text

AGREEMENT = re.compile(r"(?i)avtale|avtala\b")
NEARLY = 0.02
LONGEST_LINE = 260


def title_lines(flow: Flow, where: Zones) -> tuple[str, ...]:
    """The lines of the title zone that may be title or subtitle: short, and not the first paragraph of the text."""
    lines = [" ".join(block_text(flow, block).split()) for block in where.title if block.kind == "text"]
    return tuple(line for line in lines if line and len(line) <= LONGEST_LINE)


def main_title(flow: Flow, where: Zones) -> str:
    """The main title: the biggest lines that follow each other; else the first line that names an agreement."""
    blocks = [block for block in where.title if block.kind == "text" and block_text(flow, block).strip()]
    if not blocks:
        return ""
    first = _first(flow, blocks)
    start = blocks.index(first)
    lines = [first]
    for block in blocks[start + 1 :]:
        if abs(block.size - first.size) > NEARLY or first.size <= 1.0 + NEARLY:
            break
        lines.append(block)
    return " ".join(" ".join(block_text(flow, block).split()) for block in lines)


def _first(flow: Flow, blocks: Sequence[Block]) -> Block:
    biggest = max(block.size for block in blocks)
    if biggest > 1.0 + NEARLY:
        return next(block for block in blocks if block.size >= biggest - NEARLY)
    named = (block for block in blocks if AGREEMENT.search(block_text(flow, block)))
    return next(named, blocks[0])
