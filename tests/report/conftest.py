"""Reports that many tests look at, made once."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from conftest import EXAMPLES
from corpus.maker import example, made

from analyser.assessment import Failure, Fault, RulesetId
from analyser.corpus import Corpus
from analyser.engine import Judged, default_ruleset
from analyser.report.content import build
from analyser.report.model import Report

HOSTILE = "<script>alert('x')</script> & $x_1$ =1+1"
FAILED = Judged(Failure("mappe/x.pdf", Fault("uten_tekst", "Ingen tekst."), RulesetId("1", "f")), None)
FONNA = ("Etne", "Bokn", "Stord", "Bømlo", "Fitjar", "Sveio", "Tysnes", "Vindafjord", "Sauda", "Suldal", "Utsira")


@cache
def corpus() -> Corpus:
    """The examples, eleven agreements of one mould, one with a hostile title, and a file that failed."""
    many = [made(parties=[name, "Helse Fonna HF"], file=f"{name}.pdf") for name in FONNA]
    hostile = made("delavtale-5-ansvarstabell", parties=["Skien", "Sykehuset Telemark HF"], title=HOSTILE)
    return Corpus.of([*(example(path.stem) for path in EXAMPLES), *many, hostile, FAILED])


def made_of(*judged: Judged) -> Report:
    """A report on just these."""
    return build(Corpus.of(judged), default_ruleset(), date(2026, 3, 5))


@pytest.fixture(scope="session")
def report() -> Report:
    """A report with something of everything."""
    return build(corpus(), default_ruleset(), date(2026, 3, 5), previous=Corpus.of([made()]))
