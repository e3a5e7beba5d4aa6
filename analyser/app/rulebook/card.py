"""One rule as a card that opens: what, why, how it is said, examples, and what it is known not to see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from analyser.app.rulebook import words
from analyser.app.state import t
from analyser.rulemodels import Match, NoMatch
from analyser.rules import NamedRule
from analyser.vocabulary import Vocabulary

USUAL_HEADING = Match.model_fields["heading"].default


def card(rule: NamedRule, vocabulary: Vocabulary, opened: bool = False) -> str:
    """The card as safe HTML; all of it works by keyboard."""
    body = rule.body
    mild = _mild(body.strength)
    parts = (
        _facts(rule), _alternatives(rule, vocabulary), _words(rule, vocabulary), _matches(body.examples.match),
        _no_matches(body.examples.no_match), _gaps(body.known_gaps),
    )  # fmt: skip
    return (
        f'<details class="regel"{" open" if opened else ""}><summary><span>{escape(body.title)}</span>{mild}</summary>'
        f'<div>{"".join(parts)}</div></details>'
    )


def _mild(strength: str) -> str:
    """What a finding counts for, where that is not in full."""
    return "" if strength == "full" else f' <span class="mild">{escape(t(f"regler.styrke_{strength}"))}</span>'


def _facts(rule: NamedRule) -> str:
    body, (only, never) = rule.body, words.places(rule)
    accepts = ", ".join(t(f"regler.godtar_{one}") for one in body.accepts)
    rows = (
        ("regler.hva", body.what),
        ("regler.hvorfor", body.why),
        ("regler.kilde", body.source),
        ("regler.teller", t(f"regler.styrke_{body.strength}")),
        ("regler.godtar", accepts),
        ("regler.bare_i", ", ".join(only)),
        ("regler.aldri_i", ", ".join(never)),
        ("regler.navn", rule.id),
    )
    shown = "".join(f"<div><dt>{escape(t(key))}</dt><dd>{escape(said)}</dd></div>" for key, said in rows if said)
    return f'<dl class="regelfakta">{shown}</dl>'


def _alternatives(rule: NamedRule, vocabulary: Vocabulary) -> str:
    """The ways to say it, each with all its conditions."""
    ways = "".join(f"<li>{_conditions(*words.conditions(way, vocabulary))}</li>" for way in rule.body.any_of)
    count = len(rule.body.any_of)
    said = t("regler.en_maate") if count == 1 else t("regler.maater", antall=count)
    return f'<details><summary>{escape(said)}</summary><ol class="maater">{ways}</ol></details>'


def _conditions(asked: Iterable[str], barred: Sequence[str]) -> str:
    """What must be there as a list, and what must not be there in one line below it."""
    below = f'<p class="dempet">{escape("; ".join(barred))}</p>' if barred else ""
    return _list(map(escape, asked)) + below


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{one}</li>' for one in items)}</ul>"


def _words(rule: NamedRule, vocabulary: Vocabulary) -> str:
    named = words.with_references(words.concepts(rule), vocabulary)
    if not named:
        return ""
    held = "".join(f"<div><dt>{escape(name)}</dt>{_terms(name, vocabulary)}</div>" for name in named)
    summary = escape(t("regler.ordene", antall=len(named)))
    return f'<details><summary>{summary}</summary><dl class="begreper">{held}</dl></details>'


def _terms(name: str, vocabulary: Vocabulary) -> str:
    counted, blocked = words.terms(name, vocabulary)
    more = len(counted) - words.MOST_TERMS
    said = " · ".join(counted[: words.MOST_TERMS]) + (f" · {t('regler.og_flere', antall=more)}" if more > 0 else "")
    alike = f'<dd class="dempet">{escape(t("regler.ikke_regnet", ord=" · ".join(blocked)))}</dd>' if blocked else ""
    return f"<dd>{escape(said)}</dd>{alike}"


def _matches(examples: Iterable[Match]) -> str:
    items = (words.marked(one.text) + _around(one) + _mild(one.strength) for one in examples)
    return f'<h4>{escape(t("regler.finner"))}</h4><div class="treff">{_list(items)}</div>'


def _no_matches(examples: Iterable[NoMatch]) -> str:
    items = (
        f'{words.marked(one.text)}{_around(one)}<br><span class="dempet">{escape(t("regler.fordi"))} '
        f"{escape(one.because)}</span>"
        for one in examples
    )
    return f'<h4>{escape(t("regler.lar_ligge"))}</h4><div class="ikke-treff">{_list(items)}</div>'


def _around(example: Match | NoMatch) -> str:
    """Where the example stands, unless that is the usual place."""
    said = " · ".join(_said(example))
    return f' <span class="dempet">({escape(said)})</span>' if said else ""


def _said(example: Match | NoMatch) -> Iterator[str]:
    if example.heading != USUAL_HEADING:
        yield t("regler.under", overskrift=example.heading)
    if example.lead_in:
        yield t("regler.etter", innledning=example.lead_in)
    if example.column:
        yield t("regler.i_kolonne", kolonne=example.column)


def _gaps(gaps: Iterable[str]) -> str:
    items = list(map(escape, gaps))
    return f'<h4>{escape(t("regler.ser_ikke"))}</h4>{_list(items)}' if items else ""
