"""A small folder of agreements, a cache of its own, and the run that everything is compared with."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import AGREEMENTS

from analyser.batch import Order, run
from analyser.batch.results import RUN

NAMES = (
    "delavtale-5-ansvarstabell", "mal-delavtale-6-nynorsk", "tenesteavtale-2-etne", "tjenesteavtale-2-indre-finnmark",
    "delavtale-10-to-spalter",
)
DAY = date(2026, 3, 1)


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Nothing that is kept on this machine counts, and nothing is left there."""
    folder, before = tmp_path_factory.mktemp("cache"), os.environ.get("ANALYSER_CACHE")
    os.environ["ANALYSER_CACHE"] = str(folder)
    yield folder
    del os.environ["ANALYSER_CACHE"]
    if before is not None:
        os.environ["ANALYSER_CACHE"] = before


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Agreements in folders, one of them twice, and files that cannot be judged."""
    made = tmp_path_factory.mktemp("avtaler")
    (made / "fonna").mkdir()
    for name in NAMES:
        shutil.copy(AGREEMENTS / f"{name}.pdf", made / ("fonna" if "etne" in name else "") / f"{name}.pdf")
    shutil.copy(made / "delavtale-5-ansvarstabell.pdf", made / "=kopi av Ås.PDF")
    (made / "tom.pdf").touch()
    (made / "nettside.pdf").write_text("<!DOCTYPE html><html>Borte; eller\n\"flyttet\"</html>", encoding="utf-8")
    (made / "notat.txt").write_text("ikke med", encoding="utf-8")
    return made


@pytest.fixture(scope="session")
def whole(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a run that nothing disturbed."""
    out = tmp_path_factory.mktemp("ut")
    run(Order(folder, out, day=DAY, workers=2))
    return out


def data(out: Path) -> dict[str, bytes]:
    """Every file that must be the same each time."""
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.name != RUN}


def told(out: Path) -> dict[str, object]:
    """How the run went."""
    return dict(json.loads((out / RUN).read_text(encoding="utf-8")))


def stopping_at(count: int, how: Callable[[], None]) -> Callable[[int, int], None]:
    """Does something once so many files are done."""

    def shown(done: int, total: int) -> None:
        if done == count:
            how()

    return shown
