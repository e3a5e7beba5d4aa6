"""Charts as pictures: stacked bars with their numbers written on them, never told apart by colour alone."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from analyser.cells import clean
from analyser.palette import Paint
from analyser.report.model import Chart, Series
from analyser.report.numbers import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer
    from matplotlib.figure import Figure

INCHES, ROW, ABOVE, BELOW = 6.7, 0.225, 0.32, 0.45
"""Width of a chart, height of a bar, and of what stands above and below the bars, in inches."""
FRAME, POINTS = ABOVE + BELOW, 72
LABEL, FONT = 42, 8.5
ROOM = 0.016
"""The share of the axis that each figure of a number needs to stand inside its bar."""
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "path", "svg.hashsalt": "kartlegging", "font.family": "DejaVu Sans", "font.size": FONT,
    "text.parse_math": False, "hatch.linewidth": 0.5,
}
"""A dollar sign in a name is a dollar sign."""
INK, PALE = "#22303C", "#C4CDD5"


def svg(chart: Chart) -> str:
    """The chart as an SVG element, letters drawn as shapes so that it looks the same everywhere."""
    text = _saved(chart, "svg").decode("utf-8")
    return text[text.index("<svg") :]


def png(chart: Chart) -> bytes:
    """The chart as a picture for Word."""
    return _saved(chart, "png")


def _saved(chart: Chart, kind: Literal["svg", "png"]) -> bytes:
    import matplotlib as mpl

    held = io.BytesIO()
    with mpl.rc_context(_SETTINGS):
        metadata = {"Date": None, "Creator": None} if kind == "svg" else {"Software": None}
        drawn(chart).savefig(held, format=kind, dpi=170, metadata=metadata)
    return held.getvalue()


def drawn(chart: Chart) -> Figure:
    """The chart as a figure."""
    from matplotlib.figure import Figure

    labels = [_fitted(label) for label in chart.labels]
    height, several = FRAME + ROW * len(labels), len(chart.series) > 1
    figure = Figure(figsize=(INCHES, height))
    sides = {"left": (_widest(labels) + 0.12) / INCHES, "right": 0.96, "bottom": BELOW / height}
    axes = figure.subplots(gridspec_kw={**sides, "top": 1 - (ABOVE if several else 0.08) / height})
    _bars(axes, chart)
    _frame(axes, labels, _fitted(chart.unit))
    if several:
        figure.legend(
            *axes.get_legend_handles_labels(), loc="upper center", ncols=len(chart.series), frameon=False,
            labelcolor=INK, fontsize=FONT - 0.5, handlelength=1.4, columnspacing=1.4, handletextpad=0.5,
            borderaxespad=0.1,
        )
    return figure


def _fitted(text: str) -> str:
    """The text on one line that there is room for."""
    return textwrap.shorten(clean(text), LABEL, placeholder=" …")


def _widest(labels: Sequence[str]) -> float:
    """Inches that the widest label takes: measured, for a layout that is worked out costs as much as the drawing."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextToPath

    letters, measure = FontProperties(family="DejaVu Sans", size=FONT), TextToPath()
    widths = (measure.get_text_width_height_descent(label, letters, ismath=False)[0] for label in labels)
    return float(max(widths, default=0)) / POINTS


def _bars(axes: Axes, chart: Chart) -> None:
    """Each series begins where the one before it ended; its numbers stand in its bars."""
    longest = max((sum(values) for values in zip(*(one.values for one in chart.series), strict=True)), default=0) or 1
    begun = [0] * len(chart.labels)
    for one in chart.series:
        where: dict[str, Any] = {"y": range(len(begun)), "width": one.values, "left": begun, "height": 0.74}
        axes.barh(**where, color=one.paint.paper, edgecolor=_pale(one.paint), linewidth=0, hatch=one.hatch or None,
                  label=_fitted(one.name))
        bars = axes.barh(**where, color="none", edgecolor=one.paint.ink, linewidth=0.7)
        _numbers(axes, bars, one, longest, alone=len(chart.series) == 1)
        begun = [start + value for start, value in zip(begun, one.values, strict=True)]
    axes.set_xlim(0, longest * (1.1 if len(chart.series) == 1 else 1.01))


def _pale(paint: Paint) -> str:
    """The ink thinned with its paper, for hatching behind numbers."""
    from matplotlib.colors import to_hex, to_rgb

    ink, paper = to_rgb(paint.ink), to_rgb(paint.paper)
    red, green, blue = (0.35 * dark + 0.65 * light for dark, light in zip(ink, paper, strict=True))
    return to_hex((red, green, blue))


def _numbers(axes: Axes, bars: BarContainer, one: Series, longest: int, alone: bool) -> None:
    """Numbers in the bars that have room for them, on their paper; a single series has them after the bar."""
    texts = [number(value) if alone or value >= ROOM * len(number(value)) * longest else "" for value in one.values]
    place: dict[str, Any] = {"label_type": "edge", "padding": 3} if alone else {"label_type": "center"}
    for label in axes.bar_label(bars, texts, color=one.paint.ink, fontsize=FONT - 0.5, fontweight="bold", **place):
        if label.get_text() and not alone:
            label.set_bbox({"facecolor": one.paint.paper, "edgecolor": "none", "pad": 0.6})


def _frame(axes: Axes, labels: Sequence[str], unit: str) -> None:
    """Labels to the left, the first on top; what the bars count below."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.set_yticks(range(len(labels)), labels, color=INK)
    axes.invert_yaxis()
    axes.margins(y=0.02)
    axes.set_xlabel(unit, color=INK)
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    axes.tick_params(length=0, colors=INK)
    axes.grid(axis="x", color=PALE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left", "bottom"]].set_visible(False)
