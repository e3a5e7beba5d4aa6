"""The whole flow, one call: a PDF and a rule set in, an assessment out. Both front ends stand on this."""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from analyser import assessment as record
from analyser.assessment import Assessment, Cut, Failure, Record, RulesetId, Searchable, cut
from analyser.clauses import Clause, find_clauses
from analyser.document import ClauseText, DocumentText, SectionText
from analyser.duties import Duty, find_duties
from analyser.errors import AnalyserError, UnreadablePdf
from analyser.facts import Facts, facts, find_age
from analyser.facts.readability import lix
from analyser.language import nlp
from analyser.layout import Flow, flow
from analyser.matching import Finding, match, sift, ways
from analyser.parties import Parties, find_parties
from analyser.parties.names import known_names
from analyser.pdf.ocr import read_scans
from analyser.pdf.page import PdfInfo, PdfText
from analyser.pdf.reader import read_pdf
from analyser.reading import Reading, read
from analyser.repair import is_lost
from analyser.rules import Ruleset, load_ruleset
from analyser.scoring import Judgement, Missing, judge
from analyser.sections import Section, find_sections, unplaced
from analyser.spelling import speller
from analyser.text import PlacedText
from analyser.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Extracted:
    """What reading the file gave; can be kept (pickled) and judged again without the PDF."""

    file: str
    sha256: str
    pages: int
    pages_without_text: tuple[int, ...]
    unread: tuple[int, ...]
    """Pages without text that hold something, so that the text may say more than was read."""
    warnings: tuple[str, ...]
    flow: Flow
    info: PdfInfo
    searchable: Searchable


@dataclass(frozen=True, slots=True)
class Understood:
    """What the document says, before any rule has been asked; can be kept (pickled), see `renewed`."""

    source: Extracted
    sections: tuple[Section, ...]
    parties: Parties
    facts: Facts
    reading: Reading
    duties: tuple[Duty, ...]
    warnings: tuple[str, ...]
    """Those of the reading, and what the sections give cause to."""
    vocabulary: str
    """Digest of the vocabulary that the concepts were found with."""

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause, in text order."""
        return self.reading.clauses

    @property
    def text(self) -> PlacedText:
        """The text that every span refers to."""
        return self.source.flow.text


@dataclass(frozen=True, slots=True)
class Judged:
    """What comes of one file: its record, and its text where there is one."""

    record: Record
    text: DocumentText | None


def extract(path: str | Path) -> Extracted:
    """Read the PDF into one clean text; raises AnalyserError when there is nothing to judge."""
    pdf, digest = read_pdf(Path(path)), _digest(Path(path))
    lost = [page.number for page in pdf.pages if is_lost(pdf.printed(page), page.scanned)]
    pdf = read_scans(Path(path), pdf.without(lost, _LOST), digest)
    pdf = pdf.without([number for number in pdf.ocr if is_lost(pdf.printed(pdf.pages[number - 1]), False)], _UNKNOWN)
    count, empty = len(pdf.pages), pdf.pages_without_text
    if len(empty) == count:
        raise UnreadablePdf("uten_tekst", " ".join(("Ingen av sidene har tekst som kan leses.", *pdf.warnings[-3:])))
    running = flow(pdf)
    warnings = tuple(dict.fromkeys((*pdf.warnings, *running.warnings)))
    return Extracted(shown(path), digest, count, empty, pdf.unread, warnings, running, pdf.info, _searchable(pdf))


def _searchable(pdf: PdfText) -> Searchable:
    """How many of the pages that hold something have text of their own."""
    unsearchable = {*pdf.ocr, *pdf.unread}
    own = any(page.words for page in pdf.pages if page.number not in unsearchable)
    return "all" if not unsearchable else "some" if own else "none"


_UNKNOWN = "ga ikke norsk tekst med tekstgjenkjenning (OCR), og er ikke vurdert."
_LOST = "har et tekstlag som ikke er til å lese (skriften mangler koder, eller siden er lest feil)."


def shown(path: str | Path) -> str:
    """The path as text; names made on older Windows machines may hold bytes that are not UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def understand(source: Extracted, vocabulary: Vocabulary) -> Understood:
    """Find sections, parties, facts, clauses and duties in the text."""
    sections = find_sections(source.flow, vocabulary)
    parties = find_parties(source.flow, sections)
    clauses = find_clauses(source.flow, sections, vocabulary, parties.side_names)
    about = facts(source.flow, sections, parties)
    lost = unplaced(sections, source.flow)
    warnings = (*source.warnings, lost) if lost else source.warnings
    reading, duties = read(clauses, sections), find_duties(clauses)
    return Understood(source, sections, parties, about, reading, duties, warnings, vocabulary.sha256)


def understand_file(path: str | Path, ruleset: Ruleset) -> Understood:
    """Read a file and understand it; raises AnalyserError when there is nothing to judge."""
    return understand(extract(path), ruleset.vocabulary)


