"""A rule set read from a folder: every fault reported at once, a broken rule left out and the rest kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

from analyser.errors import RuleFault, RuleProblem
from analyser.levels import LevelRule
from analyser.rulemodels import Advice, AdviceFile, Alternative, Criteria, Rule
from analyser.sections import SectionKind
from analyser.vocabulary import ConceptError, ConceptSource, Vocabulary
from analyser.yamlfile import Place, YamlFile, key_of, read_model

CRITERIA = "kriterier.yml"
VOCABULARY = "vokabular"
ADVICE = "raad"
SCOPES = (
    "all", "context", "heading", "section", "chapter", "document", "title", "none", "none_context", "none_section",
    "none_document",
)  # fmt: skip


@dataclass(frozen=True)
class NamedRule:
    """A rule with its id, which is its path below rules/ without the ending, and its construct."""

    id: str
    construct: str
    body: Rule
    file: YamlFile

    def fault(self, place: Place, message: str) -> RuleFault:
        """A fault at a key or item of the rule's file."""
        return RuleFault(self.file.shown, self.file.line(place), key_of(place), message)


@dataclass(frozen=True, eq=False)
class Ruleset:
    """Everything the judging needs: vocabulary, rules that can be used, criteria, and what was left out."""

    vocabulary: Vocabulary
    rules: tuple[NamedRule, ...]
    criteria: Criteria
    faults: tuple[RuleFault, ...]
    left_out: frozenset[tuple[str, str]]
    """(construct, element) of rules that could not be read; element "" when not even that is known."""
    sha256: str
    advice: Mapping[tuple[str, str], Advice]
    """Model clause of each (construct, element)."""

    @property
    def version(self) -> str:
        """Version of the rule set, as rules/kriterier.yml says."""
        return self.criteria.version


def default_folder() -> Path:
    """The rules that came with the program: inside the installed package, or at the top of a checkout."""
    inside = Path(__file__).parent / "data" / "rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rules"


