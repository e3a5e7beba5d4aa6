"""Records as readable tables on stdout, and progress on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from analyser.assessment import LEVELS, Assessment, Construct, Duty, Record

if TYPE_CHECKING:
    from analyser.clauses import Clause
    from analyser.engine import Understood
    from analyser.evaluate import Evaluation
    from analyser.rulecheck import Report
    from analyser.rules import NamedRule
    from analyser.study.agreement import Comparison
    from analyser.study.measures import Estimate

_COLOURS = ("red", "yellow", "cyan", "green")
_LONGEST = 180


def console(lines: bool = False) -> Console:
    """A console on stdout, wide enough to read when piped; `lines` leaves long lines whole, for grep and editors."""
    return Console(width=None if sys.stdout.isatty() else 120, highlight=False, soft_wrap=lines)


def progress(files: Sequence[Path]) -> Iterator[Path]:
    """The files one by one, with a bar on stderr when results go elsewhere than to the same screen."""
    from rich.progress import track

    quiet = sys.stdout.isatty() or len(files) < 2
    yield from track(files, "Vurderer", console=Console(stderr=True), disable=quiet, transient=True)


@contextmanager
def counted() -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr with rate and remaining time, moved by telling it how many are done, of how many."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    screen = Console(stderr=True)
    columns = (
        "Vurderer", BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TextColumn("igjen"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=screen, disable=not screen.is_terminal) as bar:
        task = bar.add_task("", total=None, rate="")

        def told(done: int, total: int) -> None:
            speed = bar.tasks[task].speed or 0.0
            bar.update(task, completed=done, total=total, rate=f"{speed:.1f} filer/s".replace(".", ","))

        yield told


def assessment(record: Record) -> None:
    """One agreement: facts, then a line per construct with level, reason and the best evidence."""
    out = console()
    out.rule(f"[bold]{escape(record.file)}", align="left")
    if not isinstance(record, Assessment):
        out.print(f"[red]Ikke vurdert:[/] {escape(record.error.message)}\n")
        return
    for line in _facts(record):
        out.print(escape(line))
    table = Table("Kriterium", "Nivå", expand=True)
    for heading in ("Hvorfor", "Belegg"):
        table.add_column(heading, ratio=1)
    for name, construct in record.constructs.items():
        table.add_row(name, _level(construct), escape(construct.reason), escape(_best_quote(construct)))
    out.print(table, "")


def _facts(record: Assessment) -> Iterator[str]:
    about = record.document
    yield about.title
    yield "Parter: " + (", ".join(party.name for party in about.parties) or "ingen funnet")
    yield " · ".join((
        f"Tema {', '.join(about.topics)}",
        about.language,
        "mal" if about.template else "inngått",
        f"{about.pages} {'side' if about.pages == 1 else 'sider'}",
        f"underskrevet {about.dates.signed or '–'}",
        f"gjelder fra {about.dates.in_force or '–'}",
    ))
    if not about.is_agreement:
        yield f"Ikke en avtale: {about.is_agreement_reason}"
    yield from (f"Utdatert: {one.explanation}" for one in about.staleness)
    yield from (f"Advarsel: {one}" for one in about.warnings)


def _level(construct: Construct) -> str:
    if construct.level is None:
        return "[dim]ikke vurdert"
    flags = " ved henvisning" if construct.by_reference else ""
    flags += " uttrykkelig ikke avtalt" if construct.explicit_absence else ""
    return f"[{_COLOURS[construct.level]}]{construct.level} {LEVELS[construct.level]}[/]{flags}"


def _best_quote(construct: Construct) -> str:
    """The first, which is what decides the level."""
    items = [one for one in construct.evidence if one.quote != one.lead_in]
    best = items[0] if items else None
    return f"«{_shortened(best.quote)}» (s. {best.page})" if best else ""


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def levels(records: Iterable[Record]) -> None:
    """All agreements at a glance: a row per file, a column per construct."""
    judged = [record for record in records if isinstance(record, Assessment)]
    if len(judged) < 2:
        return
    table = Table("Fil", *(name[:6] for name in judged[0].constructs), title="Nivåer", box=SIMPLE_HEAD)
    for record in judged:
        table.add_row(escape(Path(record.file).name), *map(_digit, record.constructs.values()))
    console().print(table)


def _digit(construct: Construct) -> str:
    return "–" if construct.level is None else f"[{_COLOURS[construct.level]}]{construct.level}"


def duties(record: Assessment) -> None:
    """The responsibility table."""
    headings = ("Side", "Hvem", "Hva", "Når", "Rolle", "Kanal", "Kostnad", "Bindende", "Avsnitt", "S.")
    columns = list(zip(headings, zip(*map(_duty_cells, record.duties), strict=True), strict=False))
    shown = [(heading, cells) for heading, cells in columns if any(cells)]
    table = Table(expand=True)
    for heading, _ in shown:
        table.add_column(heading, ratio=_WIDTHS.get(heading), no_wrap=heading in ("Side", "Bindende", "S."))
    for row in zip(*(cells for _, cells in shown), strict=True):
        table.add_row(*map(escape, row))
    out = console()
    out.print(table if shown else "Fant ingen plikter.")


_WIDTHS = {"Hvem": 2, "Hva": 5, "Når": 2, "Rolle": 2, "Kanal": 2, "Kostnad": 2, "Avsnitt": 2}


def _duty_cells(duty: Duty) -> tuple[str, ...]:
    binding = "ja" if duty.binding else "nei"
    return (
        duty.side, duty.actor, duty.act, duty.time, duty.role, duty.channel, duty.cost, binding,
        duty.section, str(duty.page),
    )


def explanation(rule: NamedRule, document: Understood) -> None:
    """Where a rule fires, and what each near miss lacks."""
    from analyser.matching import explain

    out = console(lines=True)
    for clause in document.clauses:
        attempts = explain(rule, clause, document.reading)
        fired = next((one for one in attempts if not one.lacks), None)
        near = [] if fired else [one for one in attempts if len(one.lacks) == 1 and one.met]
        if fired or near:
            verdict = f"slår til ({_COUNTS[fired.strength]})" if fired else "nesten"
            page = document.text[clause.start : clause.end].page
            out.print(f"[{'green' if fired else 'yellow'}]{verdict}[/] s. {page}: {escape(_shortened(clause.text))}")
        for one in near:
            out.print(escape(f"    alternativ {one.alternative} mangler: {one.lacks[0]}"))


def rule_report(report: Report, firings: Mapping[str, int]) -> None:
    """Every fault in the rules as path:line, one a line as editors like them; then what was seen of each rule."""
    for fault in report.faults:
        print(fault)
    if firings:
        console().print(_rules(report, firings))
    examples = sum(rule.examples for rule in report.rules)
    print(f"{len(report.rules)} regler, {examples} eksempler, {len(report.faults)} feil")
    if report.unused_concepts:
        print(f"Begreper som ingen regel bruker: {', '.join(report.unused_concepts)}")


def _rules(report: Report, firings: Mapping[str, int]) -> Table:
    table = Table(title="Regler over avtalene", title_justify="left")
    for heading in ("Regel", "Eksempler", "Unødvendige alternativer", "Slår til", ""):
        table.add_column(heading, justify="right" if heading in ("Eksempler", "Slår til") else "left")
    for rule in report.rules:
        times = firings.get(rule.rule, 0)
        remark = "" if times else "[yellow]bare egne eksempler[/]"
        table.add_row(rule.rule, str(rule.examples), ", ".join(map(str, rule.unneeded)), str(times), remark)
    return table


def text(document: Understood) -> None:
    """Sections with their kind, and clauses with what was understood of each."""
    from analyser.engine import section_name

    out = console(lines=True)
    for section in document.sections:
        indent = "  " * section.depth
        out.print(f"{indent}[bold]{escape(section_name(section) or '(uten overskrift)')}[/] [dim]{section.kind}")
        for clause in document.clauses:
            if clause.section.index == section.index:
                out.print(f"{indent}  {escape(clause.text)} [dim]{escape(' · '.join(filter(None, _marks(clause))))}")


def _marks(clause: Clause) -> Iterator[str]:
    from analyser.conditions import MODALITIES

    yield from (clause.side, clause.actor, MODALITIES[clause.modality], clause.lead_in, clause.column)
    yield from (said for name, said in _SEEN.items() if getattr(clause, name))


_SEEN = {
    "testable": "kan etterprøves",
    "negated": "nektet",
    "restated_law": "gjengir loven",
    "by_reference": "viser til en annen avtale",
}
_COUNTS = {
    "full": "teller fullt",
    "weak": "teller som omtale",
    "absent": "sier at det ikke er avtalt",
    None: "teller ikke her",
}


def evaluation(result: Evaluation, details: bool) -> None:
    """Agreement per construct, confusion, facts; with `details` every disagreement."""
    out = console()
    out.print(f"{len(result.pairs)} kodede avtaler, {len(result.failures)} ikke vurdert", _agreement(result))
    out.print(_confusion(result))
    out.print("Fakta riktig: " + ", ".join(f"{fact} {share:.0%}" for fact, share in result.facts.items()))
    if details:
        _disagreements(result, console(lines=True))


def _agreement(result: Evaluation) -> Table:
    table = Table("Kriterium", "Enige", "Kappa", "Belegg", "Henvisning", "Ikke avtalt", "Ikke vurdert")
    for one in result.constructs:
        table.add_row(
            one.construct, f"{one.exact:.0%}", _number(one.kappa), _percent(one.recall), f"{one.by_reference:.0%}",
            f"{one.explicit_absence:.0%}", str(one.not_assessed),
        )
    mean = result.overall
    table.add_section()
    table.add_row("samlet", _percent(mean["exact"]), _number(mean["kappa"]), _percent(mean["recall"]))
    return table


def _confusion(result: Evaluation) -> Table:
    title = "Forvekslinger: av avtalene koderne ga et nivå, hvor mange vi ga 0 · 1 · 2 · 3"
    table = Table("Kriterium", *(f"kodet {level}" for level in range(4)), title=title)
    for one in result.constructs:
        table.add_row(one.construct, *(" · ".join(map(str, row)) for row in one.confusion))
    return table


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"


def _disagreements(result: Evaluation, out: Console) -> None:
    for miss in result.fact_misses:
        out.print(escape(f"\n{miss.file} {miss.fact}: kodet {miss.coder} – vi {miss.machine}"))
    for one in result.disagreements:
        colour = "yellow" if one.same_level else "red"
        out.print(f"\n[{colour}]{one.file} {one.construct}[/]: kodet {escape(one.coder)} – vi {escape(one.machine)}")
        out.print(escape(f"    {one.reason}"))
        for sentence in one.missed:
            out.print(escape(f"    ikke funnet: {sentence}"))
        for finding in one.found:
            out.print(escape(f"    vårt belegg: {finding}"))


def comparisons(found: Iterable[Comparison]) -> None:
    """Measures with their intervals for each pair of coders, and where they differ."""
    out = console()
    for one in found:
        table = Table("Kriterium", "Antall", "Enige", "Kappa", "Alfa", title=f"{one.first} mot {one.second}")
        for name, measures in (*one.constructs.items(), ("samlet", one.overall)):
            estimates = (measures.exact, measures.kappa, measures.alpha)
            table.add_row(name, str(measures.count), *map(_interval, estimates))
        out.print(table, f"Nivåer som en av dem ikke kunne avgjøre: {one.undecided}")
        for miss in one.disagreements:
            levels = " – ".join("?" if level is None else str(level) for level in (miss.first, miss.second))
            out.print(escape(f"  {miss.file} · {miss.construct}: {levels}"))


def _interval(estimate: Estimate | None) -> str:
    if estimate is None:
        return "–"
    return f"{estimate.value:.2f} [{estimate.low:.2f}–{estimate.high:.2f}]".replace(".", ",")
