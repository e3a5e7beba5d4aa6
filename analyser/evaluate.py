"""Machine against coders: agreement, kappa, evidence recall and facts, over a folder of coded agreements."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from analyser.assessment import CONSTRUCTS, Assessment, Construct, Failure, Record
from analyser.errors import AnalyserError

Json = Mapping[str, Any]
_FLAGS = ("by_reference", "explicit_absence")


class GoldError(AnalyserError):
    """Coded agreements that cannot be read."""

    kind = "gullfeil"


@dataclass(frozen=True)
class Pair:
    """One agreement, as the coders and as the program judged it."""

    name: str
    coder: Json
    machine: Record

    def construct(self, name: str) -> Construct | None:
        """The program's judgement, or None where it has none."""
        found = self.machine.constructs.get(name)
        return found if found and found.state == "assessed" else None


@dataclass(frozen=True)
class Agreement:
    """How well the program agrees with the coders on one construct.

    `exact` is over all coded agreements: one that was not assessed counts as a disagreement. `kappa` (quadratic
    weights, levels 0–3) is over those assessed; it is None where both used one and the same level throughout,
    since chance alone would then explain all agreement. In `confusion` a row is a coder's level, a column ours.
    """

    construct: str
    coded: int
    not_assessed: int
    exact: float
    kappa: float | None
    confusion: tuple[tuple[int, ...], ...]
    by_reference: float
    explicit_absence: float
    sentences: int
    sentences_found: int

    @property
    def recall(self) -> float | None:
        """Share of the coders' decisive sentences that our evidence overlaps."""
        return self.sentences_found / self.sentences if self.sentences else None


@dataclass(frozen=True)
class Disagreement:
    """One construct of one agreement where level or flags differ, or decisive sentences were not found."""

    file: str
    construct: str
    coder: str
    machine: str
    missed: tuple[str, ...]
    """The coders' decisive sentences that no evidence of ours overlaps."""
    found: tuple[str, ...]
    """Where the levels differ: our findings, as rule, strength and quote."""
    reason: str
    same_level: bool


@dataclass(frozen=True)
class FactMiss:
    """One fact about one agreement that the program has differently."""

    file: str
    fact: str
    coder: str
    machine: str


@dataclass(frozen=True)
class Evaluation:
    """All pairs and what can be said of them."""

    pairs: tuple[Pair, ...]

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Files that could not be judged."""
        return tuple(pair.machine for pair in self.pairs if isinstance(pair.machine, Failure))

    @cached_property
    def constructs(self) -> tuple[Agreement, ...]:
        """Agreement per construct."""
        return tuple(_agreement(name, self.pairs) for name in CONSTRUCTS)

    @property
    def overall(self) -> dict[str, float | None]:
        """Means over the constructs (kappa: over those where it is defined), and recall over all sentences."""
        kappas = [one.kappa for one in self.constructs if one.kappa is not None]
        sentences = sum(one.sentences for one in self.constructs)
        return {
            "exact": sum(one.exact for one in self.constructs) / len(self.constructs),
            "kappa": sum(kappas) / len(kappas) if kappas else None,
            "recall": sum(one.sentences_found for one in self.constructs) / sentences if sentences else None,
        }

    @cached_property
    def facts(self) -> dict[str, float]:
        """Share of agreements with each fact right."""
        return {
            fact: _share(_coded_fact(pair, fact) == _our_fact(pair, fact) for pair in self.pairs) for fact in _FACTS
        }

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """What a rule writer should look at, in the order of the files."""
        every = (_disagreement(pair, name) for pair in self.pairs for name in CONSTRUCTS)
        return tuple(one for one in every if one is not None)

    @property
    def fact_misses(self) -> tuple[FactMiss, ...]:
        """Facts that differ, in the order of the files."""
        return tuple(
            FactMiss(pair.name, fact, str(_coded_fact(pair, fact)), str(_our_fact(pair, fact)))
            for pair in self.pairs for fact in _FACTS if _coded_fact(pair, fact) != _our_fact(pair, fact)
        )

    def to_json(self, details: bool = False) -> str:
        """Everything as one JSON object; `details` adds the disagreements."""
        result: dict[str, Any] = {
            "agreements": len(self.pairs),
            "failed": [failure.file for failure in self.failures],
            "constructs": {one.construct: _plain(one) for one in self.constructs},
            "overall": self.overall,
            "facts": self.facts,
        }
        if details:
            result["disagreements"] = [asdict(one) for one in self.disagreements]
            result["fact_misses"] = [asdict(one) for one in self.fact_misses]
        return json.dumps(result, ensure_ascii=False)


def _plain(agreement: Agreement) -> dict[str, Any]:
    values = asdict(agreement)
    values.pop("construct")
    return {**values, "recall": agreement.recall}


def evaluate(gold: Path, judge: Callable[[Path], Record]) -> Evaluation:
    """Judge every coded agreement with `judge` and set the results beside the coders'."""
    coded, folder = read_gold(gold)
    return Evaluation(tuple(Pair(one["name"], one, judge(folder / f"{one['name']}.pdf")) for one in coded))


