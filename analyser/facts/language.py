"""Bokmål or nynorsk, by function words (codebook, "language form")."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

Language = Literal["nb", "nn"]
WORD = re.compile(r"[a-zæøå]+")
LAW = re.compile(r"\b(?:for)?(?:lov|lova|loven|forskrift)\b[^.\n]{0,120}")
BOKMAL = frozenset((
    "ikke", "jeg", "en", "et", "hva", "hvem", "hvor", "hvordan", "hver", "hvert", "hvis", "fra", "være", "noe", "noen",
    "mye", "bare", "de", "dem", "deres", "hun", "henne", "ble", "gjøre", "gjør", "gjelder",
    "selv", "sammen", "denne", "disse", "kommunene", "partene", "tjenester", "begge",
    "begges", "oppgaver", "gir", "hvilke", "hvilken", "gjennom", "samt", "utenfor", "videre", "innen", "pasientene",
))
NYNORSK = frozenset((
    "ikkje", "eg", "ein", "eit", "kva", "kven", "kvar", "korleis", "kvart", "frå", "vere", "noko", "nokon",
    "mykje", "berre", "dei", "deira", "ho", "vert", "verte", "vart", "blei", "gjere", "gjer", "gjeld", "sjølv", "òg",
    "saman", "desse", "kommunane", "partane", "tenester", "tenestene", "oppgåver", "gjev", "medan", "kvifor",
    "nokre", "utanfor", "vidare", "innan", "pasientane", "ynskjer", "føremål", "høve", "korkje", "einskild",
))


def language_of(text: str) -> Language:
    """The form most function words belong to; names of laws do not count (codebook; nynorsk texts cite bokmål laws)."""
    low = text.lower()
    words = Counter(WORD.findall(LAW.sub(" ", low)) or WORD.findall(low))
    bokmal = sum(words[word] for word in BOKMAL)
    nynorsk = sum(words[word] for word in NYNORSK)
    return "nn" if nynorsk > bokmal else "nb"
