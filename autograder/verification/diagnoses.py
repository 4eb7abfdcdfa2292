"""Whether a misconception is diagnosed as itself, and why it can't be if it can't.

Imports checking, `cases`, `reach` and the records.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from autograder.checking.verdicts import Verdict
from autograder.records import Assignment, Result
from autograder.verification.cases import Case
from autograder.verification.reach import Reach

_EXPLAINED = frozenset({Verdict.PASSED, Verdict.FAILED, Verdict.ERROR})
"""How all checks of a function end that can be diagnosed."""


class Recognition(StrEnum):
    """What a misconception is diagnosed as."""

    ITSELF = "itself"
    NONE = "none"
    ANOTHER = "another"
    IMPOSSIBLE = "impossible"
    """None, for one of the reasons for which there is never a diagnosis."""


@dataclass(frozen=True)
class Diagnosed:
    """What a misconception is diagnosed as, under all secrets."""

    recognition: Recognition
    detail: str = ""
    """As which other one; or why it can't be diagnosed, in the words of a list."""

    @property
    def complaint(self) -> str:
        """What is not as it must be, the end of a sentence; empty if nothing is."""
        if self.recognition is Recognition.ANOTHER:
            return f"is diagnosed as {self.detail}."
        if self.recognition is Recognition.NONE:
            return "has no diagnosis: does another one answer alike, or each run differ?"
        return ""


def diagnosed(
    case: Case, results: Sequence[Result], assignment: Assignment, reach: Reach
) -> Diagnosed:
    """What a wrong submission was taken for, in results with diagnoses."""
    own = case.name.partition("/")[2]
    found = [{diagnosis.misconception for diagnosis in result.diagnoses} for result in results]
    if others := set().union(*found) - {own}:
        return Diagnosed(Recognition.ANOTHER, ", ".join(sorted(others)))
    if all(names == {own} for names in found):
        return Diagnosed(Recognition.ITSELF)
    if reason := _why_impossible(case.function, results, assignment, reach):
        return Diagnosed(Recognition.IMPOSSIBLE, reason)
    return Diagnosed(Recognition.NONE)


def _why_impossible(
    function: str, results: Sequence[Result], assignment: Assignment, reach: Reach
) -> str:
    checks = reach.graders[function]
    limited = {name for name, _ in assignment.limits.functions}
    if any(reach.called[check] & limited for check in checks):
        return "with limits of their own"
    if checks & reach.on_the_way:
        return "drawing on the way"
    verdicts = {
        check.outcome.verdict
        for result in results
        for check in result.checks
        if function in check.check.tags
    }
    return " and ".join(f"ending in {verdict}" for verdict in sorted(verdicts - _EXPLAINED))
