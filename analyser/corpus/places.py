"""Where an agreement belongs: municipalities of today, trusts, helsefellesskap, region, county and Sámi area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from analyser.assessment import Party
from analyser.registry import Municipality, fellesskap, municipalities, trust_names, trusts


@dataclass(frozen=True, slots=True)
class Place:
    """Ids of everything an agreement belongs to, in the order its parties are named."""

    municipalities: tuple[str, ...]
    trusts: tuple[str, ...]
    fellesskap: tuple[str, ...]
    region: str
    county: str
    sami_areas: tuple[str, ...]


def place(parties: Iterable[Party]) -> Place:
    """Work out where an agreement belongs from who its parties are today."""
    ids = [(party.kind, party.id) for party in parties]
    numbers = tuple(dict.fromkeys(one for kind, one in ids if kind == "kommune" and one in municipalities()))
    own_trusts = tuple(dict.fromkeys(one for _, one in ids if one in trusts()))
    home = [municipalities()[number] for number in numbers]
    regional = next((one for kind, one in ids if kind == "rhf"), "")
    return Place(
        numbers, own_trusts, _fellesskap(home, own_trusts), _region(home, own_trusts, regional),
        _most([one.county for one in home]), tuple(sorted({one.sami_area for one in home} - {"none"})),
    )


def _fellesskap(home: Iterable[Municipality], own_trusts: Iterable[str]) -> tuple[str, ...]:
    """Those of the municipalities; of a blank template without any, those of its trust."""
    of_home = dict.fromkeys(one.fellesskap_id for one in home if one.fellesskap_id)
    of_trusts = (one.id for one in fellesskap().values() if set(one.trust_ids) & set(own_trusts))
    return tuple(of_home or dict.fromkeys(of_trusts))


def _region(home: Iterable[Municipality], own_trusts: Iterable[str], regional: str) -> str:
    ids = [trusts()[one].rhf for one in own_trusts]
    ids += [trusts()[one.trust_id].rhf for one in home if one.trust_id in trusts()]
    return regions().get(ids[0] if ids else regional, "")


def _most(names: list[str]) -> str:
    return Counter(names).most_common(1)[0][0] if names else ""


@cache
def regions() -> Mapping[str, str]:
    """Names of the regional trusts by id."""
    return dict(one.today[0] for one in trust_names().values() if one.kind == "rhf")


def trust_name(id: str) -> str:
    """The name of a trust of today, or the id itself."""
    return trusts()[id].name if id in trusts() else id


def fellesskap_name(id: str) -> str:
    """The name of a helsefellesskap, or the id itself."""
    return fellesskap()[id].name if id in fellesskap() else id
