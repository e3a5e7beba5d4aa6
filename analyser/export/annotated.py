"""The agreement's own PDF with what was found marked in it, as highlights and comments that any reader shows.

The copy is written anew: it is not encrypted, and a digital signature in the original does not hold for it.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyser.assessment import Assessment, Evidence, Nearest, Rectangle
from analyser.cells import clean
from analyser.errors import AnalyserError
from analyser.export import content
from analyser.palette import paint
from analyser.pdf.words import Frame
from analyser.rules import Ruleset

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject

    from analyser.store import Review

AUTHOR = "Avtaleanalyse"
Colour = tuple[float, float, float]
_STRONGER = 0.2
"""How much of the ink is mixed into the paper colour of a level, so that it is seen behind text."""
_LINE = 1.2


class AnnotationError(AnalyserError):
    """A PDF that cannot be written with comments."""

    kind = "eksportfeil"


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of one place: by one construct, or by several together."""

    span: tuple[int, int]
    boxes: tuple[tuple[int, Rectangle], ...]
    """Page and rectangle of each printed line."""
    text: str
    found: bool
    """False for the nearest miss of something that was not found."""
    level: int | None
    """What its colour says: the level of the construct, at most 1 for a mention."""


@dataclass(frozen=True, slots=True)
class Marking:
    """All that is to be written into a file: plain data, made from the record without opening the file."""

    sha256: str
    """Of the file that was judged."""
    notes: tuple[Note, ...]
    about: str
    """The comment on the first page."""
    made: datetime


def marking(assessment: Assessment, standing: Mapping[str, Review], ruleset: Ruleset, made: datetime) -> Marking:
    """What is to be written into the file of an agreement."""
    found = notes(assessment, standing, ruleset)
    return Marking(assessment.sha256, tuple(found), summary(assessment, standing, ruleset), made)


def written(path: Path, wanted: Marking) -> bytes:
    """The file with this written into it; raises AnnotationError, in Norwegian, where that cannot be done.

    What a hostile file may do here has no bounds: to be called in a worker process (analyser/pool).
    """
    data = _read(path, wanted.sha256)
    try:
        return _written(data, _frames(data), wanted)
    except AnalyserError:
        raise
    except Exception as error:  # pypdf meets odd files with all kinds of exceptions
        raise AnnotationError(
            "PDF-en er bygd slik at kommentarer ikke lar seg skrive inn i den. Skriv den ut som ny PDF (Skriv ut → "
            "Lagre som PDF), last opp den, og prøv igjen. De andre eksportene virker."
        ) from error


