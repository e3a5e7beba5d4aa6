"""Municipalities, trusts and helsefellesskap: from any written form to the entity it names, then and now."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Literal, cast, get_args

SamiArea = Literal["nord", "lule", "sor", "none"]
EntityKind = Literal["kommune", "helseforetak", "sykehus", "rhf"]
UNDECOMPOSED = str.maketrans("æøđŋŧÆØĐŊŦ", "eodnteodnt")
LEGAL_FORM = re.compile(r"\s+(?:HF|RHF|AS|Stiftelse)$")
LEGAL_FORMS = ("hf", "helseforetak", "helseforetaket", "foretak")


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of today (SSB KLASS 131) with its trust area and Sámi language area."""

    number: str
    name: str
    parallel_names: tuple[str, ...]
    county: str
    trust_id: str
    fellesskap_id: str
    sami_area: SamiArea


@dataclass(frozen=True, slots=True)
class Trust:
    """A health trust, or a private hospital with area duty, of today."""

    id: str
    name: str
    short_names: tuple[str, ...]
    kind: EntityKind
    rhf: str
    sami_names: tuple[str, ...]
    orgnr: str


@dataclass(frozen=True, slots=True)
class Fellesskap:
    """One of the 19 helsefellesskap and the trusts in it."""

    id: str
    name: str
    trust_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """What a written name stands for: its registry form and today's bearers (several: used twice, or split)."""

    kind: EntityKind
    name: str
    today: tuple[tuple[str, str], ...]
    """(id, name) of each entity of today the name may lead to."""
    ceased: int | None = None
    """The year the name went out of use; None when it is in use, 0 when the year is not known."""


def fold(text: str) -> str:
    """Lower case without marks, æøå as e, o, a; never changes the length, so offsets hold (codebook G7)."""
    return "".join(map(_folded, text))


@cache
def _folded(char: str) -> str:
    return unicodedata.normalize("NFD", char.translate(UNDECOMPOSED).lower())[0]


def key(written: str) -> str:
    """The look-up form of a name: folded words with single spaces, nynorsk hospital words as bokmål."""
    words = re.findall(r"\w+", fold(written))
    return " ".join(word.replace("sjukehus", "sykehus").replace("noreg", "norge") for word in words)


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(StringIO((files(__package__) / f"{name}.csv").read_text(encoding="utf-8")))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@cache
def municipalities() -> Mapping[str, Municipality]:
    """Today's municipalities by number."""
    return {
        row["kommunenummer"]: Municipality(
            row["kommunenummer"], row["name"], _split(row["official_parallel_names"]), row["county"],
            row["helseforetak_id"], row["helsefellesskap_id"], _area(row["samisk_forvaltningsomrade"]),
        )
        for row in _rows("municipalities")
    }


def _area(cell: str) -> SamiArea:
    return cast(SamiArea, cell) if cell in get_args(SamiArea) else "none"


@cache
def trusts() -> Mapping[str, Trust]:
    """Today's trusts and private hospitals by id."""
    return {
        row["id"]: Trust(
            row["id"], row["name"], _split(row["short_names"]), "helseforetak" if row["type"] == "HF" else "sykehus",
            row["rhf"], _split(row["sami_name"]), row["orgnr"],
        )
        for row in _rows("health_trusts")
    }


@cache
def fellesskap() -> Mapping[str, Fellesskap]:
    """The helsefellesskap by id."""
    return {
        row["id"]: Fellesskap(row["id"], row["name"], _split(row["health_trust_ids"]))
        for row in _rows("helsefellesskap")
    }


@cache
def sami_trusts() -> frozenset[str]:
    """Trusts that serve a municipality in the Sámi language administrative area (codebook, samisk)."""
    return frozenset(m.trust_id for m in municipalities().values() if m.sami_area != "none")