def renewed(kept: Understood, path: str | Path, ruleset: Ruleset) -> Understood:
    """A kept document, made by this program (`program_sha256`) of the same content, as it would be understood now.

    Rules may have changed since; where the vocabulary has, the text is understood anew. `path` is where it lies now.
    """
    source = replace(kept.source, file=shown(path))
    if kept.vocabulary != ruleset.vocabulary.sha256:
        return understand(source, ruleset.vocabulary)
    return replace(kept, source=source)


@cache
def program_sha256() -> str:
    """Digest of this program: keep documents under it and the file's, since another may read or pickle otherwise."""
    parts = [f"{sys.version_info[:2]}", *(f"{name} {version(name)}" for name in ("pypdfium2", "spacy"))]
    digest = hashlib.sha256("\n".join(parts).encode())
    home = Path(__file__).parent
    for path in sorted(one for one in home.rglob("*") if one.suffix in (".py", ".csv", ".txt")):
        digest.update(f"\n{path.relative_to(home).as_posix()}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def assess(document: Understood, ruleset: Ruleset, day: date | None = None) -> Assessment:
    """Run the rules over the clauses and make the record; age is counted to the day, today's when None."""
    sifting = sift(document.reading, ruleset)
    judgements = judge(match(sifting), sifting)
    writer = _Writer(document, cache(partial(cut, document.text)), day or date.today())
    shown = {name: criterion.shown for name, criterion in ruleset.criteria.constructs.items()}
    return Assessment(
        file=document.source.file,
        sha256=document.source.sha256,
        status="assessed",
        error=None,
        document=writer.about(),
        constructs={name: writer.construct(judgements[name], shown[name]) for name in record.CONSTRUCTS},
        duties=tuple(map(writer.duty, document.duties)),
        ruleset=ruleset_id(ruleset),
    )


def analyse(path: str | Path, ruleset: Ruleset | None = None) -> Assessment:
    """Judge one agreement; raises AnalyserError, with a message in Norwegian, when that cannot be done."""
    rules = ruleset or default_ruleset()
    return assess(understand(extract(path), rules.vocabulary), rules)


def analyse_file(path: str | Path, ruleset: Ruleset) -> Record:
    """Judge one agreement, or say in a record of the same shape why it could not be judged."""
    return judge_file(path, ruleset).record


def judge_file(
    path: str | Path, ruleset: Ruleset, day: date | None = None,
    read_file: Callable[[str | Path, Ruleset], Understood] = understand_file,
) -> Judged:
    """Judge one agreement, and keep its text; never raises for a fault of the file.

    `read_file` may take the document from where it was kept (see `renewed`) instead of reading it.
    """
    try:
        document = read_file(path, ruleset)
        return Judged(assess(document, ruleset, day), document_text(document))
    except AnalyserError as error:
        return Judged(failure(path, error, ruleset), None)
    except (MemoryError, RecursionError) as error:
        return Judged(failure(path, TooDemanding(error), ruleset), None)
    except Exception as error:  # One broken file must not take the others with it, whatever it breaks.
        logging.getLogger(__name__).debug("%s", path, exc_info=True)
        return Judged(failure(path, InternalError(error), ruleset), None)


def document_text(document: Understood) -> DocumentText:
    """The text with its sections and clauses, as plain data."""
    return DocumentText(
        document.text.text,
        tuple(
            SectionText(one.number, one.heading, one.depth, one.kind, one.start, one.end) for one in document.sections
        ),
        tuple(ClauseText(one.start, one.end, one.section.index) for one in document.clauses),
    )


class TooDemanding(AnalyserError):
    """A file that asks for more memory, or nests deeper, than any agreement does."""

    def __init__(self, cause: MemoryError | RecursionError) -> None:
        self.kind, what = ("minne", "krever for mye minne")
        if isinstance(cause, RecursionError):
            self.kind, what = ("for_dyp", "er bygd opp i for mange lag")
        super().__init__(f"Filen {what} til å kunne leses. Lag PDF-en på nytt fra originaldokumentet og prøv igjen.")


class InternalError(AnalyserError):
    """A fault of the program itself, met on one file."""

    kind = "intern_feil"

    def __init__(self, cause: Exception) -> None:
        super().__init__(f"Programmet feilet på denne filen. Meld fra om det, med filen og dette: {cause!r}.")


def failure(path: str | Path, error: AnalyserError, ruleset: Ruleset) -> Failure:
    """The record of a file that could not be judged."""
    digest = ""
    if os.path.isfile(path):  # a pipe would be read for ever
        with suppress(OSError):
            digest = _digest(Path(path))
    message = str(error).encode("utf-8", "replace").decode("utf-8")
    return Failure(shown(path), record.Fault(error.kind, message), ruleset_id(ruleset), digest)


@cache
def default_ruleset() -> Ruleset:
    """The rules that come with the program, read once."""
    return load_ruleset()


def load() -> Ruleset:
    """The rules that come with the program, and all else that is loaded once: a pool of processes forks after this."""
    ruleset = default_ruleset()
    for loaded_once in (nlp, speller().load, known_names, record.writer, partial(ways, ruleset)):
        loaded_once()
    ruleset.vocabulary.find(["ord"])  # its tests of words are put together for the first word
    import_module("pdfplumber.table")  # waits elsewhere for the first ruled table
    gc.freeze()  # rules and word lists stay for good: they need not be gone through for garbage, nor copied by a fork
    gc.set_threshold(20_000)  # for 700: a page makes thousands of objects, and nearly all go without being looked for
    return ruleset


def ruleset_id(ruleset: Ruleset) -> RulesetId:
    """Which rules these are, and which of them were left out."""
    return RulesetId(ruleset.version, ruleset.sha256, tuple(map(str, ruleset.faults)))


def section_name(section: Section) -> str:
    """Number and heading as printed."""
    return f"{section.number} {section.heading}".strip()


_UNREAD = "Noen sider kunne ikke leses ({pages}), så det er ikke kjent om dette er omtalt der."


def _pages(numbers: Sequence[int]) -> str:
    return f"side {', '.join(map(str, numbers[:10]))}{' …' if len(numbers) > 10 else ''}"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes the parts of one document's record; `cut` remembers, for many findings stand in the same clause."""

    document: Understood
    cut: Callable[[int, int], Cut]
    day: date

    def about(self) -> record.Document:
        found, source = self.document.facts, self.document.source
        return record.Document(
            title=found.title,
            topic=found.topics[0],
            is_agreement=found.is_agreement,
            parties=tuple(record.Party(one.name, one.id, one.kind, one.today) for one in self.document.parties.parties),
            language=found.language,
            template=found.template,
            dates=record.Dates(found.dates.signed, found.dates.in_force, found.dates.revised),
            pages=source.pages,
            pages_without_text=source.pages_without_text,
            warnings=self.document.warnings,
            staleness=tuple(
                record.Staleness(one.kind, one.text, one.page, one.explanation)
                for one in (*found.staleness, *find_age(found.dates, self.day))
            ),
            topics=found.topics,
            is_agreement_reason=found.reason,
            saerlig_relevant=found.saerlig_relevant,
            file=self.file(),
        )

    def file(self) -> record.FileFacts:
        source, text = self.document.source, self.document.text.text
        return record.FileFacts(
            searchable=source.searchable,
            tagged=source.info.tagged,
            language=source.info.language,
            title=source.info.title,
            bookmarks=source.info.bookmarks,
            lix=lix(text[one.start : one.end] for one in self.document.clauses),
        )

    def construct(self, judgement: Judgement, shown: tuple[str, ...]) -> record.Construct:
        source = self.document.source
        unread = bool(source.unread) and (judgement.level == 0 or 2 * len(source.unread) > source.pages)
        assessed = judgement.state == "assessed" and not unread
        return record.Construct(
            level=judgement.level if assessed else None,
            state="assessed" if assessed else "not_assessed",
            elements={name: judgement.elements[name] for name in sorted(shown)},
            by_reference=judgement.by_reference,
            explicit_absence=judgement.explicit_absence,
            reason=_UNREAD.format(pages=_pages(source.unread)) if unread else judgement.reason,
            evidence=tuple(self.all_evidence(judgement.evidence)),
            missing=tuple(map(self.missing, judgement.missing)),
        )

    def all_evidence(self, findings: Sequence[Finding]) -> Iterator[record.Evidence]:
        """The findings, each list's lead-in ("Kommunen skal:") quoted once before the first of its items."""
        leads = {(finding.start, finding.end) for finding in findings}
        for finding in findings:
            lead = self.document.clauses[finding.clause].lead_in_span
            if lead and lead not in leads:
                leads.add(lead)
                yield self.evidence(finding, lead)
            yield self.evidence(finding, (finding.start, finding.end))

    def evidence(self, finding: Finding, span: tuple[int, int]) -> record.Evidence:
        clause = self.document.clauses[finding.clause]
        return record.Evidence(
            **self.cut(*span)._asdict(),
            rule=finding.rule,
            element=finding.element,
            section=section_name(clause.section),
            match=self.match(finding, span),
            alternative=finding.alternative,
            strength=finding.strength,
            by_reference=finding.by_reference,
            lm=finding.lm,
            lead_in=clause.lead_in,
        )

    def match(self, finding: Finding, span: tuple[int, int]) -> tuple[int, int]:
        """Offsets in the quote of the words that decided; all of a lead-in."""
        start, end = finding.focus if span == (finding.start, finding.end) else span
        return start - span[0], end - span[0]

    def missing(self, missing: Missing) -> record.Missing:
        nearest = self.nearest(*missing.nearest) if missing.nearest else None
        return record.Missing(missing.element, missing.rules, missing.sections, nearest, missing.lacks)

    def nearest(self, start: int, end: int) -> record.Nearest:
        section = next((one for one in reversed(self.document.sections) if one.start <= start), None)
        return record.Nearest(section=section_name(section) if section else "", **self.cut(start, end)._asdict())

    def duty(self, duty: Duty) -> record.Duty:
        return record.Duty(
            **self.cut(duty.start, duty.end)._asdict(),
            side=duty.side,
            actor=duty.actor,
            act=duty.act,
            time=duty.time,
            role=duty.role,
            channel=duty.channel,
            cost=duty.cost,
            binding=duty.binding,
            section=section_name(self.document.clauses[duty.clause].section),
        )
