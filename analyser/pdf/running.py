"""Running headers, footers and page numbers: what stands at the same place on page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from analyser.pdf.lines import Line, merge_side_by_side
from analyser.pdf.page import PdfText

_ZONE = 0.15
"""Share of the page's height, at the top and at the bottom, where running lines stand."""
_SAME_HEIGHT = 6.0
_NUMBER = re.compile(
    r"(?:[-–—|]\s*)?(?:(?:side|page|s\.|sidetal|sidetall)\s*)?(\d{1,3})(?:\s*(?:av|of|/)\s*(\d{1,3}))?(?:\s*[-–—|])?",
    re.IGNORECASE,
)

_PAGE_NUMBER = re.compile(
    r"(?:\b(?:side|page|sidetal|sidetall) ?)?\b\d{1,3} ?(?:av|of|/) ?\d{1,3}\b|\b(?:side|page) ?\d{1,3}\b"
    r"|^\d{1,3}\b|\b\d{1,3}$"
)
_STATED = re.compile(r"\b(?:side|page) ?(\d{1,3})(?: ?(?:av|of|/) ?\d{1,3})?$", re.IGNORECASE)
_LONGEST = 120
"""Characters; a longer line that ends in "side 3" is a sentence."""
_HEADING_NUMBER = re.compile(r"^\d{1,2}[.)]? [a-zæøå]|^(?:vedlegg|kapittel|del|punkt|pkt|bilag) \d")
"""Headings that count, at the top of one page after the other, are no running lines."""


def split_running(pdf: PdfText, pages: Sequence[list[Line]]) -> tuple[list[list[Line]], tuple[str, ...]]:
    """Each page's lines without the running ones, and the running texts, each once."""
    candidates = [_zone_lines(pdf, index, lines) for index, lines in enumerate(pages)]
    texts = [[str(line.text(pdf.glyphs)) for line in zone] for zone in candidates]
    masks = [list(map(_mask, zone)) for zone in texts]
    repeated = _repeated(candidates, masks)
    taken: set[int] = set()
    running: dict[str, str] = {}
    for page, zone in enumerate(candidates):
        for line, text, mask in zip(zone, texts[page], masks[page], strict=True):
            again = any(abs(line.base - base) < _SAME_HEIGHT for base in repeated.get(mask, ()))
            alone = len(pages) == 1 and _is_letterhead(zone, line, pdf.pages[page].height)
            if again or alone or _is_page_number(text, page + 1, line, pdf):
                running.setdefault(mask, text)
                taken.update(word.start for word in line.words)
    kept = [[line for line in lines if line.grid or line.words[0].start not in taken] for lines in pages]
    return kept, tuple(running.values())


def _zone_lines(pdf: PdfText, index: int, lines: list[Line]) -> list[Line]:
    """Lines at the top and at the bottom of a page, pieces on one baseline taken together."""
    height = pdf.pages[index].height
    middle = (_ZONE * height, (1 - _ZONE) * height)
    return merge_side_by_side([line for line in lines if line.words and not middle[0] < line.base < middle[1]])


def _mask(text: str) -> str:
    """The text with its page number as #, so that "Side 1 av 9" and "Side 2 av 9" are the same."""
    plain = " ".join(text.split()).lower()
    return plain if _HEADING_NUMBER.search(plain) else _PAGE_NUMBER.sub("#", plain)


def _repeated(zones: Sequence[list[Line]], masks: Sequence[list[str]]) -> dict[str, list[float]]:
    """Masks of texts that stand at one height on several pages, with that height."""
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for page, (zone, zone_masks) in enumerate(zip(zones, masks, strict=True)):
        for line, mask in zip(zone, zone_masks, strict=True):
            places[mask].append((page, line.base))
    least = max(2, round(0.3 * len(zones)))
    found: dict[str, list[float]] = {}
    for mask, stands in places.items():
        for _, base in stands:
            if len({page for page, other in stands if abs(base - other) < _SAME_HEIGHT}) >= least:
                found.setdefault(mask, []).append(base)
    return found


def _is_page_number(text: str, page: int, line: Line, pdf: PdfText) -> bool:
    """A line of nothing but this page's number, or one that ends in "Side 3 av 9"."""
    match = _NUMBER.fullmatch(text.strip())
    if not match:
        stated = _STATED.search(text)
        return stated is not None and int(stated[1]) == page and len(text) < _LONGEST
    number, total = int(match[1]), match[2]
    if total or not text.strip().isdigit():
        return True
    height = pdf.pages[page - 1].height
    return number == page and not 0.1 * height < line.base < 0.9 * height


def _is_letterhead(zone: list[Line], line: Line, height: float) -> bool:
    """A small line alone at the very top of the only page."""
    others = [other for other in zone if other is not line and other.base < 0.5 * height]
    smallest = min((other.size for other in others), default=0.0)
    above = all(other.base - line.base > 1.5 * other.size for other in others)
    return line.base < 0.08 * height and above and line.size < 0.9 * smallest
