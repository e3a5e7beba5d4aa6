"""Page images made ready for reading: drawn, turned upright, straightened; and the way back to the page as shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, degrees, sin
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyser.pdf.drawn import Corners
from analyser.pdf.tesseract import DPI

if TYPE_CHECKING:
    from PIL.Image import Image

_LEAST_SIDE = 11.7 * DPI
"""Pixels of the longer side, as of an A4 page: a page box far too small for its image is drawn larger."""
_MOST_PIXELS = 25_000_000
"""Larger pages are drawn smaller; A2 at 200 dots per inch has 15 million."""
_LEAST_SKEW = 0.002
"""Radians: a tenth of a degree, two pixels in a line's length; less is not worth drawing the image anew."""
_SHORTEST_RULE = 0.3 * DPI
"""Pixels; strokes of letters are shorter, lines of tables longer."""
_MOST_RULES = 5_000
_INK = 0.75
"""Of the paper's brightness; what is darker is ink."""


@dataclass(frozen=True, slots=True)
class Stance:
    """How a page image was drawn from the page: pixels to the point, then turned clockwise, then straightened."""

    width: int
    """Of the image, in pixels."""
    height: int
    scale: float
    turn: int = 0
    skew: float = 0.0
    """Radians by which lines fell off to the right before they were made level."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page in points."""
        return self.width / self.scale, self.height / self.scale

    def shown(self, x0: float, top: float, x1: float, bottom: float) -> Corners:
        """A rectangle of the image (in pixels) as x0, top, x1, bottom in points on the page as it is shown."""
        x, y = self._unturned(*self._unstraightened((x0 + x1) / 2, (top + bottom) / 2))
        half = (x1 - x0) / 2, (bottom - top) / 2
        across, down = half if self.turn in (0, 180) else half[::-1]
        left, upper, right, lower = ((x - across), (y - down), (x + across), (y + down))
        return left / self.scale, upper / self.scale, right / self.scale, lower / self.scale

    def _unstraightened(self, x: float, y: float) -> tuple[float, float]:
        middle = self.width / 2, self.height / 2
        across, down = x - middle[0], y - middle[1]
        along, off = cos(self.skew), sin(self.skew)
        return middle[0] + across * along - down * off, middle[1] + across * off + down * along

    def _unturned(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 90:
            return y, self.width - x
        if self.turn == 180:
            return self.width - x, self.height - y
        if self.turn == 270:
            return self.height - y, x
        return x, y


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of a page and its stance."""

    image: Image
    stance: Stance

    def turned(self, clockwise: int) -> Picture:
        """Turned clockwise by a multiple of 90 degrees."""
        from PIL.Image import Transpose

        turns = {90: Transpose.ROTATE_270, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_90}
        image = self.image.transpose(turns[clockwise])
        return Picture(image, replace(self.stance, width=image.width, height=image.height, turn=clockwise))

    def straightened(self, skew: float) -> Picture:
        """With level lines, where they were off by so much; tesseract guesses where there are few of them."""
        if abs(skew) < _LEAST_SKEW:
            return self
        from PIL.Image import Resampling

        image = self.image.rotate(degrees(skew), Resampling.BICUBIC, fillcolor=self._paper())
        level = Picture(image, replace(self.stance, skew=skew))
        return max(self, level, key=Picture.levelness)

    def levelness(self) -> float:
        """How sharply rows of pixels with ink part from those without: most where lines are level."""
        import numpy

        return float(numpy.square(numpy.diff(self._dark().sum(axis=1))).sum())

    def _paper(self) -> int:
        """The brightness of most of the page."""
        histogram = self.image.histogram()
        return histogram.index(max(histogram))

    def rules(self) -> tuple[Corners, ...]:
        """Long level and upright lines in the image, as x0, top, x1, bottom: what tables are ruled with."""
        dark = self._dark()
        level = list(_runs(dark))
        upright = [(top, x0, bottom, x1) for x0, top, x1, bottom in _runs(dark.T)]
        return tuple(rule for rules in (level, upright) if len(rules) < _MOST_RULES for rule in rules)

    def strokes(self, boxes: Sequence[Corners]) -> list[float]:
        """How thick, in pixels, what is drawn in each rectangle is drawn: ink by the length of its edges."""
        dark = self._dark()
        return [_thickness(dark[int(top) : int(bottom), int(x0) : int(x1)]) for x0, top, x1, bottom in boxes]

    def _dark(self) -> Any:
        import numpy

        return numpy.asarray(self.image) < _INK * self._paper()

    def save(self, path: Path) -> Path:
        """Write the image for another program to read."""
        self.image.save(path, "PPM")
        return path


def picture(page: Any) -> Picture:
    """A page drawn in grey."""
    width, height = page.get_size()
    scale = max(DPI / 72, _LEAST_SIDE / max(width, height))
    scale = min(scale, (_MOST_PIXELS / (width * height)) ** 0.5)
    image = page.render(scale=scale, grayscale=True).to_pil()
    return Picture(image, Stance(image.width, image.height, scale))


def _thickness(dark: Any) -> float:
    edges = (dark[1:] != dark[:-1]).sum() + (dark[:, 1:] != dark[:, :-1]).sum()
    return 2 * float(dark.sum()) / max(float(edges), 1.0)


def _runs(dark: Any) -> Iterator[Corners]:
    """Long dark stretches of each row of pixels; one that a speck of dirt or a slight slope parts is one still."""
    import numpy

    thick = dark.copy()
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    edges = numpy.diff(numpy.pad(thick, ((0, 0), (1, 1))).astype(numpy.int8), axis=1)
    (rows, starts), (_, ends) = numpy.nonzero(edges == 1), numpy.nonzero(edges == -1)
    for index in numpy.nonzero(ends - starts >= _SHORTEST_RULE)[0]:
        row = float(rows[index])
        yield float(starts[index]), row, float(ends[index]), row
