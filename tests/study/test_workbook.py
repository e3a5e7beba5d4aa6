"""The coding workbook: what is locked, what can be chosen, and that what a coder fills in is read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from analyser.engine import default_ruleset
from analyser.levels import CONSTRUCTS
from analyser.study import workbook
from analyser.study.sample import draw
from analyser.study.workbook import CHOICES, SHEET, WorkbookError

from .material import record

LEVEL = len(workbook.LOCKED) + 1


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "koder-a.xlsx"
    workbook.write(draw([record(1), record(2)], 2, 1), default_ruleset().criteria, 1, path)
    return path


def fill(path: Path, *levels: str) -> None:
    """Write levels into the first lines, as a coder would."""
    opened = load_workbook(path)
    for line, level in enumerate(levels, 2):
        opened[SHEET].cell(line, LEVEL).value = level
    opened.save(path)


def test_there_is_a_line_for_each_agreement_and_construct(book: Path) -> None:
    sheet = load_workbook(book)[SHEET]
    assert sheet.max_row == 1 + 2 * len(CONSTRUCTS)
    assert sheet.cell(2, 2).value in {"avtale-1.pdf", "avtale-2.pdf"}


def test_only_the_coders_cells_can_be_written_in(book: Path) -> None:
    opened = load_workbook(book)
    assert all(sheet.protection.sheet for sheet in opened)
    sheet = opened[SHEET]
    unlocked = {cell.column for cell in sheet[2] if not cell.protection.locked}
    assert unlocked == set(range(LEVEL, LEVEL + len(workbook.OPEN)))


def test_levels_are_chosen_from_the_codebooks_list(book: Path) -> None:
    rules = load_workbook(book)[SHEET].data_validations.dataValidation
    choices = {rule.formula1: str(rule.sqref) for rule in rules}
    assert choices[f'"{",".join(CHOICES)}"'] == f"G2:G{1 + 2 * len(CONSTRUCTS)}"
    assert sum("ja,nei" in formula for formula in choices) >= 1
    assert all(len(formula) <= 255 for formula in choices), "longer lists do not open in a spreadsheet"


def test_the_machines_levels_are_not_in_the_workbook(tmp_path: Path) -> None:
    """Coders who see the machine's level agree with it."""
    books = []
    for level in (0, 3):
        path = tmp_path / f"{level}.xlsx"
        drawn = draw([record(1, **dict.fromkeys(CONSTRUCTS, level))], 1, 1)
        workbook.write(drawn, default_ruleset().criteria, 1, path)
        books.append([[cell.value for row in sheet for cell in row] for sheet in load_workbook(path)])
    assert books[0] == books[1]


def test_what_a_coder_fills_in_is_read_back(book: Path) -> None:
    fill(book, CHOICES[2], CHOICES[4], "3")
    coding = workbook.read(book)
    assert coding.coder == "koder-a"
    assert list(coding.levels.values()) == [2, None, 3]
    assert coding.unfilled == 2 * len(CONSTRUCTS) - 3
    assert set(coding.files.values()) == {"avtale-1.pdf", "avtale-2.pdf"}


def test_a_level_outside_the_list_is_named_with_its_row(book: Path) -> None:
    fill(book, CHOICES[0], "fire")
    with pytest.raises(WorkbookError, match=r"koder-a\.xlsx, rad 3: «fire» er ikke et nivå"):
        workbook.read(book)


def test_a_file_that_is_no_workbook_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("ikke et regneark")
    with pytest.raises(WorkbookError, match="kan ikke leses som en Excel-fil"):
        workbook.read(path)


def test_another_workbook_says_which_sheet_is_missing(tmp_path: Path) -> None:
    from openpyxl import Workbook

    path = tmp_path / "a.xlsx"
    Workbook().save(path)
    with pytest.raises(WorkbookError, match="mangler arket «Koding»"):
        workbook.read(path)


def test_a_title_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    from dataclasses import replace

    one = record(1)
    one = replace(one, document=replace(one.document, title='=HYPERLINK("http://x")'))
    path = tmp_path / "a.xlsx"
    workbook.write(draw([one], 1, 1), default_ruleset().criteria, 1, path)
    cell = load_workbook(path)[SHEET].cell(2, 3)
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x")')