def load_ruleset(path: Path | str | None = None) -> Ruleset:
    """Read a rules folder (the program's own when None).

    Faults in single rules are in `Ruleset.faults`; raises RuleProblem when vocabulary or criteria cannot be used.
    """
    folder = Path(path) if path else default_folder()
    if not (folder / CRITERIA).is_file():
        raise RuleProblem([RuleFault(str(folder), 1, CRITERIA, "finnes ikke – pek på en regelmappe med denne fila")])
    vocabulary = read_vocabulary(folder)
    criteria = _read_criteria(folder)
    rules, faults, left_out = _read_rules(folder, criteria, vocabulary)
    advice, more_faults = _read_advice(folder, criteria)
    return Ruleset(
        vocabulary=vocabulary,
        rules=tuple(rules),
        criteria=criteria,
        faults=(*faults, *more_faults),
        left_out=frozenset(left_out),
        sha256=_digest(folder),
        advice=advice,
    )


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*.yml")):
        total.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read rules/vokabular/*.yml; raises RuleProblem with every fault."""
    concepts: dict[str, ConceptSource] = {}
    faults: list[RuleFault] = []
    for path in sorted((folder / VOCABULARY).glob("*.yml")):
        file = YamlFile(path, f"{VOCABULARY}/{path.name}")
        _add_concepts(file, concepts)
        faults += file.faults
    if faults:
        raise RuleProblem(faults)
    try:
        return Vocabulary(concepts)
    except ConceptError as error:
        source = concepts[error.concept]
        raise RuleProblem([RuleFault(source.file, source.line, error.concept, str(error))]) from error


def _add_concepts(file: YamlFile, concepts: dict[str, ConceptSource]) -> None:
    if file.data is not None and not isinstance(file.data, dict):
        file.fault((), "må være begreper med lister (begrep: [uttrykk, …])")
    for name, value in file.data.items() if isinstance(file.data, dict) else ():
        if name in concepts:
            file.fault((name,), "finnes alt i en annen fil – velg et annet navn eller slå dem sammen")
        source = _concept(file, name, value)
        if source:
            concepts[name] = source


def _concept(file: YamlFile, name: str, value: object) -> ConceptSource | None:
    parts = value if isinstance(value, dict) else {"terms": value}
    if unknown := set(parts) - {"terms", "not"}:
        file.fault((name, min(unknown)), "finnes ikke – tillatt er terms, not")
    lists = [parts.get("terms"), parts.get("not", [])]
    for terms in lists:
        if not isinstance(terms, list) or not all(isinstance(term, str) for term in terms):
            file.fault((name,), "skal være en liste med uttrykk i anførselstegn")
            return None
        for term in terms:
            try:
                Vocabulary.check(term)
            except ValueError as error:
                file.fault((name,), str(error))
                return None
    terms, blocked = (tuple(found) for found in lists if isinstance(found, list))
    return ConceptSource(terms, blocked, file.shown, file.line((name,)))


def _read_criteria(folder: Path) -> Criteria:
    file = YamlFile(folder / CRITERIA, CRITERIA)
    criteria = read_model(file, Criteria)
    for construct, criterion in criteria.constructs.items() if criteria else ():
        conditions: list[tuple[tuple[str, ...], LevelRule]] = []
        conditions += [(("levels", level), condition) for level, condition in criterion.levels.items()]
        conditions += [(("elements", name, "when"), one.when) for name, one in criterion.elements.items() if one.when]
        for place, condition in conditions:
            for name in sorted(condition.names - set(criterion.elements)):
                message = f"«{name}» er ikke et element – tillatt er {', '.join(criterion.elements)}"
                file.fault(("constructs", construct, *place), message)
    if criteria is None or file.faults:
        raise RuleProblem(file.faults)
    return criteria


def _read_rules(
    folder: Path, criteria: Criteria, vocabulary: Vocabulary
) -> tuple[list[NamedRule], list[RuleFault], set[tuple[str, str]]]:
    rules: list[NamedRule] = []
    faults: list[RuleFault] = []
    left_out: set[tuple[str, str]] = set()
    for path in rule_files(folder):
        construct = path.parent.name
        file = YamlFile(path, path.relative_to(folder).as_posix())
        rule = read_model(file, Rule)
        if rule:
            _check_names(file, rule, construct, criteria, vocabulary)
        if rule and not file.faults:
            rules.append(NamedRule(f"{construct}/{path.stem}", construct, rule, file))
        else:
            element = file.data.get("element") if isinstance(file.data, dict) else ""
            left_out.add((construct, element if isinstance(element, str) else ""))
        faults += file.faults
    active = [rule for rule in rules if rule.body.status == "active"]
    for construct, element in _without_rules(criteria, active):
        faults.append(RuleFault(construct, 1, element, "ingen regel finner dette elementet – skriv en"))
        left_out.add((construct, element))
    return active, faults + _unread_files(folder), left_out


def _without_rules(criteria: Criteria, rules: Sequence[NamedRule]) -> Iterator[tuple[str, str]]:
    """Elements that no active rule finds and that do not follow from others."""
    found = {(rule.construct, rule.body.element) for rule in rules}
    for construct, criterion in criteria.constructs.items():
        for name, element in criterion.elements.items():
            if not (element.helper or element.when) and (construct, name) not in found:
                yield construct, name


def _unread_files(folder: Path) -> list[RuleFault]:
    """Files that look like rules but have another ending."""
    others = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in (".yml", ".yaml"))
    return [
        RuleFault(path.relative_to(folder).as_posix(), 1, "fila", "leses ikke – navnet må slutte på .yml")
        for path in others
        if path.suffix != ".yml"
    ]


def _read_advice(folder: Path, criteria: Criteria) -> tuple[dict[tuple[str, str], Advice], list[RuleFault]]:
    """Read rules/raad/<construct>.yml: a model clause for every element that is shown."""
    advice: dict[tuple[str, str], Advice] = {}
    faults: list[RuleFault] = []
    for construct, criterion in criteria.constructs.items():
        file = YamlFile(folder / ADVICE / f"{construct}.yml", f"{ADVICE}/{construct}.yml")
        read = read_model(file, AdviceFile)
        given = read.elements if read else {}
        for element in set(given) - set(criterion.shown):
            file.fault(("elements", element), f"finnes ikke – tillatt er {', '.join(criterion.shown)}")
        for element in criterion.shown if read else ():
            if element not in given:
                file.fault(("elements",), f"mangler råd for «{element}»")
        advice.update({(construct, element): one for element, one in given.items()})
        faults += file.faults
    return advice, faults


def rule_files(folder: Path) -> Iterator[Path]:
    """Rule files of a rules folder, in order."""
    return (path for path in sorted(folder.glob("*/*.yml")) if path.parent.name not in (VOCABULARY, ADVICE))


def _check_names(file: YamlFile, rule: Rule, construct: str, criteria: Criteria, vocabulary: Vocabulary) -> None:
    """Record faults for names that nothing answers to: construct, element, concepts."""
    if construct not in criteria.constructs:
        file.fault((), f"mappa «{construct}» er ikke et kriterium – tillatt er {', '.join(criteria.constructs)}")
    elif rule.element not in criteria.constructs[construct].elements:
        allowed = ", ".join(criteria.constructs[construct].elements)
        file.fault(("element",), f"«{rule.element}» finnes ikke – tillatt er {allowed}")
    for number, alternative in enumerate(rule.any_of):
        for scope in SCOPES:
            for position, name in enumerate(concepts_of(alternative, scope)):
                if name not in vocabulary.ids:
                    file.fault(("any_of", number, scope, position), _unknown(name, vocabulary.ids))


def concepts_of(alternative: Alternative, scope: str) -> list[str]:
    """Concept ids named in one scope of an alternative."""
    return [name for wanted in getattr(alternative, scope) for name in wanted.split("|")]


def _unknown(name: str, known: frozenset[str]) -> str:
    close = get_close_matches(name, known, 3)
    hint = f" – mente du {' eller '.join(f'«{word}»' for word in close)}?" if close else ""
    return f"begrepet «{name}» finnes ikke i vokabularet{hint}"


SECTION_KINDS: tuple[str, ...] = get_args(SectionKind)
