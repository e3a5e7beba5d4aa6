"""Two agreements beside each other: levels, elements, the sentence that decides, and how many duties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape

from analyser.app.agreement.words import evidence_html
from analyser.app.comparing.heat import cell
from analyser.app.links import address
from analyser.app.state import rules, t
from analyser.assessment import CONSTRUCTS, Assessment, Construct
from analyser.store import Stored

Two = tuple[Stored, Stored]
Changed = Mapping[str, Mapping[str, int]]
"""Agreement → construct → the level a person has set."""
SIDES = ("kommune", "helseforetak", "begge")


def side_by_side(two: Two, changed: Changed) -> str:
    """The table as safe HTML: a block of rows per construct."""
    label = escape(t("sammenlign.to_avtaler"))
    bodies = "".join(_construct(name, two, changed) for name in CONSTRUCTS)
    return (
        f'<div class="par" role="region" tabindex="0" aria-label="{label}"><table>'
        f'<caption class="bare-lest">{label}</caption>{_head(two)}{_duties(two)}{bodies}</table></div>'
    )


def _head(two: Two) -> str:
    cells = "".join(f'<th scope="col">{_title(one)}</th>' for one in two)
    return f'<thead><tr><th scope="col">{escape(t("sammenlign.kriterium"))}</th>{cells}</tr></thead>'


def _title(one: Stored) -> str:
    about = one.assessment.document
    parties = ", ".join(party.name for party in about.parties)
    link = escape(address("avtale", avtale=one.sha256))
    title = escape(about.title or one.name)
    return f'<a href="{link}" target="_self">{title}</a><span class="dempet">{escape(parties)}</span>'


def _duties(two: Two) -> str:
    counted = [Counter(duty.side for duty in one.assessment.duties) for one in two]
    rows = [_line(t("sammenlign.plikter_i_alt"), [str(count.total()) for count in counted])]
    rows += [_line(t(f"sammenlign.plikter_{side}"), [str(count[side]) for count in counted]) for side in SIDES]
    return f"<tbody>{_heading(t('sammenlign.oppgaver'))}{''.join(rows)}</tbody>"


def _heading(text: str) -> str:
    return f'<tr class="gruppe"><th scope="rowgroup" colspan="3">{escape(text)}</th></tr>'


def _line(label: str, cells: list[str]) -> str:
    held = "".join(f"<td>{one}</td>" for one in cells)
    return f'<tr><th scope="row">{escape(label)}</th>{held}</tr>'


def _construct(name: str, two: Two, changed: Changed) -> str:
    judged = [one.assessment.constructs[name] for one in two]
    levels = "".join(_level(one, name, changed.get(one.sha256, {})) for one in two)
    level = f'<tr><th scope="row">{escape(t("felles.nivaa"))}</th>{levels}</tr>'
    elements = "".join(_elements(name, judged))
    quotes = _line(t("sammenlign.beste_sitat"), [_quote(one.assessment, name) for one in two])
    return f"<tbody>{_heading(t(f'felles.{name}'))}{level}{elements}{quotes}</tbody>"


def _level(one: Stored, name: str, changed: Mapping[str, int]) -> str:
    return cell(changed.get(name, one.assessment.constructs[name].level), name in changed, words=True)


def _elements(name: str, judged: list[Construct]) -> Iterator[str]:
    criterion = rules().criteria.constructs[name]
    for element in criterion.shown:
        yield _line(criterion.elements[element].name, [_mark(one.elements.get(element, False)) for one in judged])


def _mark(found: bool) -> str:
    sign, said = ("✓", t("sammenlign.funnet")) if found else ("–", t("sammenlign.ikke_funnet"))
    return f'<span class="{"ja" if found else "nei"}"><span aria-hidden="true">{sign}</span> {escape(said)}</span>'


def _quote(assessment: Assessment, name: str) -> str:
    """The first that is no list lead-in: it is what decides the level."""
    found = (one for one in assessment.constructs[name].evidence if one.quote != one.lead_in)
    best = next(found, None)
    if best is None:
        return f'<span class="dempet">{escape(t("sammenlign.ingen_sitat"))}</span>'
    place = ", ".join(filter(None, (t("felles.side_n", side=best.page), best.section)))
    return f'<span class="sitert">«{evidence_html(best)}»</span><span class="dempet">{escape(place)}</span>'
