"""How the app looks beyond Streamlit's own: styles, level badges, and document text that is never read as HTML."""

from __future__ import annotations

from html import escape

import streamlit as st

from analyser.app.state import t
from analyser.palette import LEVEL_PAINTS, NOT_ASSESSED, Paint, paint


def _rule(name: str, colours: Paint) -> str:
    return f".{name}{{color:{colours.ink};background:{colours.paper};border-color:{colours.ink}}}"


_LEVELS = "".join(_rule(f"level-{number}", colours) for number, colours in enumerate(LEVEL_PAINTS))
STYLE = f"""<style>
.level{{display:inline-block;padding:.05rem .55rem;border-radius:.6rem;border:1px solid;font-weight:600;
white-space:nowrap}}
{_LEVELS}{_rule("level-none", NOT_ASSESSED)}
[data-testid="stMainBlockContainer"]{{padding:3.5rem 2.5rem 4rem}}
@media(max-width:40rem){{[data-testid="stMainBlockContainer"]{{padding:3.5rem 1rem 4rem}}}}
[data-testid="stMain"] h1{{font-size:2rem;padding:.5rem 0}}
.ingress{{font-size:1.1rem;max-width:44rem}}
.tegnforklaring{{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.5rem;font-size:.9rem;line-height:1.9}}
.stHtml .opplasting{{list-style:none;margin:0;padding:0;max-height:18rem;overflow-y:auto}}
.opplasting li{{display:flex;gap:.6rem;padding:.25rem 0;margin:0;overflow-wrap:anywhere}}
.opplasting li.refused>span:first-child{{color:{LEVEL_PAINTS[0].ink}}}
.opplasting li.new>span:first-child{{color:{LEVEL_PAINTS[3].ink}}}
.stHtml .forkortelser{{display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:0;padding:0;font-size:.875rem}}
.forkortelser div{{display:flex;gap:.3rem}}
.forkortelser dt{{font-weight:600}}
.forkortelser dd{{margin:0}}
.opplasting-sum{{font-weight:600;margin:0 0 .25rem}}
</style>"""


def styles() -> None:
    """Lay down the styles; once a run."""
    st.html(STYLE)


def level_badge(level: int | None, words: bool = True) -> str:
    """A level as safe HTML: the number, its words, and a colour."""
    name = "level-none" if level is None else f"level-{level}"
    said = t("felles.ikke_vurdert") if level is None else t(f"felles.nivaa_{level}")
    label = f"{'–' if level is None else level} {said}" if words else ("–" if level is None else str(level))
    return f'<span class="level {name}" title="{escape(said)}">{escape(label)}</span>'


def topic_name(topic: str) -> str:
    """A topic by name, after its number where it has one."""
    name = t(f"felles.tema_{topic}")
    return f"{topic} {name}" if topic.isdigit() else name


def level_colours(level: int | None) -> str:
    """The colours of a level as a style for table cells."""
    colours = paint(level)
    return f"color:{colours.ink};background-color:{colours.paper}"
