"""The level picture: each construct on a line from 0 to 3, with the same said in words beside it."""

from __future__ import annotations

from analyser.app import look
from analyser.app.agreement.compared import LevelLine
from analyser.app.agreement.words import decimal
from analyser.app.state import t
from analyser.palette import paint


def line_html(line: LevelLine) -> str:
    """One line: the picture, the level in words, and what it stands beside."""
    human = ""
    if line.human is not None:
        human = f'<span class="sagt menneske">{t("avtale.menneske")} {look.level_badge(line.human)}</span>'
    return (
        f'<div class="nivaalinje">{drawing(line)}<span class="sagt">{look.level_badge(line.machine)}</span>'
        f"{usual_html(line)}{human}</div>"
    )


def usual_html(line: LevelLine) -> str:
    """The median in words; nothing where no other agreement has a level."""
    if line.usual is None:
        return ""
    return f'<span class="sagt dempet">{t("avtale.median", median=decimal(line.usual.median))}</span>'


def drawing(line: LevelLine) -> str:
    """The line with its marks; what it shows is said beside it, so it is hidden from screen readers."""
    marks = "".join(f'<span class="trinn" style="left:{_share(one)}%"></span>' for one in range(4))
    if line.usual is not None:
        marks += f'<span class="median" style="left:{_share(line.usual.median)}%"></span>'
    if line.human is not None:
        marks += f'<span class="person" style="left:{_share(line.human)}%">{line.human}</span>'
    if line.machine is not None:
        place, ink = _share(line.machine), paint(line.machine).ink
        marks += f'<span class="maskin" style="left:{place}%;background:{ink}">{line.machine}</span>'
    return f'<div class="skala" aria-hidden="true"><div>{marks}</div></div>'


def legend_html() -> str:
    """What the marks mean."""
    signs = (("maskin", "avtale.tegn_maskin"), ("person", "avtale.tegn_menneske"), ("median", "avtale.tegn_median"))
    items = "".join(f'<span><i class="{name}" aria-hidden="true"></i>{t(key)}</span>' for name, key in signs)
    return f'<p class="tegnforklaring">{items}</p>'


def _share(level: float) -> str:
    return f"{100 * level / 3:.1f}"
