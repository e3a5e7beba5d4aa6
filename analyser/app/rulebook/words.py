"""The rules' own language in words a reader knows: conditions, concepts, strengths, places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from analyser.conditions import requirements
from analyser.rulemodels import Alternative
from analyser.rules import SCOPES, NamedRule, concepts_of
from analyser.scoring import in_words
from analyser.vocabulary import Vocabulary

MOST_TERMS = 40
"""Terms listed of a concept; the longest have a hundred."""
NOT = ("ikke ", "kapittelet er ikke ", "viser ikke ")
"""How the label of a condition begins that asks for something not to be there."""
_REFERENCE = re.compile(r"<(\w+)>")
_MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def conditions(alternative: Alternative, vocabulary: Vocabulary) -> tuple[list[str], list[str]]:
    """What one alternative asks for, and what must not be there, with words in place of the names of concepts."""
    labels = [in_words(need.label, vocabulary) for need in requirements(alternative)]
    barred = [label for label in labels if label.startswith(NOT)]
    return [label for label in labels if label not in barred], barred


def concepts(rule: NamedRule) -> list[str]:
    """The concepts a rule asks for, in the order it names them."""
    named = (name for way in rule.body.any_of for scope in SCOPES for name in concepts_of(way, scope))
    return list(dict.fromkeys(named))


def with_references(named: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """The concepts and those their terms stand on, each after the first that names it."""
    found: dict[str, None] = {}
    waiting = list(reversed(named))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            source = vocabulary.sources[name]
            waiting += reversed(_REFERENCE.findall(" ".join((*source.terms, *source.blocked))))
    return list(found)


def terms(concept: str, vocabulary: Vocabulary) -> tuple[list[str], list[str]]:
    """A concept's words and its look-alikes, as a reader would write them."""
    source = vocabulary.sources[concept]
    return [term_words(one) for one in source.terms], [term_words(one) for one in source.blocked]


def term_words(term: str) -> str:
    """`hvert|kvart ~2 år*` as "hvert / kvart … år…"; other concepts stand in ‹›."""
    return " ".join(_piece(piece) for piece in _pieces(term))


def _pieces(term: str) -> Sequence[str]:
    """The parts of a term; a regular expression may hold spaces and bars of its own."""
    return re.findall(r"/(?:\\.|[^/])+/(?=[\s|]|$)|[^\s]+", term)


def _piece(piece: str) -> str:
    if piece.startswith("~"):
        return "…"
    if piece.startswith("/"):
        return _pattern(piece.strip("/"))
    shown = (f"‹{one[1:-1]}›" if one.startswith("<") else one.replace("*", "…") for one in piece.split("|"))
    return " / ".join(shown)


def _pattern(expression: str) -> str:
    """A regular expression as it stands, but for the commonest: digits."""
    return "tall" if expression in (r"\d+", r"\d", r"\d{1,2}") else f"mønsteret {expression}"


def marked(text: str) -> str:
    """An example as safe HTML, the words between [[ ]] marked."""
    pieces = _MARKED.split(text)
    return "".join(f"<mark>{escape(one)}</mark>" if at % 2 else escape(one) for at, one in enumerate(pieces))


def holds(rule: NamedRule, sought: str, vocabulary: Vocabulary) -> bool:
    """Whether a rule has all the words that are searched for, or the beginnings of them."""
    text = _searched(rule, vocabulary)
    return all(word in text for word in sought.casefold().split())


def _searched(rule: NamedRule, vocabulary: Vocabulary) -> str:
    """Everything a reader may search a rule by, in lower case."""
    body = rule.body
    examples = (*(one.text for one in body.examples.match), *(one.text for one in body.examples.no_match))
    named = with_references(concepts(rule), vocabulary)
    words = (term for name in named for term in vocabulary.sources[name].terms)
    return " ".join((rule.id, body.title, body.what, body.why, body.source, *examples, *words)).casefold()


def places(rule: NamedRule) -> tuple[list[str], list[str]]:
    """Kinds of section the rule is bound to (in any alternative), and kinds that no alternative may stand in."""
    bound: list[set[str]] = [set(way.sections) for way in rule.body.any_of]
    barred: list[set[str]] = [set(way.not_sections) for way in rule.body.any_of]
    only = sorted(set.union(*bound)) if all(bound) else []
    return only, sorted(set.intersection(*barred))