def _read(path: Path, sha256: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AnnotationError("PDF-filen til avtalen er borte fra lageret. Last den opp på nytt.") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise AnnotationError("PDF-filen er ikke den samme som ble vurdert. Vurder den på nytt før du eksporterer.")
    return data


def _frames(data: bytes) -> list[Frame]:
    """How each page is shown, as the program saw it when it read the text."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise AnnotationError("PDF-en er skadet eller beskyttet med passord. Be om en åpen utgave.") from error
    try:
        return [_frame(document, number) for number in range(len(document))]
    finally:
        document.close()


def _frame(document: Any, number: int) -> Frame:
    """The frame of one page; of a damaged one, which nothing was read from, any will do."""
    import pypdfium2 as pdfium

    try:
        page = document[number]
    except pdfium.PdfiumError:
        return Frame((0, 0, 595, 842), 0)
    try:
        return Frame(page.get_bbox(), page.get_rotation())
    finally:
        page.close()


def notes(assessment: Assessment, standing: Mapping[str, Review], ruleset: Ruleset) -> list[Note]:
    """One note for each marked place, what overlaps put together."""
    every = sorted(_every(assessment, standing, ruleset), key=lambda note: note.span)
    merged: list[Note] = []
    for note in every:
        if merged and note.span[0] < merged[-1].span[1]:
            merged[-1] = _together(merged[-1], note)
        else:
            merged.append(note)
    return merged


def _together(one: Note, other: Note) -> Note:
    found = [note for note in (one, other) if note.found] or [one, other]
    levels = [note.level for note in found if note.level is not None]
    return Note(
        span=(one.span[0], max(one.span[1], other.span[1])),
        boxes=tuple(dict.fromkeys((*one.boxes, *other.boxes))),
        text=f"{one.text}\n\n{other.text}",
        found=found[0].found,
        level=max(levels, default=None),
    )


def _every(assessment: Assessment, standing: Mapping[str, Review], ruleset: Ruleset) -> Iterator[Note]:
    """Notes construct by construct: what was found, then what came nearest to what was not."""
    titles = {rule.id: rule.body.title for rule in ruleset.rules}
    for name in content.names(ruleset):
        judged, head = assessment.constructs[name], _head(name, assessment, standing, ruleset)
        places: dict[tuple[int, int], list[Evidence]] = {}
        for one in judged.evidence:
            places.setdefault(one.span, []).append(one)
        for span, found in places.items():
            said = [_line(one, content.element_name(ruleset, name, one.element), titles) for one in found]
            text = "\n".join((head, *dict.fromkeys(said)))
            yield Note(span, _boxes(found[0]), text, True, _colour_level(found, judged.level))
        for gap in content.gaps(assessment, name, ruleset):
            if gap.nearest and judged.level != 3:
                text = f"{head}\n{_gap(gap, assessment)}"
                yield Note(gap.nearest.span, _boxes(gap.nearest), text, False, judged.level)


def _line(one: Evidence, element: str, titles: Mapping[str, str]) -> str:
    counts = "" if one.strength == "full" else f" ({content.STRENGTHS[one.strength]})"
    return f"• {element}{counts} – regel: {titles.get(one.rule, one.rule)}"


def _boxes(one: Evidence | Nearest) -> tuple[tuple[int, Rectangle], ...]:
    return tuple(zip(one.box_pages, one.boxes, strict=True))


def _colour_level(found: Sequence[Evidence], level: int | None) -> int | None:
    full = any(one.strength == "full" for one in found)
    return level if full or level is None else min(level, 1)


def _head(name: str, assessment: Assessment, standing: Mapping[str, Review], ruleset: Ruleset) -> str:
    person = content.human(standing, name)
    level = content.level_words(assessment.constructs[name].level)
    return f"{content.names(ruleset)[name]}: {level}{f' (gjennomgang: {person})' if person else ''}"


def _gap(gap: content.Gap, assessment: Assessment) -> str:
    lines = [f"Ikke funnet: {gap.name}.", f"{'Nærmest her. ' if gap.nearest else ''}{gap.lacks}"]
    if gap.advice:
        clause = content.clause(gap.advice, assessment.document.language)
        lines.append(f"Forslag til tekst (under «{gap.advice.heading}»): {clause}")
    return "\n".join(lines)


def summary(assessment: Assessment, standing: Mapping[str, Review], ruleset: Ruleset) -> str:
    """The levels, and what was found nowhere near: the comment on the first page."""
    heads = [_head(name, assessment, standing, ruleset) for name in content.names(ruleset)]
    nowhere = [
        f"{label}\n{_gap(gap, assessment)}"
        for name, label in content.names(ruleset).items()
        for gap in content.gaps(assessment, name, ruleset)
        if not gap.nearest and assessment.constructs[name].level != 3
    ]
    return "\n\n".join(("\n".join(heads), *nowhere, content.METHOD[1]))


def _written(data: bytes, frames: Sequence[Frame], wanted: Marking) -> bytes:
    from pypdf import PdfWriter

    reader = _opened(data)
    if len(reader.pages) != len(frames):
        raise ValueError("two readers see different pages")
    writer = PdfWriter(clone_from=reader)
    for page in writer.pages:
        _own_list(page)
    for number, note in enumerate(wanted.notes, 1):
        for at in dict.fromkeys(at for at, _ in note.boxes):
            boxes = [box for where, box in note.boxes if where == at]
            mark = _mark(note, boxes, frames[at - 1], f"avtaleanalyse-{number}-{at}", wanted.made)
            writer.add_annotation(at - 1, mark)
    writer.add_annotation(0, _sticky(wanted.about, frames[0], wanted.made))
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def _own_list(page: DictionaryObject) -> None:
    """Give the page a list of annotations of its own: some files have none, or one that several pages share."""
    from pypdf.generic import ArrayObject

    held = page.get("/Annots")
    there = held.get_object() if held is not None else None
    page[_name("/Annots")] = ArrayObject(there if isinstance(there, ArrayObject) else ())


def _opened(data: bytes) -> PdfReader:
    from pypdf import PasswordType, PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise AnnotationError("PDF-en er beskyttet med passord. Be om en åpen utgave, og prøv igjen.")
    return reader


def _mark(note: Note, boxes: Sequence[Rectangle], frame: Frame, name: str, made: datetime) -> DictionaryObject:
    """A highlight over what was found; a line under what came nearest."""
    from pypdf.generic import ArrayObject, FloatObject

    quads = [_quad(box, frame) for box in boxes]
    kind = "/Highlight" if note.found else "/Underline"
    colours = paint(note.level)
    colour = _mixed(_rgb(colours.paper), _rgb(colours.ink)) if note.found else _rgb(colours.ink)
    points = [value for quad in quads for corner in quad for value in corner]
    rectangle = _around(points, _LINE)
    mark = _annotation(kind, rectangle, note.text, name, made)
    mark.update({
        _name("/QuadPoints"): ArrayObject(map(FloatObject, points)),
        _name("/C"): ArrayObject(map(FloatObject, colour)),
        _name("/AP"): _dictionary({"/N": _look(quads, colour, rectangle, note.found)}),
    })
    return mark


Quad = tuple[tuple[float, float], ...]
"""Upper left, upper right, lower left, lower right as a reader sees them, in the page's own coordinates."""


def _quad(box: Rectangle, frame: Frame) -> Quad:
    x0, top, x1, bottom = box
    return tuple(frame.back(x, y) for x, y in ((x0, top), (x1, top), (x0, bottom), (x1, bottom)))


def _around(points: Sequence[float], margin: float) -> tuple[float, ...]:
    across, up = points[0::2], points[1::2]
    return min(across) - margin, min(up) - margin, max(across) + margin, max(up) + margin


def _look(quads: Sequence[Quad], colour: Colour, rectangle: tuple[float, ...], filled: bool) -> Any:
    """How the mark is drawn, for readers that do not draw it themselves; the words stay readable through it."""
    from pypdf.generic import ArrayObject, FloatObject, StreamObject

    shade = " ".join(f"{part:.3f}" for part in colour)
    orders = [f"/G gs {shade} {'rg' if filled else 'RG'} {_LINE} w"]
    for one, two, three, four in quads:
        path = (one, two, four, three) if filled else (three, four)
        steps = [f"{x:.2f} {y:.2f} {'l' if index else 'm'}" for index, (x, y) in enumerate(path)]
        orders.append(f"{' '.join(steps)} {'h f' if filled else 'S'}")
    look = StreamObject()
    look.set_data("\n".join(orders).encode())
    look.update({
        _name("/Type"): _name("/XObject"),
        _name("/Subtype"): _name("/Form"),
        _name("/BBox"): ArrayObject(map(FloatObject, rectangle)),
        _name("/Resources"): _dictionary({
            "/ExtGState": _dictionary({"/G": _dictionary({"/BM": _name("/Multiply" if filled else "/Normal")})})
        }),
    })
    return look


def _sticky(text: str, frame: Frame, made: datetime) -> DictionaryObject:
    """A comment in the upper left corner of the first page."""
    corners = [frame.back(12, 12), frame.back(32, 32)]
    note = _annotation("/Text", _around([value for corner in corners for value in corner], 0), text, AUTHOR, made)
    note[_name("/Name")] = _name("/Comment")
    return note


def _annotation(
    kind: str, rectangle: tuple[float, ...], text: str, name: str, made: datetime
) -> DictionaryObject:
    from pypdf.generic import ArrayObject, FloatObject, NumberObject, TextStringObject

    moment = TextStringObject(made.astimezone(content.OSLO).strftime("D:%Y%m%d%H%M%S%z")[:-2] + "'00'")
    return _dictionary({
        "/Type": _name("/Annot"),
        "/Subtype": _name(kind),
        "/Rect": ArrayObject(map(FloatObject, rectangle)),
        "/Contents": TextStringObject(clean(text)),
        "/T": TextStringObject(AUTHOR),
        "/NM": TextStringObject(name),
        "/M": moment,
        "/CreationDate": moment,
        "/F": NumberObject(4),
    })


def _dictionary(entries: Mapping[str, Any]) -> DictionaryObject:
    from pypdf.generic import DictionaryObject

    return DictionaryObject({_name(key): value for key, value in entries.items()})


def _name(text: str) -> Any:
    from pypdf.generic import NameObject

    return NameObject(text)


def _rgb(colour: str) -> Colour:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _mixed(paper: Colour, ink: Colour) -> Colour:
    red, green, blue = (one * (1 - _STRONGER) + other * _STRONGER for one, other in zip(paper, ink, strict=True))
    return red, green, blue
