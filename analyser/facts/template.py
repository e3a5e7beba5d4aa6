"""Blank template or entered agreement (codebook, "template or entered"; placeholders are not parties)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyser.layout import Flow
from analyser.parties import Parties
from analyser.parties.zones import Zones, block_text

BLANK = r"(?:\.\s?){2,}|…+|_{2,}|-{3,}"
PLACEHOLDER = re.compile(
    rf"(?:\b(?:[xX]{{1,10}}|[yY]{{2,5}}|N\.?\s?N\.?|n\.n\.|[XYN])|{BLANK})\s*(?:[kK]ommune|KOMMUNE|herad)"
    r"|\b(?:[xX]{2,10}|[yY]{2,5}|NN|[XY])\s+(?:HF|helsef[øo]retak|sykehus|sjukehus)\b|\b[kK]ommunen?\s+(?:[xX]{1,6}|NN|[AYN])\b"
    rf"|[\[<{{]\s*(?:[kK]ommune\w*|[nN]a[vm]n\w*|[sS]ett\s+inn|[fF]yll)[^\]>}}]*[\]>}}]|«\s*[kK]ommune(?:ns|n)?\s?na[vm]n\w*\s*»|\((?:kommune(?:ns)?\s?na[vm]n\w*)\)"
    rf"|\b[mM]ellom\s+(?:{BLANK}\s*)?kommunen?\s+og\b(?=\s+[A-ZÆØÅ])|\b[oO]g\s+(?:{BLANK})\s*$"
)
MOULD = re.compile(r"(?i)\bmal(?:en)?\b|\bavtalemal\b|\bmalavtale|\bstandardavtale|\bmønsteravtale|\bmønsteravtala")


def is_template(flow: Flow, where: Zones, parties: Parties) -> bool:
    """True when the place of a municipality is left open, or the title says so and no municipality is named."""
    entered = any(party.kind == "kommune" for party in parties.parties)
    opening = [*(block_text(flow, block) for block in (*where.title, *where.parties))]
    if _any(PLACEHOLDER, opening):
        return True
    signature = (block_text(flow, block) for block in where.signature)
    return not entered and (_any(MOULD, [*opening, *flow.running]) or _any(PLACEHOLDER, [*signature, *flow.running]))


def _any(pattern: re.Pattern[str], texts: Iterable[str]) -> bool:
    return any(pattern.search(text) for text in texts)
