"""A small rules folder for tests: one construct, a few concepts, rules as given."""

from __future__ import annotations

from pathlib import Path

VOCABULARY = """
avtalen: [avtalen|avtala]
gjennomgaa: [gjennomgå*|revider*]
intervall: ["hvert|kvart ~1 år*", årlig|årleg]
kurs: [kurs*]
"""
CRITERIA = """
version: "1"
constructs:
  vedlikehold:
    name: Vedlikehold
    question: Holdes avtalen oppdatert?
    core: true
    elements:
      a: {name: intervall}
      b: {name: ansvarlig}
      begge: {name: begge, helper: true, when: a and b}
    levels: {"3": begge, "2": a or b}
    reasons: {"0": Ingenting., "1": Nevnt., "2": Delvis., "3": Alt.}
"""
RULE = """
element: a
title: Hvor ofte
what: Avtalen gjennomgås med fast mellomrom.
why: Ellers blir den gammel.
source: kodebok 1.1, vedlikehold a
any_of:
  - all: [avtalen, gjennomgaa, intervall]
    none: [kurs]
examples:
  match:
    - text: "[[Avtalen gjennomgås hvert år]]."
  no_match:
    - text: Kursene gjennomgås hvert år.
      because: Det er kurs, ikke avtalen.
"""
ADVICE = """
elements:
  a: {nb: Avtalen gjennomgås hvert år., nn: Avtala blir gjennomgått kvart år., why: Fordi., heading: Revisjon}
  b: {nb: Utvalget har ansvaret., nn: Utvalet har ansvaret., why: Fordi., heading: Revisjon}
"""


def make_folder(
    folder: Path,
    rules: dict[str, str] | None = None,
    vocabulary: str = VOCABULARY,
    criteria: str = CRITERIA,
    advice: str = ADVICE,
) -> Path:
    """Write a rules folder; `rules` maps a path below it to the file's text."""
    files = {"vokabular/ord.yml": vocabulary, "kriterier.yml": criteria, "raad/vedlikehold.yml": advice}
    files |= {"vedlikehold/a.yml": RULE} if rules is None else rules
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
