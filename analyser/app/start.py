"""`analyser app`: the agreements that are named are judged into the store, then the server takes over."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

from analyser.app.access import LOCAL, user_list, users
from analyser.app.intake import Outcome, take
from analyser.pool import Pool, cores
from analyser.store import Store


def check() -> None:
    """See that the list of users, where there is one, can be used; raises UserListError."""
    if path := user_list():
        users(path)


def taken(files: Sequence[Path]) -> Iterator[Outcome]:
    """Take the files in, side by side, in the order given; those that are known already cost nothing."""
    store = Store.open()
    with Pool() as pool, ThreadPoolExecutor(cores()) as threads:
        yield from threads.map(lambda path: _taken(store, pool, path), files)
    store.close()


def _taken(store: Store, pool: Pool, path: Path) -> Outcome:
    if path.is_dir():
        return Outcome(str(path), "refused", "", "Mappen inneholder ingen PDF-filer.")
    try:
        content = path.read_bytes()
    except OSError as error:
        return Outcome(str(path), "refused", "", f"Filen kan ikke åpnes: {error.strerror}.")
    return take(store, pool, path.name, content, LOCAL.address)


def door() -> Path:
    """The script that Streamlit runs: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "data" / "streamlit_app.py"
    return inside if inside.is_file() else package.parent / "streamlit_app.py"


def serve() -> NoReturn:
    """Become the server; its settings stand in .streamlit/config.toml beside the script."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", str(door())])
