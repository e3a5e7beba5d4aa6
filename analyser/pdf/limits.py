"""How much one file may ask for, in one place: its size, and the time and memory a worker may spend on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at most; an agreement has 3–40 pages of some 3,000 characters and less than 10 MB."""

    bytes: int = 100_000_000
    pages: int = 500
    characters_per_page: int = 50_000
    """Characters beyond this are left unread, and a warning says so."""
    objects_per_page: int = 20_000
    """Drawn objects that are looked at for ruling lines."""
    seconds: int = 120
    """On the clock, and of processor time, for one file in a worker; an agreement takes about 0.1."""
    memory: int = 1_500_000_000
    """Bytes a worker may hold, the program itself (some 360 MB) included."""
    ocr_seconds: int = 80
    """For reading the scanned pages of one file, 1–4 each; what there is no time for is read the next time."""
    ocr_page_seconds: int = 30


DEFAULT = Limits()
