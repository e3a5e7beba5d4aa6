"""A table of agreements, findings or duties as XLSX and CSV, as Norwegian Excel opens them."""

from __future__ import annotations

import csv as text
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from analyser.cells import plain
from analyser.export import sheets

if TYPE_CHECKING:
    from pandas import DataFrame


def xlsx(frame: DataFrame, title: str) -> bytes:
    """One sheet, named by the title."""
    book = sheets.workbook(title)
    sheets.add(book, _sheet_name(title), [str(name) for name in frame.columns], _rows(frame))
    return sheets.saved(book)


def csv(frame: DataFrame) -> bytes:
    """Semicolons, decimal commas and a byte order mark, which is what Norwegian Excel takes for granted."""
    held = io.StringIO()
    writer = text.writer(held, delimiter=";", lineterminator="\r\n")
    writer.writerow(plain(str(name)) for name in frame.columns)
    writer.writerows(map(_written, row) for row in _rows(frame))
    return held.getvalue().encode("utf-8-sig")


def _written(value: Any) -> str:
    if isinstance(value, str):
        return plain(value)
    return "" if value is None else str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _sheet_name(title: str) -> str:
    """What Excel accepts as the name of a sheet."""
    return "".join(char for char in title if char not in "[]:*?/\\'" and char.isprintable())[:31].strip() or "Tabell"


def _rows(frame: DataFrame) -> Iterator[list[Any]]:
    """The rows as plain values: lists joined, truth in words, nothing where there is nothing."""
    for row in frame.itertuples(index=False, name=None):
        yield [_value(one) for one in row]


def _value(value: Any) -> Any:
    import pandas as pd

    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(map(str, value))
    if value is None or pd.isna(value):
        return None
    if hasattr(value, "item"):  # a number of numpy's own
        value = value.item()
    if isinstance(value, pd.Timestamp):
        return value.tz_localize(None).to_pydatetime()
    return ("ja" if value else "nei") if isinstance(value, bool) else value
