"""Words the dates share: this agreement, an earlier one, and what is said of signing."""

from __future__ import annotations

import re
from functools import lru_cache

from analyser.language import sentences

SIGN_WORDS = (
    r"(?:signer\w*|signatur\w*|underskr\w*|undertegn\w*|underteikn\w*|skrev(?:et)? under|skrive[nt]? under|skriv under"
    r"|skriver under)"
)
REPLACES = re.compile(r"(?i)\berstatt|\bavløy?s|\bopphev")
KINDS = r"(?:tj?eneste|del|sær|ramme|samarbeids|samhandlings|tilleggs|under|felles|drifts)?"
OWN_AGREEMENT = re.compile(rf"(?i)\b(?:(?:denne|dette|ny\w*|revidert\w*)\s+)?{KINDS}-?avtal\w*|\bavtaledokument\w*")
OLD_AGREEMENT = re.compile(
    rf"(?i)\b(?:førre|forrige|tidl(?:igere|egare)|gamle|gammal|eldre|dagens|eksisterande|eksisterende|gjeldende"
    r"|gjeldande|nåværende|noverande)"
    rf"\s+(?:\w+\s+)?{KINDS}-?avtal\w*|\bavtal\w+\s+(?:fra|frå|av)\s+(?=\d)"
)
ITSELF = re.compile(
    rf"(?i)(?:denne |sist |den )?(?:{KINDS}avtal|rev)|(?:den|ho|han|teksten|dokumentet|dette er) "
)
"""How a sentence about this agreement begins; another agreement is named with its own words before it."""
BRACKETS = re.compile(r"\s*\((?![^)]*\d{2,4}\))[^)]*\)")
SAME_YEAR = re.compile(r"(?i)\b((?:19|20)\d\d)\b(.{1,60}?\d\.? ?[a-z]{3,9}) (?:s\.\s?å\.?|sam[em]e? året?)")


@lru_cache(maxsize=1024)  # each kind of date asks for the same blocks
def plain_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text on one line each, without brackets that hold no year."""
    plain = SAME_YEAR.sub(r"\1\2 \1", BRACKETS.sub("", text.replace("\n", " ")))
    return tuple([plain[start:end] for start, end in sentences(plain)])