def read_gold(gold: Path) -> tuple[list[Json], Path]:
    """Read gold.jsonl (or the folder that holds it); returns the coded agreements and the folder of their PDFs."""
    file = gold / "gold.jsonl" if gold.is_dir() else gold
    if not file.is_file():
        raise GoldError(f"Finner ikke {file}. Oppgi gold.jsonl eller mappen den ligger i.")
    folder = file.parent / "pdf"
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{file} kan ikke leses som tekst i UTF-8. Lagre den på nytt i det formatet.") from error
    coded = [_coded(file, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not coded:
        raise GoldError(f"{file} er tom. Hver linje skal være én kodet avtale.")
    return coded, folder if folder.is_dir() else file.parent


def _coded(file: Path, number: int, line: str) -> Json:
    try:
        one: Json = json.loads(line)
    except ValueError as error:
        raise GoldError(f"{file}:{number}: ikke gyldig JSON") from error
    try:
        _ = one["name"], one["document"]
        for name in CONSTRUCTS:
            construct = one["constructs"][name]
            _ = int(construct["level"]), list(construct["evidence"])
    except (KeyError, TypeError, ValueError) as error:
        raise GoldError(f"{file}:{number}: ikke en kodet avtale, mangler eller feil i {error}") from error
    return one


def _agreement(name: str, pairs: Sequence[Pair]) -> Agreement:
    levels = [(_level(pair, name), _our_level(pair, name)) for pair in pairs]
    assessed = [(coder, ours) for coder, ours in levels if ours is not None]
    sentences = [sentence for pair in pairs for sentence in pair.coder["constructs"][name]["evidence"]]
    missed = [sentence for pair in pairs for sentence in _missed(pair, name)]
    by_reference, absence = (_share(_flag(pair, name, flag) for pair in pairs) for flag in _FLAGS)
    return Agreement(
        name, len(pairs), len(levels) - len(assessed), _share(coder == ours for coder, ours in levels),
        kappa(assessed), _confusion(assessed), by_reference, absence, len(sentences), len(sentences) - len(missed),
    )


def _level(pair: Pair, name: str) -> int:
    return int(pair.coder["constructs"][name]["level"])


def _our_level(pair: Pair, name: str) -> int | None:
    found = pair.construct(name)
    return found.level if found else None


def _flag(pair: Pair, name: str, flag: str) -> bool:
    found = pair.construct(name)
    return found is not None and getattr(found, flag) == pair.coder["constructs"][name][flag]


def kappa(levels: Sequence[tuple[int, int]]) -> float | None:
    """Cohen's kappa with quadratic weights, None where it is not defined."""
    if len({level for pair in levels for level in pair}) < 2:
        return None
    from sklearn.metrics import cohen_kappa_score

    coder, ours = zip(*levels, strict=True)
    return float(cohen_kappa_score(coder, ours, labels=[0, 1, 2, 3], weights="quadratic"))


def _confusion(levels: Sequence[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(levels.count((coder, ours)) for ours in range(4)) for coder in range(4))


def _share(values: Iterable[bool]) -> float:
    seen = list(values)
    return sum(seen) / len(seen) if seen else 0.0


def overlaps(sentence: str, quote: str) -> bool:
    """Whether the quote holds the sentence or half of the shorter one, when space, hyphens and case are set aside."""
    one, other = _bare(sentence), _bare(quote)
    if one and one in other:
        return True
    shorter, longer = sorted((one, other), key=len)
    run = max(_ENOUGH, (len(shorter) + 1) // 2)
    return any(shorter[start : start + run] in longer for start in range(len(shorter) - run + 1))


_ENOUGH = 12
"""Letters in common that are more than a word or a stock phrase ("Kommunen skal")."""


def _bare(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2010-\u2015•·:;.,-]+", "", text).lower()


def _missed(pair: Pair, name: str) -> list[str]:
    found = pair.construct(name)
    shown = {text for one in found.evidence for text in (one.quote, one.lead_in) if text} if found else set()
    sentences = pair.coder["constructs"][name]["evidence"]
    return [sentence for sentence in sentences if not any(overlaps(sentence, quote) for quote in shown)]


def _disagreement(pair: Pair, name: str) -> Disagreement | None:
    coded, found = pair.coder["constructs"][name], pair.construct(name)
    missed = tuple(_missed(pair, name))
    same = _level(pair, name) == _our_level(pair, name)
    if same and not missed and all(_flag(pair, name, flag) for flag in _FLAGS):
        return None
    ours = _summary(asdict(found)) if found else "ikke vurdert"
    reason, findings = (found.reason, _findings(found)) if found else ("", ())
    return Disagreement(pair.name, name, _summary(coded), ours, missed, () if same else findings, reason, same)


def _findings(construct: Construct) -> tuple[str, ...]:
    return tuple(f"{one.rule} ({one.strength}): {one.quote}" for one in construct.evidence)


def _summary(judged: Json) -> str:
    elements = judged["elements"]
    present = sorted(key for key in elements if not isinstance(elements, Mapping) or elements[key])
    flags = [flag for flag in _FLAGS if judged[flag]]
    return " ".join([str(judged["level"]), ", ".join(present), *flags]).strip()


_FACTS = (
    "topic", "topics", "language", "template", "parties", "is_agreement", "signed", "in_force", "revised",
)


def _coded_fact(pair: Pair, fact: str) -> object:
    value = pair.coder["document"].get(fact)
    return sorted(value) if isinstance(value, list) else value


def _our_fact(pair: Pair, fact: str) -> object:
    if not isinstance(pair.machine, Assessment):
        return "ikke vurdert"
    document = pair.machine.document
    if fact == "parties":
        return sorted(party.name for party in document.parties)
    if fact == "topics":
        return sorted(document.topics)
    return getattr(document.dates if fact in ("signed", "in_force", "revised") else document, fact)
