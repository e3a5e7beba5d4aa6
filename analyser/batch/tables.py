"""Records as tables on disk, Parquet and CSV, a hundred agreements at a time: the same records, the same bytes."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from functools import lru_cache
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from analyser.assessment import Failure, Record
from analyser.cells import plain
from analyser.corpus import frames

if TYPE_CHECKING:
    from pandas import DataFrame

    Frame = Callable[[Iterable[Record]], DataFrame]

TABLES: Mapping[str, tuple[Frame, Mapping[str, str]]] = {
    "agreements": (frames.agreements, frames.AGREEMENT),
    "findings": (frames.findings, frames.FINDING),
    "duties": (frames.duties, frames.DUTY),
}
"""Name of the files -> the table of some records, and its columns."""
FAILURE = ("file", "sha256", "kind", "message")
FILES = (*(f"{name}.{ending}" for name in TABLES for ending in ("parquet", "csv")), "failures.csv")
"""Every file that is written."""
_AT_A_TIME = 100


class Rows(Protocol):
    """What `csv.writer` gives."""

    def writerow(self, row: Iterable[Any], /) -> Any:
        """Write one line."""

    def writerows(self, rows: Iterable[Iterable[Any]], /) -> None:
        """Write many."""


class Tables:
    """Writes all tables of a run into a folder; use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._open, self._waiting = folder, ExitStack(), list[Record]()
        self._tables = [_Table(self._open, folder, name) for name in TABLES]
        self._failures = _csv(self._open, folder / "failures.csv", FAILURE)

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, *_: object) -> None:
        self._write()
        self._open.close()

    def add(self, record: Record) -> None:
        """Put one record into the tables."""
        if isinstance(record, Failure):
            found = (record.file, record.sha256, record.error.kind, record.error.message)
            self._failures.writerow(map(_text, found))
        else:
            self._waiting.append(record)
            if len(self._waiting) == _AT_A_TIME:
                self._write()

    def _write(self) -> None:
        for table in self._tables:
            table.add(self._waiting)
        self._waiting.clear()


class _Table:
    """One table, as Parquet and as CSV."""

    def __init__(self, files: ExitStack, folder: Path, name: str) -> None:
        parquet = import_module("pyarrow.parquet")
        self._frame, columns = TABLES[name]
        self._schema, self._cells = _schema(columns), [_CELLS[kind] for kind in columns.values()]
        self._parquet = files.enter_context(parquet.ParquetWriter(folder / f"{name}.parquet", self._schema))
        self._csv = _csv(files, folder / f"{name}.csv", columns)

    def add(self, records: Iterable[Record]) -> None:
        table = _arrow().Table.from_pandas(self._frame(records), self._schema, preserve_index=False)
        if len(table):
            self._parquet.write_table(table.replace_schema_metadata(None))
        columns = zip(self._cells, table.columns, strict=True)
        self._csv.writerows(zip(*(map(cell, column.to_pylist()) for cell, column in columns), strict=True))


def _arrow() -> Any:
    return import_module("pyarrow")  # which has no types


def _schema(columns: Mapping[str, str]) -> Any:
    pa = _arrow()
    kinds = {
        frames.TEXT: pa.string(), frames.TRUTH: pa.bool_(), frames.NUMBER: pa.int64(), frames.ANY: pa.list_(pa.string())
    }
    return pa.schema([(name, kinds[kind]) for name, kind in columns.items()])


def _csv(files: ExitStack, path: Path, columns: Iterable[str]) -> Rows:
    """For Norwegian spreadsheets: semicolons, and a mark that says UTF-8."""
    out: TextIOWrapper = files.enter_context(path.open("w", encoding="utf-8-sig", newline="", errors="replace"))
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    return writer


@lru_cache(maxsize=4096)
def _text(value: str | None) -> str | None:
    """Text that no spreadsheet takes for a formula; most of it comes again and again."""
    return value if value is None else plain(value)


_CELLS: Mapping[str, Callable[[Any], Any]] = {
    frames.TEXT: _text,
    frames.TRUTH: lambda value: "ja" if value else "nei",
    frames.NUMBER: lambda value: value,
    frames.ANY: lambda value: _text(", ".join(value)),
}
"""Kind of a column -> what stands in its cells."""
