"""A small rules folder for tests: one construct, a few concepts, rules as given."""

from __future__ import annotations

from pathlib import Path

from analyser.levels import CONSTRUCTS

VOCABULARY = """
avtalen: [avtalen|avtala]
gjennomgaa: [gjennomgå*|revider*]
intervall: ["hvert|kvart ~1 år*", årlig|årleg]
kurs: [kurs*]
"""
OTHERS = [name for name in CONSTRUCTS if name != "vedlikehold"]
_EMPTY = (
    "{name: X, question: X?, core: false, elements: {}, levels: {'2': count() >= 1, '3': count() >= 1}, "
    "reasons: {'0': X., '1': X., '2': X., '3': X.}}"
)
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
""" + "".join(f"  {name}: {_EMPTY}\n" for name in OTHERS)
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
RULE_B = (
    RULE.replace("element: a", "element: b")
    .replace("[avtalen, gjennomgaa, intervall]", "[avtalen, kurs]")
    .replace("    none: [kurs]\n", "")
    .replace("[[Avtalen gjennomgås hvert år]]", "[[Avtalen er et kurs]]")
    .replace("Kursene gjennomgås hvert år.", "Kursene går.")
)
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
    """Write a rules folder; `rules` adds files, or puts others in place of its two rules."""
    files = {"vokabular/ord.yml": vocabulary, "kriterier.yml": criteria, "raad/vedlikehold.yml": advice}
    files |= {f"raad/{name}.yml": "elements: {}" for name in OTHERS}
    files |= {"vedlikehold/a.yml": RULE, "vedlikehold/b.yml": RULE_B} | (rules or {})
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
