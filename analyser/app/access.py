"""Who uses the app, and what they may see and change."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class User:
    """A person at the app: an address to sign with, a name, and the helsefellesskap they belong to."""

    address: str
    name: str
    fellesskap: str | None = None
    """Id of the helsefellesskap whose agreements they see and edit; None: all."""
    national: bool = False
    """NK LMH: sees everything, and changes nothing but its own reviews."""

    @property
    def may_upload(self) -> bool:
        """Whether agreements may be added or archived."""
        return not self.national


LOCAL = User("lokal", "Lokal bruker")
"""Whoever sits at a machine where sign-in is not configured."""
