"""Many assessments together: tables, template families, versions, references and coverage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from analyser.assessment import RulesetId
from analyser.corpus.coverage import coverage
from analyser.corpus.gather import Gathered
from analyser.corpus.moulds import per_family
from analyser.corpus.references import lifts, with_overordnet

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from analyser.engine import Judged


@dataclass(frozen=True)
class Corpus:
    """Tables over many agreements. `row` in a table, and the columns that point, are index values of `agreements`."""

    agreements: DataFrame
    """`frames.agreements` with the columns of `gather.PLACED`."""
    failures: DataFrame
    elements: DataFrame
    """One column per construct and element ("lm.tid"): found or not, <NA> where the construct was not assessed."""
    quotes: DataFrame
    duties: DataFrame
    """Per agreement and side: how many duties, how many bind, and how many say when, who, how and at whose cost."""
    staleness: DataFrame
    rulesets: tuple[RulesetId, ...]

    @staticmethod
    def of(judged: Iterable[Judged]) -> Corpus:
        """Gather the tables; one agreement at a time is held in memory."""
        gathered = Gathered()
        for one in judged:
            gathered.add(one)
        return Corpus(*gathered.tables(), tuple(gathered.rulesets))

    @cached_property
    def counting(self) -> DataFrame:
        """The agreements that count."""
        return self.agreements[self.agreements["counts"]]

    @cached_property
    def lifts(self) -> DataFrame:
        """What the overordnet avtale adds to the agreements that hand a construct over to it."""
        return lifts(self.agreements)

    @cached_property
    def with_overordnet(self) -> DataFrame:
        """The agreements with each construct at its level together with the overordnet avtale."""
        return with_overordnet(self.agreements, self.lifts)

    @cached_property
    def families(self) -> DataFrame:
        """One row per template family of the agreements that count."""
        return per_family(self.agreements)

    @cached_property
    def coverage(self) -> DataFrame:
        """Which municipality of today has an agreement on which topic."""
        return coverage(self.agreements)

    def chosen(self, keep: Series[bool]) -> Corpus:
        """The same corpus where only these agreements count; the rest stay, for other rows point to them."""
        return replace(self, agreements=self.agreements.assign(counts=self.agreements["counts"] & keep))
