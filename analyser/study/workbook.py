"""The coding workbook: one line per agreement and construct, drop-downs for the codebook's choices, the rest locked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analyser.assessment import LEVELS
from analyser.cells import put
from analyser.errors import AnalyserError
from analyser.rulemodels import Criteria
from analyser.study.sample import Drawn

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

CHOICES = (*(f"{number} {name}" for number, name in enumerate(LEVELS)), "kan ikke avgjøres")
YES_NO = ("ja", "nei")
LOCKED = {"Nr.": 6, "Fil": 34, "Avtale": 44, "Parter": 36, "Kriterium": 22, "Spørsmål": 40}
OPEN = {
    "Nivå": 20, "Ved henvisning": 14, "Uttrykkelig ikke avtalt": 14, "Avgjørende setninger": 60, "Side": 8,
    "Kommentar": 40,
}
HIDDEN = ("sha256", "kriterium-id")
SHEET = "Koding"
_GUIDE = (
    "Les hele avtalen før du koder den. Følg kodeboken: nivå 0–3 for hvert kriterium, ut fra det som står i avtalen.",
    "Velg nivå i nedtrekkslisten. Bruk «kan ikke avgjøres» bare når sider mangler eller ikke kan leses.",
    "«Ved henvisning»: kjernen er overlatt til en annen avtale. «Uttrykkelig ikke avtalt»: teksten sier at noe ikke "
    "er avtalt.",
    "Skriv av de avgjørende setningene og siden de står på. Kod alene, og snakk ikke med andre kodere underveis.",
    "Maskinens nivåer står ikke i denne filen. Gule celler fylles ut; resten er låst.",
)


class WorkbookError(AnalyserError):
    """A coding workbook that cannot be read."""

    kind = "kodefeil"


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coder filled in: name (of the file), and levels by (sha256, construct); None: cannot be decided."""

    coder: str
    levels: dict[tuple[str, str], int | None]
    files: dict[str, str]
    """File name of each sha256."""
    unfilled: int


def write(drawn: Sequence[Drawn], criteria: Criteria, seed: int, target: Path) -> None:
    """Write the workbook for coders."""
    from openpyxl import Workbook

    book = Workbook()
    guide = book.active
    assert guide is not None
    guide.title = "Veiledning"
    _guide(book, seed, len(drawn))
    _coding(book.create_sheet(SHEET), drawn, criteria)
    _codebook(book.create_sheet("Kriterier"), criteria)
    book.active = 1
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


def _guide(book: Workbook, seed: int, count: int) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book["Veiledning"]
    sheet.append([f"Koding av {count} avtaler"])
    sheet["A1"].font = Font(bold=True, size=14)
    for line in (*_GUIDE, f"Utvalget er trukket tilfeldig innen tema, region og nivå (frø {seed})."):
        sheet.append([line])
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 110
    sheet.protection.enable()


def _coding(sheet: Worksheet, drawn: Sequence[Drawn], criteria: Criteria) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.append([*LOCKED, *OPEN, *HIDDEN])
    for line, row in enumerate(_rows(drawn, criteria), 2):
        for column, value in enumerate(row, 1):
            put(sheet, line, column, value)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    _widths(sheet)
    _open(sheet, sheet.max_row)
    sheet.freeze_panes = "C2"
    sheet.protection.enable()


def _rows(drawn: Sequence[Drawn], criteria: Criteria) -> Iterator[tuple[str | int | None, ...]]:
    empty = (None,) * len(OPEN)
    for number, one in enumerate(drawn, 1):
        for name, criterion in criteria.constructs.items():
            about = (number, one.file, one.title, one.parties, criterion.name, criterion.question)
            yield (*about, *empty, one.sha256, name)


def _widths(sheet: Worksheet) -> None:
    from openpyxl.utils import get_column_letter

    for number, width in enumerate((*LOCKED.values(), *OPEN.values()), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number in range(len(LOCKED) + len(OPEN) + 1, len(LOCKED) + len(OPEN) + len(HIDDEN) + 1):
        sheet.column_dimensions[get_column_letter(number)].hidden = True


def _open(sheet: Worksheet, last: int) -> None:
    """Unlock and colour what coders fill in, with drop-downs where the codebook gives the choices."""
    from openpyxl.styles import PatternFill, Protection
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    first = len(LOCKED) + 1
    for cells in sheet.iter_rows(min_row=2, min_col=first, max_col=first + len(OPEN) - 1):
        for cell in cells:
            cell.protection = Protection(locked=False)
            cell.fill = PatternFill("solid", "FFF9DB")
    for offset, choices in ((0, CHOICES), (1, YES_NO), (2, YES_NO)):
        rule = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = "Velg fra listen", f"Velg ett av: {', '.join(choices)}."
        letter = get_column_letter(first + offset)
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)


def _codebook(sheet: Worksheet, criteria: Criteria) -> None:
    """Elements and levels of every construct, to have at hand while coding."""
    from openpyxl.styles import Alignment, Font

    sheet.append(["Kriterium", "Element eller nivå", "Innhold"])
    for criterion in criteria.constructs.values():
        for name in criterion.shown:
            sheet.append([criterion.name, f"element {name}", criterion.elements[name].name])
        for level, reason in sorted(criterion.reasons.items()):
            sheet.append([criterion.name, f"nivå {level}", reason])
    for letter, width in zip("ABC", (24, 20, 110), strict=True):
        sheet.column_dimensions[letter].width = width
        sheet[f"{letter}1"].font = Font(bold=True)
    for cells in sheet.iter_rows(min_row=2, min_col=3, max_col=3):
        cells[0].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.protection.enable()


def read(path: Path) -> Coding:
    """Read what a coder filled in; raises WorkbookError with every faulty cell named."""
    levels: dict[tuple[str, str], int | None] = {}
    files: dict[str, str] = {}
    faults: list[str] = []
    unfilled = 0
    for line, row in _lines(path):
        said = str(row["Nivå"] or "").strip()
        key = (str(row["sha256"]), str(row["kriterium-id"]))
        files[key[0]] = str(row["Fil"])
        if not said:
            unfilled += 1
        elif said in CHOICES or said in "0123":
            levels[key] = int(said[0]) if said[0].isdigit() else None
        else:
            faults.append(f"{path.name}, rad {line}: «{said}» er ikke et nivå – velg ett av: {', '.join(CHOICES)}.")
    if faults:
        raise WorkbookError("\n".join(faults))
    return Coding(path.stem, levels, files, unfilled)


def _lines(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise WorkbookError(f"{path}: kan ikke leses som en Excel-fil. Lagre den som .xlsx og prøv igjen.") from error
    if SHEET not in book.sheetnames:
        raise WorkbookError(f"{path}: mangler arket «{SHEET}». Bruk arbeidsboken fra analyser sample.")
    rows = book[SHEET].iter_rows(values_only=True)
    names = [str(name) for name in next(rows, ())]
    if missing := [name for name in ("Fil", "Nivå", *HIDDEN) if name not in names]:
        raise WorkbookError(f"{path}: arket «{SHEET}» mangler kolonnen «{missing[0]}». Kolonnene må stå som de var.")
    for line, cells in enumerate(rows, 2):
        row: dict[str, object] = dict(zip(names, cells, strict=False))
        if row["sha256"]:
            yield line, row
