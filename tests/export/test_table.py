"""Tables as XLSX and CSV: Norwegian Excel opens them, and no text is a formula."""

from __future__ import annotations

import csv
import io

import pandas as pd
from openpyxl import load_workbook

from analyser.corpus.frames import agreements
from analyser.export import table
from export.samples import agreement, nasty

FRAME = pd.DataFrame({
    "=Navn": ["=1+1", "Bø; kommune", 'sa "ja"'],
    "Tall": pd.array([-3, None, 2], dtype="Int64"),
    "Andel": [0.5, None, -1.25],
    "Liste": [["a", "b"], [], ["c"]],
    "Ferdig": [True, False, True],
    "Dato": [pd.Timestamp("2024-03-01"), pd.NaT, pd.Timestamp("2025-01-01")],
})


def test_csv_as_norwegian_excel_opens_it() -> None:
    data = table.csv(FRAME)
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert text.endswith("\r\n")
    head, first, second, third = csv.reader(io.StringIO(text), delimiter=";")
    assert head == ["'=Navn", "Tall", "Andel", "Liste", "Ferdig", "Dato"]
    assert first == ["'=1+1", "-3", "0,5", "a, b", "ja", "2024-03-01 00:00:00"]
    assert second == ["Bø; kommune", "", "", "", "nei", ""]
    assert third[:3] == ['sa "ja"', "2", "-1,25"]


def test_xlsx_keeps_numbers_as_numbers_and_text_as_text() -> None:
    sheet = load_workbook(io.BytesIO(table.xlsx(FRAME, "Avtaler: 1/2"))).worksheets[0]
    assert sheet.title == "Avtaler 12"
    head, first, second, _ = sheet.iter_rows(values_only=True)
    assert head[0] == "=Navn"
    assert first[:5] == ("=1+1", -3, 0.5, "a, b", "ja")
    assert second[1:4] == (None, None, None)
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert sheet.freeze_panes == "A2"


def test_the_table_of_agreements_goes_through() -> None:
    frame = agreements([agreement(), nasty()])
    assert len(table.csv(frame).decode("utf-8-sig").splitlines()) == 3
    assert load_workbook(io.BytesIO(table.xlsx(frame, ""))).sheetnames == ["Tabell"]


def test_a_table_without_rows_has_its_headings() -> None:
    assert table.csv(FRAME.iloc[:0]).decode("utf-8-sig") == "'=Navn;Tall;Andel;Liste;Ferdig;Dato\r\n"
