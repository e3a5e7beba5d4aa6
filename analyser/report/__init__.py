"""The kartlegging report: one content, written as DOCX, HTML and XLSX."""

from __future__ import annotations

from pathlib import Path

from analyser.report.model import Report

NAME, FOLDER = "kartlegging", "rapport"
"""What the files are called, and the folder beside the data where they are put."""


def write(report: Report, folder: Path) -> tuple[Path, ...]:
    """Write the report in all three forms; gives the paths."""
    from analyser.report import sheets, web, word

    folder.mkdir(parents=True, exist_ok=True)
    contents = {"docx": word.docx(report), "html": web.html(report).encode("utf-8"), "xlsx": sheets.xlsx(report)}
    for ending, content in contents.items():
        (folder / f"{NAME}.{ending}").write_bytes(content)
    return tuple(folder / f"{NAME}.{ending}" for ending in contents)
