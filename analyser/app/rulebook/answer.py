"""What came of a tried sentence, as safe HTML."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from analyser.app.look import level_badge
from analyser.app.rulebook.trying import Fired, Near, Tried
from analyser.app.state import rules, t
from analyser.clauses import Clause


def answer(result: Tried) -> str:
    """How it was read, what fired, what it would give, and what came near."""
    return f'<div class="svar">{_place(result)}{_read(result)}{_fired(result)}{_levels(result)}{_near(result)}</div>'


def _place(result: Tried) -> str:
    if not result.kind:
        return ""
    said = t("regler.lest_sted", slag=result.kind)
    return f"<p>{escape(said)} {escape(t(f'regler.sted_{result.weight}'))}</p>"


def _read(result: Tried) -> str:
    said = ((clause.text, ", ".join(_seen(clause))) for clause in result.clauses)
    items = "".join(f"<li>«{escape(text)}»: {escape(seen)}</li>" for text, seen in said)
    return f"<h2>{escape(t('regler.slik_lest'))}</h2><ul>{items}</ul>" if items else ""


def _seen(clause: Clause) -> Iterator[str]:
    """What the program sees in the sentence as such."""
    if clause.side:
        yield t("regler.ligger_hos", side=t(f"felles.{clause.side}"))
    yield t(f"regler.form_{clause.modality}")
    for name in ("testable", "negated", "restated_law", "by_reference"):
        if getattr(clause, name):
            yield t(f"regler.sett_{name}")


def _fired(result: Tried) -> str:
    head = f"<h2>{escape(t('regler.slo_til', antall=len(result.fired)))}</h2>"
    if not result.fired:
        return f"{head}<p>{escape(t('regler.ingen_slo_til'))}</p>"
    return f'{head}<ul class="slo-til">{"".join(map(_one_fired, result.fired))}</ul>'


def _one_fired(one: Fired) -> str:
    quote = f"{escape(one.before)}<mark>{escape(one.words)}</mark>{escape(one.after)}"
    because = ", ".join(t(f"regler.senket_{cause}") for cause in one.lowered)
    strength = t(f"regler.styrke_{one.strength}")
    said = f"{strength}: {because}" if because else strength
    return (
        f'<li class="{one.strength}"><strong>{escape(one.rule.body.title)}</strong> '
        f'<span class="dempet">{escape(_element(one))}</span><br>«{quote}»<br>'
        f'<span class="virkning">{escape(said)}</span></li>'
    )


def _element(one: Fired | Near) -> str:
    criterion = rules().criteria.constructs[one.rule.construct]
    return f"{t(f'felles.{one.rule.construct}')}: {criterion.elements[one.rule.body.element].name}"


def _levels(result: Tried) -> str:
    if not result.levels:
        return ""
    rows = "".join(
        f"<li><span>{escape(t(f'felles.{name}'))}</span> {level_badge(level)}</li>"
        for name, level in result.levels.items()
    )
    return f'<h2>{escape(t("regler.alene"))}</h2><ul class="nivaaer">{rows}</ul>'


def _near(result: Tried) -> str:
    if not result.near:
        return ""
    items = "".join(map(_one_near, result.near))
    return f'<h2>{escape(t("regler.nesten"))}</h2><ul class="nesten">{items}</ul>'


def _one_near(one: Near) -> str:
    why = t(f"regler.taus_{one.silenced}") if one.silenced else t("regler.mangler", hva=one.lacks)
    return (
        f"<li><strong>{escape(one.rule.body.title)}</strong> "
        f'<span class="dempet">{escape(_element(one))}</span><br>{escape(why)}</li>'
    )
