"""The pictures of the page Metode as safe HTML: the flow, the steps of each construct, and how well it agrees."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from analyser.app.look import level_badge
from analyser.app.methodical.conditions import Need, named, needs
from analyser.app.methodical.figures import Confusion, Measured
from analyser.app.rulebook.trying import Tried
from analyser.app.state import rules, t
from analyser.assessment import CONSTRUCTS
from analyser.palette import LEVEL_PAINTS
from analyser.rulemodels import LEVELS, Criterion

STEPS = ("pdf", "tekst", "avsnitt", "setninger", "funn", "elementer", "nivaa")


def flow() -> str:
    """From PDF to level, step by step."""
    steps = "".join(
        f"<li><strong>{escape(t(f'metode.steg_{name}'))}</strong>{escape(t(f'metode.steg_{name}_hva'))}</li>"
        for name in STEPS
    )
    return f'<ol class="flyt">{steps}</ol>'


def example(result: Tried) -> str:
    """A sentence, what the rules find in it, and the level it gives: worked out as it is shown."""
    found = [one for one in result.fired if one.rule.construct == "konkretisering"]
    elements = rules().criteria.constructs["konkretisering"].elements
    items = "".join(
        f"<li>{escape(elements[one.rule.body.element].name)}: «<mark>{escape(one.words)}</mark>»</li>" for one in found
    )
    sentence = escape(found[0].before + found[0].words + found[0].after) if found else ""
    level = level_badge(result.levels.get("konkretisering", 0))
    return (
        f'<figure class="eksempel"><blockquote>«{sentence}»</blockquote><ul>{items}</ul>'
        f"<p>{escape(t('metode.eksempel_gir'))} {level}</p></figure>"
    )


def ladder(construct: str, criterion: Criterion) -> str:
    """A construct: its question, its elements, and what each level takes."""
    names = {name: element.name for name, element in criterion.elements.items()}
    elements = "".join(f"<li>{escape(names[name])}</li>" for name in criterion.shown)
    steps = "".join(_step(level, criterion, names) for level in (3, 2, 1, 0))
    return (
        f'<section class="stige"><h2>{escape(t(f"felles.{construct}"))}</h2><p>{escape(criterion.question)}</p>'
        f"<p>{escape(t('metode.elementene'))}</p><ul>{elements}</ul><ol>{steps}</ol></section>"
    )


def _step(level: int, criterion: Criterion, names: dict[str, str]) -> str:
    """One level: its badge, what it takes by the rule in force, and the reason a reader gets."""
    rule = {3: criterion.levels["3"], 2: criterion.levels["2"]}.get(level)
    takes = _need(named(needs(rule), names)) if rule else f"<p>{escape(t(f'metode.krav_{level}'))}</p>"
    said = escape(t("metode.sies_slik", grunn=criterion.reasons[LEVELS[level]]))
    return f'<li>{level_badge(level)}<div>{takes}<p class="dempet">{said}</p></div></li>'


def _need(need: Need) -> str:
    if not need.parts:
        return f"<p>{_one(need)}</p>"
    return f"<p>{escape(_head(need))}</p>{_list(need)}"


def _list(need: Need) -> str:
    return f"<ul>{''.join(map(_item, need.parts))}</ul>"


def _item(need: Need) -> str:
    return f"<li>{escape(_head(need))}{_list(need)}</li>" if need.parts else f"<li>{_one(need)}</li>"


def _one(need: Need) -> str:
    return escape(t("metode.uten", hva=need.element) if need.absent else need.element)


def _head(need: Need) -> str:
    if need.least == len(need.parts):
        return t("metode.alle_disse")
    return t("metode.en_av_disse") if need.least == 1 else t("metode.minst_av_disse", antall=need.least)


def kappas(measured: Measured) -> str:
    """A bar per construct from 0 to 1."""
    return f'<ul class="kappa">{"".join(_kappas(measured))}</ul>'


def _kappas(measured: Measured) -> Iterator[str]:
    for name in CONSTRUCTS:
        kappa = measured.constructs[name].kappa
        bar = f'<span class="skinne"><span style="width:{100 * max(kappa or 0, 0):.0f}%"></span></span>'
        yield f"<li><span>{escape(t(f'felles.{name}'))}</span>{bar}<strong>{decimal(kappa)}</strong></li>"


def decimal(number: float | None) -> str:
    """Two decimals with a comma; – where kappa is not defined."""
    return "–" if number is None else f"{number:.2f}".replace(".", ",")


def table(measured: Measured, of: str) -> str:
    """The figures behind the bars, as counts; `of` names the set."""
    heads = "".join(f'<th scope="col">{escape(t(f"metode.{one}"))}</th>' for one in _COLUMNS)
    rows = "".join(_row(name, measured) for name in CONSTRUCTS)
    label = escape(t("metode.tallene", sett=of))
    return (
        f'<div class="rulle" role="region" tabindex="0" aria-label="{label}"><table class="tall"><caption '
        f'class="bare-lest">{label}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


_COLUMNS = ("kriterium", "like", "kappa", "belegg")


def _row(name: str, measured: Measured) -> str:
    one = measured.constructs[name]
    cells = (
        t("metode.av", antall=one.same, alle=one.coded),
        decimal(one.kappa),
        t("metode.av", antall=one.sentences_found, alle=one.sentences),
    )
    held = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{escape(t(f"felles.{name}"))}</th>{held}</tr>'


def confusion(held: Confusion) -> str:
    """All judgements of a set: the coders' level down, the program's across."""
    heads = "".join(f'<th scope="col">{level}</th>' for level in range(4))
    rows = "".join(_confused(level, held[level]) for level in range(4))
    label, ours, coders = (escape(t(f"metode.{one}")) for one in ("forvekslinger", "programmet", "koderen"))
    over = f'<tr><td></td><th scope="colgroup" colspan="4">{ours}</th></tr>'
    head = f'<thead>{over}<tr><th scope="col">{coders}</th>{heads}</tr></thead>'
    return f'<table class="rute"><caption>{label}</caption>{head}<tbody>{rows}</tbody></table>'


def _confused(level: int, row: tuple[int, ...]) -> str:
    cells = "".join(f'<td class="{_far(abs(level - ours), count)}">{count}</td>' for ours, count in enumerate(row))
    return f'<tr><th scope="row">{level}</th>{cells}</tr>'


def _far(steps: int, count: int) -> str:
    return "ingen" if not count else ("lik", "naer")[steps] if steps < 2 else "langt"


STYLE = f"""<style>
.dempet{{color:#4F5A66;font-size:.88rem}}
.bare-lest{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}}
.flyt{{list-style:none;counter-reset:steg;display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));
gap:.6rem 1.2rem;padding:0!important;margin:.6rem 0 1.2rem}}
.flyt li{{counter-increment:steg;position:relative;background:#F4F6F8;border:1px solid #C3CAD3;border-radius:.5rem;
padding:.6rem .7rem;margin:0;font-size:.88rem}}
.flyt strong{{display:block;font-size:1rem}}.flyt strong:before{{content:counter(steg) " "}}
@media(min-width:1200px){{.flyt{{grid-template-columns:repeat(7,1fr)}}
.flyt li:not(:last-child):after{{content:"→";position:absolute;right:-1.15rem;top:40%;color:#4F5A66;font-weight:700}}}}
.st-key-kodebok h2{{font-size:1.4rem}}.st-key-kodebok h3{{font-size:1.15rem}}
.eksempel{{border-left:4px solid #1B4F86;padding:.3rem 0 .3rem 1rem;margin:.6rem 0}}
.eksempel blockquote{{margin:0;font-size:1.1rem}}.eksempel p{{margin:.3rem 0}}
mark{{background:#FFF1B8;color:#1A1A1A;font-weight:600}}
.stige{{border-bottom:1px solid #C3CAD3;padding:0 0 1rem;margin:0 0 1rem;max-width:52rem}}
.stige h2{{padding:.4rem 0 .2rem;font-size:1.4rem}}.stige p{{margin:.15rem 0}}.stige ul{{margin:.1rem 0 .4rem}}
.stige>ol{{list-style:none;padding:0!important;margin:.6rem 0 0}}
.stige>ol>li{{display:grid;grid-template-columns:10.5rem 1fr;gap:.8rem;padding:.5rem 0;margin:0;
border-top:1px solid #E3E7EC}}
.stige .level{{align-self:start;justify-self:start}}
.kappa{{list-style:none;padding:0!important;margin:.4rem 0 1rem;max-width:46rem}}
.kappa li{{display:grid;grid-template-columns:11rem 1fr 3rem;gap:.8rem;align-items:center;margin:.3rem 0}}
.skinne{{background:#EDF1F5;border-radius:.2rem;height:1.2rem;display:block}}
.skinne>span{{display:block;height:100%;background:#1B4F86;border-radius:.2rem}}
.rulle{{overflow-x:auto}}
.tall,.rute{{border-collapse:collapse;margin:.4rem 0 1rem}}
.tall th,.tall td{{border:0;border-bottom:1px solid #E3E7EC;padding:.35rem .8rem;text-align:right;white-space:nowrap}}
.tall th:first-child{{text-align:left}}.tall thead th{{border-bottom:2px solid #9AA4B0}}
.rute caption{{text-align:left;color:#1A1A1A;font-weight:600;caption-side:top;padding:.2rem 0}}
.rute th,.rute td{{border:1px solid #C3CAD3;padding:.4rem .9rem;text-align:center;min-width:3.2rem}}
.rute td.lik{{color:{LEVEL_PAINTS[3].ink};background:{LEVEL_PAINTS[3].paper};font-weight:600}}
.rute td.naer{{color:{LEVEL_PAINTS[1].ink};background:{LEVEL_PAINTS[1].paper};font-weight:600}}
.rute td.langt{{color:{LEVEL_PAINTS[0].ink};background:{LEVEL_PAINTS[0].paper};font-weight:600}}
.rute td.ingen{{color:#4F5A66}}
@media(max-width:640px){{.stige>ol>li{{grid-template-columns:1fr}}.kappa li{{grid-template-columns:1fr 3rem}}
.kappa li>span:first-child{{grid-column:1/-1}}}}
</style>"""