@cache
def counties() -> Mapping[str, str]:
    """Names of counties no longer in use, with today's county."""
    return {row["name"]: row["today"] for row in _rows("former_counties")}


@cache
def municipality_names() -> Mapping[str, Entity]:
    """Every name a municipality has or had since 2012, and its Sámi and Kven forms, by `key`."""
    today: dict[str, dict[str, str]] = {}
    ceased: dict[str, int] = {}
    for place in municipalities().values():
        today.setdefault(place.name, {})[place.number] = place.name
    current = frozenset(today)
    for row in _rows("municipality_old_to_current"):
        today.setdefault(row["old_name"], {})[row["current_number"]] = row["current_name"]
        if row["old_name"] not in current:
            ceased[row["old_name"]] = int(row["ceased_year"])
    entities = {
        name: Entity("kommune", name, tuple(bearers.items()), ceased.get(name)) for name, bearers in today.items()
    }
    return dict(_municipality_keys(entities))


def _municipality_keys(entities: Mapping[str, Entity]) -> Iterator[tuple[str, Entity]]:
    numbers = {row["old_number"]: row["old_name"] for row in _rows("municipality_old_to_current")}
    numbers |= {place.number: place.name for place in municipalities().values()}
    for row in _rows("municipality_aliases"):
        yield key(row["alias"]), entities[numbers[row["kommunenummer"]]]
    for place in municipalities().values():
        for parallel in place.parallel_names:
            yield key(parallel), entities[place.name]
    for name, entity in entities.items():
        yield from ((form, entity) for form in _spellings(name))


def _spellings(name: str) -> set[str]:
    """The keys of a name: also with æ, ø, å written out, or read wrong by an English scan (ae, oe, aa)."""
    spelt = name.lower()
    return {key(spelt.replace(*pair)) for pair in (("", ""), ("æ", "ae"), ("æ", "a"), ("ø", "oe"), ("å", "aa"))}


@cache
def trust_names() -> Mapping[str, Entity]:
    """Every long or short name of a trust, private hospital or regional trust, by `key`; former names as such."""
    names: dict[str, Entity] = {}
    for row in _rows("rhf"):
        _enter(names, Entity("rhf", row["name"], ((row["id"], row["name"]),)), _split(row["short_names"]))
    for trust in trusts().values():
        entity = Entity(trust.kind, trust.name, ((trust.id, trust.name),))
        _enter(names, entity, (*trust.short_names, *trust.sami_names))
    for row in _rows("former_trusts"):
        today = trusts()[row["id"]]
        entity = Entity(today.kind, row["name"], ((today.id, today.name),), int(row["ceased_year"] or 0))
        _enter(names, entity, ())
    return names


def _enter(names: dict[str, Entity], entity: Entity, others: Iterable[str]) -> None:
    """Enter an entity under its name, its name without legal form, with each legal form, and its other names."""
    bare = LEGAL_FORM.sub("", entity.name)
    forms = {entity.name, bare, *others}
    if entity.kind == "helseforetak":
        forms |= {f"{form} {legal}" for form in (bare, *others) for legal in LEGAL_FORMS if " hf" not in form.lower()}
    for form in forms:
        for spelling in _spellings(form):
            names[spelling] = entity


def find_entity(written: str) -> Entity | None:
    """The entity a written name stands for ("Kárášjoga gielda", "Balsfjord kommune", "UNN"), or None."""
    form = key(written)
    bare = re.sub(r" kommune[ns]?$", "", form)
    return trust_names().get(form) or municipality_names().get(form) or municipality_names().get(bare)


def bearer_today(entity: Entity, trust_ids: Iterable[str] = ()) -> tuple[str, str]:
    """(id, name) of today's entity; a name used twice or a split is settled by the trusts in the same agreement."""
    wanted = frozenset(trust_ids)
    for number, name in entity.today:
        if entity.kind == "kommune" and municipalities()[number].trust_id in wanted:
            return number, name
    return entity.today[0]
