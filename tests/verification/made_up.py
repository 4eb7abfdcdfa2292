"""Made-up results of a week's own submissions."""

from __future__ import annotations

from autograder.checking.description import CheckDescription
from autograder.checking.verdicts import Outcome, Verdict
from autograder.records import CheckResult, Diagnosis, Result, Submission, Timing, Versions
from autograder.verification.cases import Case, Expectation
from autograder.verification.submissions import Row

EXPECTATIONS = {
    **{"reference": Expectation.ALL, "accepted": Expectation.ALL},
    **{"stub": Expectation.NONE, "vacuous": Expectation.NONE, "wrong": Expectation.LOSS},
}


def case_of(name: str, function: str = "") -> Case:
    return Case(Submission(name, {}), EXPECTATIONS[name.partition("/")[0]], function)


def result_of(
    name: str,
    verdicts: dict[str, Verdict],
    timing: Timing | None = None,
    diagnosed: tuple[str, ...] = (),
    failure: str = "",
) -> Result:
    """A result with a check of 5 points for each function, which ended so."""
    checks = tuple(
        CheckResult(
            CheckDescription(f"test_{function}", function, "1.1", 5.0, (function,), "visible"),
            Outcome(verdict, "why"),
        )
        for function, verdict in verdicts.items()
    )
    return Result(
        "hw0_tiny",
        name,
        Versions("", "", "", ""),
        checks,
        failure,
        timing or Timing(),
        tuple(Diagnosis("negate", one, "Hint.") for one in diagnosed),
    )


def row_of(name: str, *results: Result, function: str = "") -> Row:
    return Row(case_of(name, function), results)
