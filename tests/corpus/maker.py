"""Agreements made from the examples, with other parties, dates and wording."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pandas as pd
from conftest import AGREEMENTS

from analyser.assessment import Assessment, Construct, Dates, Party
from analyser.document import DocumentText
from analyser.engine import Judged, default_ruleset, judge_file
from analyser.registry import bearer_today, find_entity

MOULDS = ("tenesteavtale-2-etne", "tjenesteavtale-5-heroy-donna", "delavtale-5-ansvarstabell", "overordnet-ostre-agder")
LETTERS = "abcdefghijklmnopqrstuvwxyzl1|"


@cache
def example(name: str) -> Judged:
    """One of the example agreements, judged once for all tests."""
    return judge_file(AGREEMENTS / f"{name}.pdf", default_ruleset())


def record_of(judged: Judged) -> Assessment:
    """The record of an agreement that could be judged."""
    assert isinstance(judged.record, Assessment)
    return judged.record


def text_of(judged: Judged) -> str:
    """The text of an agreement that could be judged."""
    assert judged.text is not None
    return judged.text.text


def party(name: str, trust: str = "") -> Party:
    """A party as the program finds it."""
    entity = find_entity(name)
    assert entity is not None, name
    number, today = bearer_today(entity, [trust] if trust else [])
    written = f"{entity.name} kommune" if entity.kind == "kommune" else entity.name
    return Party(written, number, entity.kind, today)


def made(
    mould: str = MOULDS[0], *, parties: Sequence[str] = (), file: str = "", sha256: str = "", text: str | None = None,
    title: str | None = None, topics: Sequence[str] = (), dates: Dates | None = None, template: bool = False,
    language: str = "", is_agreement: bool = True,
) -> Judged:
    """An agreement like an example, with what is given changed; the names in its text follow its parties."""
    base = record_of(example(mould))
    new = tuple(map(party, parties)) or base.document.parties
    content = text if text is not None else swapped(text_of(example(mould)), base.document.parties, new)
    about = replace(
        base.document, parties=new, title=base.document.title if title is None else title,
        topic=topics[0] if topics else base.document.topic, topics=tuple(topics) or base.document.topics,
        dates=dates or base.document.dates, template=template, language=language or base.document.language,
        is_agreement=is_agreement,
    )
    name = file or f"{mould}-{hashlib.sha256(f'{content}{about.dates}'.encode()).hexdigest()[:8]}.pdf"
    record = replace(base, file=name, sha256=sha256 or f"sha-{name}", document=about)
    return Judged(record, DocumentText(content, (), ()))


def with_construct(judged: Judged, name: str, **changes: object) -> Judged:
    """The same agreement with one construct changed."""
    record = record_of(judged)
    construct: Construct = replace(record.constructs[name], **changes)  # type: ignore[arg-type]
    return replace(judged, record=replace(record, constructs={**record.constructs, name: construct}))


def swapped(text: str, old: Sequence[Party], new: Sequence[Party]) -> str:
    """The text with the names of municipalities and trusts exchanged."""
    for kind in ("kommune", "helseforetak"):
        names = [one.name.removesuffix(" kommune") for one in new if one.kind == kind] or ["Xx"]
        for at, one in enumerate(party for party in old if party.kind == kind):
            text = text.replace(one.name.removesuffix(" kommune"), names[at % len(names)])
    return text


def scanned(text: str, share: float, seed: int = 1) -> str:
    """The text with this share of its letters misread."""
    chance = random.Random(seed)
    return "".join(chance.choice(LETTERS) if sign.isalpha() and chance.random() < share else sign for sign in text)


def pointed(column: pd.Series) -> list[int | None]:
    """Which row each row points to, or None."""
    return [None if pd.isna(value) else int(value) for value in column]
