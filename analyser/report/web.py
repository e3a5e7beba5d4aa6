"""The report as one HTML file that needs nothing else, reads well aloud and prints well."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from analyser.cells import clean
from analyser.palette import LEVEL_PAINTS, NOT_ASSESSED
from analyser.report import charts
from analyser.report.model import (
    TOGETHER,
    Bullets,
    Cell,
    Chart,
    Column,
    Figures,
    Level,
    Paragraph,
    Part,
    Quote,
    Report,
    Section,
    Table,
)
from analyser.report.numbers import shown

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def html(report: Report) -> str:
    """The whole report as a page."""
    return "".join((
        '<!DOCTYPE html>\n<html lang="nb">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>{_text(report.title)}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n",
        '<a class="skip" href="#innhold">Hopp til innholdet</a>\n',
        _front(report), _contents(report.sections), '<main id="innhold">\n',
        *_sections(report.sections, 2, _Numbers()), "</main>\n</body>\n</html>\n",
    ))


def fragment(section: Section) -> str:
    """One section for another page to show, with what stands below it; its style is the other page's concern."""
    return "".join(_sections((section,), 2, _Numbers()))


class _Numbers:
    """Figures and tables are numbered in reading order."""

    def __init__(self) -> None:
        self.figures = self.tables = 0

    def figure(self) -> int:
        self.figures += 1
        return self.figures

    def table(self) -> int:
        self.tables += 1
        return self.tables


def _text(text: str) -> str:
    """Text from agreements is text, never markup."""
    return escape(clean(text))


def _style() -> str:
    """The style sheet, with the colours of the levels."""
    paints = (*enumerate(LEVEL_PAINTS), ("x", NOT_ASSESSED))
    levels = "".join(f".n{level}{{color:{paint.ink};background:{paint.paper}}}\n" for level, paint in paints)
    return (files(__package__) / "rapport.css").read_text(encoding="utf-8") + levels


def _front(report: Report) -> str:
    facts = "".join(f"<div><dt>{_text(name)}</dt><dd>{_text(value)}</dd></div>" for name, value in report.facts)
    titles = f'<h1>{_text(report.title)}</h1>\n<p class="subtitle">{_text(report.subtitle)}</p>'
    return f'<header class="front">\n{titles}\n<dl>{facts}</dl>\n</header>\n'


def _contents(sections: Sequence[Section]) -> str:
    return f'<nav aria-labelledby="toc"><h2 id="toc">Innhold</h2>\n{_links(sections)}</nav>\n'


def _links(sections: Sequence[Section]) -> str:
    items = (
        f'<li><a href="#{_id(one)}">{_text(one.title)}</a>{_links(one.sections) if one.sections else ""}</li>\n'
        for one in sections
    )
    return f"<ol>\n{''.join(items)}</ol>\n"


def _id(section: Section) -> str:
    return f"s-{escape(section.key)}"


def _sections(sections: Sequence[Section], depth: int, numbers: _Numbers) -> Iterator[str]:
    for one in sections:
        heading = f'<h{depth} id="{_id(one)}">{_text(one.title)}</h{depth}>'
        kind = ' class="short"' if one.short else ' class="pictured"' if one.pictured else ""
        yield f'<section{kind} aria-labelledby="{_id(one)}">\n{heading}\n'
        yield from (_part(part, numbers) for part in one.parts)
        yield from _sections(one.sections, depth + 1, numbers)
        yield "</section>\n"


def _part(part: Part, numbers: _Numbers) -> str:
    match part:
        case Paragraph(text):
            return f"<p>{_text(text)}</p>\n"
        case Bullets(items):
            return f"<ul>{''.join(f'<li>{_text(item)}</li>' for item in items)}</ul>\n"
        case Figures(items):
            cards = (f"<div><dd>{_text(value)}</dd><dt>{_text(label)}</dt></div>" for value, label in items)
            return f'<dl class="figures">{"".join(cards)}</dl>\n'
        case Quote():
            return _quote(part)
        case Chart():
            return _chart(part, numbers) + table(part.table, numbers.table())
        case Table():
            return table(part, numbers.table())


def _quote(quote: Quote) -> str:
    level = "" if quote.level is None else f'<span class="badge n{quote.level}">Nivå {quote.level}</span> '
    return (f'<figure class="quote"><blockquote lang="{escape(quote.language)}">{_text(quote.text)}</blockquote>'
            f"<figcaption>{level}{_text(quote.source)}</figcaption></figure>\n")


def _chart(chart: Chart, numbers: _Numbers) -> str:
    picture = base64.b64encode(charts.svg(chart).encode("utf-8")).decode("ascii")
    return (f'<figure class="chart"><img src="data:image/svg+xml;base64,{picture}" alt="{_text(chart.alt)}">'
            f"<figcaption>Figur {numbers.figure()}. {_text(chart.caption)}</figcaption></figure>\n")


def table(one: Table, number: int) -> str:
    """A table with a caption, column headings and a heading for each row."""
    heads = "".join(f'<th scope="col" class="{column.align}">{_text(column.title)}</th>' for column in one.columns)
    note = f'<p class="note">{_text(one.note)}</p>' if one.note else ""
    kind = ' class="dense"' if one.dense else ""
    whole = " whole" if len(one.rows) <= TOGETHER else ""
    return (f'<div class="table{whole}" role="region" tabindex="0" aria-label="Tabell {number}"><table{kind}>'
            f"<caption>Tabell {number}. {_text(one.caption)}</caption>\n"
            f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{''.join(_rows(one))}</tbody></table>{note}</div>\n")


def _rows(one: Table) -> Iterator[str]:
    for row in one.rows:
        if len(row) == 1 < len(one.columns):
            heading = f'<th colspan="{len(one.columns)}" scope="colgroup">{_text(shown(row[0]))}</th>'
            yield f'<tr class="group">{heading}</tr>\n'
        else:
            first, *rest = zip(row, one.columns, strict=True)
            yield f'<tr>{_cell(*first, row_heading=True)}{"".join(_cell(*pair) for pair in rest)}</tr>\n'


def _cell(cell: Cell, column: Column, row_heading: bool = False) -> str:
    level = f" n{'x' if cell.value is None else cell.value}" if isinstance(cell, Level) else ""
    tag, scope = ("th", ' scope="row"') if row_heading else ("td", "")
    return f'<{tag}{scope} class="{column.align}{level}">{_text(shown(cell))}</{tag}>'
