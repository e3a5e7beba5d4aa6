"""Facts against the coded agreements, where they are at hand: at least 97 per cent of each fact right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from markdown_flow import flow_from_markdown, sections_from_markdown

from analyser.facts import facts
from analyser.parties import find_parties

ENOUGH = 0.97


def found_in(source: Path) -> dict[str, object]:
    flow = flow_from_markdown(source.read_text(encoding="utf-8"))
    sections = sections_from_markdown(flow)
    parties = find_parties(flow, sections)
    about = facts(flow, sections, parties)
    return {
        "parties": {party.name for party in parties.parties}, "topic": about.topics[0], "topics": set(about.topics),
        "language": about.language, "template": about.template, "is_agreement": about.is_agreement,
        "signed": about.dates.signed, "in_force": about.dates.in_force, "revised": about.dates.revised,
    }


@pytest.mark.parametrize("fact", ["parties", "topic", "topics", "language", "template", "is_agreement", "signed",
                                  "in_force", "revised"])
def test_facts_of_coded_agreements(gold: Path, fact: str) -> None:
    coded = [json.loads(line) for line in (gold / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    right = 0
    for one in coded:
        wanted = one["document"][fact]
        wanted = set(wanted) if isinstance(wanted, list) else wanted
        right += found_in(gold / "src" / f"{one['name']}.md")[fact] == wanted
    assert right / len(coded) >= ENOUGH
