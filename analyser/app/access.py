"""Who uses the app, and what they may see and change: the list of users, and the one way in through it."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, model_validator

from analyser.errors import AnalyserError, RuleFault
from analyser.registry import fellesskap
from analyser.store import NATIONAL
from analyser.yamlfile import YamlFile, read_model

USERS = "ANALYSER_USERS"


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

    def sees(self, belongs_to: Collection[str]) -> bool:
        """Whether an agreement of these helsefellesskap is theirs to see."""
        return self.fellesskap is None or self.fellesskap in belongs_to

    def review_of(self, construct: str) -> str:
        """What `Store.save_review` and `standing` shall call the construct in reviews by this user."""
        return NATIONAL + construct if self.national else construct


LOCAL = User("lokal", "Lokal bruker")
"""Whoever sits at a machine where sign-in is not configured."""


class NotAdmitted(AnalyserError):
    """Someone who may not come in; `key` is the text in the catalogue that tells them why."""

    kind = "ingen_tilgang"

    def __init__(self, key: str, log: str = "") -> None:
        super().__init__(log or key)
        self.key = key


class UserListError(AnalyserError):
    """A list of users that cannot be used; carries every fault found."""

    kind = "brukerliste"

    def __init__(self, faults: Collection[RuleFault]) -> None:
        super().__init__("\n".join(map(str, faults)))


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    navn: str
    helsefellesskap: str | None = None
    nasjonal: bool = False

    @model_validator(mode="after")
    def _one_place(self) -> _Entry:
        if self.nasjonal == bool(self.helsefellesskap):
            raise ValueError("må ha enten helsefellesskap eller nasjonal: true, og ikke begge")
        if self.helsefellesskap and self.helsefellesskap not in fellesskap():
            raise ValueError(
                f"helsefellesskap «{self.helsefellesskap}» finnes ikke – tillatt er {', '.join(fellesskap())}"
            )
        return self


class _List(BaseModel):
    model_config = ConfigDict(extra="forbid")

    brukere: dict[str, _Entry]


def users(path: Path) -> Mapping[str, User]:
    """The people on the list, by address in lower case; raises UserListError with every fault."""
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        stamp = 0
    return _users(path, stamp)


@lru_cache(maxsize=4)
def _users(path: Path, stamp: int) -> Mapping[str, User]:
    """Read anew when the file has changed, so that whoever is taken off the list is out at once."""
    file = YamlFile(path, str(path))
    found = read_model(file, _List)
    people: dict[str, User] = {}
    for address, one in (found.brukere if found else {}).items():
        known = address.strip().lower()
        if "@" not in known or known in people:
            file.fault(("brukere", address), "må være en e-postadresse, og stå én gang")
        people[known] = User(known, one.navn, one.helsefellesskap, one.nasjonal)
    if file.faults:
        raise UserListError(file.faults)
    return people


def user_list() -> Path | None:
    """The file that ANALYSER_USERS names."""
    named = os.environ.get(USERS, "").strip()
    return Path(named) if named else None


def admitted(claims: Mapping[str, object]) -> User:
    """The listed user whom the provider vouches for; raises NotAdmitted for everyone else."""
    path = user_list()
    if path is None:
        raise NotAdmitted("innlogging.uten_liste", f"{USERS} er ikke satt, så ingen slipper inn.")
    try:
        listed = users(path)
    except UserListError as error:
        raise NotAdmitted("innlogging.feil_i_liste", str(error)) from error
    if claims.get("email_verified") is not True:
        raise NotAdmitted("innlogging.ikke_bekreftet")
    user = listed.get(str(claims.get("email") or "").strip().lower())
    if user is None:
        raise NotAdmitted("innlogging.ikke_paa_lista")
    return user
