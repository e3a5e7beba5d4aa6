"""Charts as pictures: stacked bars with their numbers written on them, never told apart by colour alone."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING, Any, Literal

from analyser.report.model import Chart
from analyser.report.numbers import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer
    from matplotlib.figure import Figure

INCHES, ROW, FRAME = 6.7, 0.30, 1.05
"""Width of a chart, height of a bar, and height of what stands around the bars."""
LABEL, FONT = 34, 9
ROOM = 0.028
"""The least share of the axis that a number needs to stand inside its bar."""
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
        drawn(chart).savefig(held, format=kind, dpi=200, metadata=metadata, bbox_inches="tight", pad_inches=0.05)
    return held.getvalue()


def drawn(chart: Chart) -> Figure:
    """The chart as a figure."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(INCHES, FRAME + ROW * len(chart.labels)), layout="constrained")
    axes = figure.subplots()
    _bars(axes, chart)
    _frame(axes, chart)
    return figure


def _bars(axes: Axes, chart: Chart) -> None:
    """Each series begins where the one before it ended; its numbers stand in its bars."""
    longest = max((sum(values) for values in zip(*(one.values for one in chart.series), strict=True)), default=0) or 1
    begun = [0] * len(chart.labels)
    for one in chart.series:
        bars = axes.barh(
            range(len(begun)), one.values, left=begun, height=0.72, color=one.paint.paper, edgecolor=one.paint.ink,
            linewidth=0.8, hatch=one.hatch or None, label=one.name,
        )
        _numbers(axes, bars, one.values, longest, one.paint.ink, alone=len(chart.series) == 1)
        begun = [start + value for start, value in zip(begun, one.values, strict=True)]
    axes.set_xlim(0, longest * (1.1 if len(chart.series) == 1 else 1.01))


def _numbers(
    axes: Axes, bars: BarContainer, values: tuple[int, ...], longest: int, ink: str, alone: bool
) -> None:
    """Numbers in the bars that have room for them; a single series has them after the bar."""
    texts = [number(value) if alone or value >= ROOM * len(number(value)) ** 0.5 * longest else "" for value in values]
    place: dict[str, Any] = {"label_type": "edge", "padding": 3} if alone else {"label_type": "center"}
    axes.bar_label(bars, texts, color=ink, fontsize=FONT - 0.5, fontweight="bold", **place)


def _frame(axes: Axes, chart: Chart) -> None:
    """Labels to the left, the first on top; what the bars count below; what the colours mean above."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    labels = [textwrap.fill(label, LABEL, max_lines=2, placeholder=" …") for label in chart.labels]
    axes.set_yticks(range(len(labels)), labels, color=INK)
    axes.invert_yaxis()
    axes.margins(y=0.02)
    axes.set_xlabel(chart.unit, color=INK)
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    axes.tick_params(length=0, colors=INK)
    axes.grid(axis="x", color=PALE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left", "bottom"]].set_visible(False)
    if len(chart.series) > 1:
        axes.legend(
            loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=min(5, len(chart.series)), frameon=False,
            labelcolor=INK, fontsize=FONT - 0.5, handlelength=1.2, columnspacing=1.2, handletextpad=0.5,
        )
