"""One small error tree: whatever the program itself can say about what went wrong, in Norwegian."""

from dataclasses import dataclass


class AnalyserError(Exception):
    """Base of every error the program raises on purpose; `kind` is the word used in results."""

    kind = "feil"


class UnreadablePdf(AnalyserError):
    """A file that cannot be read as a PDF with pages; the message says what to do next."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True)
class RuleFault:
    """One fault in a rule file: where it is and what is allowed (design notes, idea 3)."""

    path: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.key}: {self.message}"


class RuleProblem(AnalyserError):
    """A rule set that cannot be used at all; carries every fault found."""

    kind = "regelfeil"

    def __init__(self, faults: list[RuleFault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
