"""What a student may see of a result, on whichever way it reaches them. Imports the records only.

A check's visibility is Gradescope's. ``visible`` is shown at once; ``after_due_date`` and
``after_published`` wait for that day, which Gradescope watches over itself, and which has come when
feedback pages are handed out with the grades. ``hidden`` is never shown.
"""

from __future__ import annotations

from dataclasses import replace

from autograder.checking.verdicts import Outcome, Verdict
from autograder.records import CheckResult, Diagnosis, Result

HIDDEN = "hidden"


_NOT_GRADED = (
    "Not graded: the autograder itself failed, and a person will look at it. "
    "This says nothing about the submission."
)


def headline(result: Result) -> str:
    """The score in one sentence, or that there is none."""
    if not result.is_graded:
        return _NOT_GRADED
    return f"{result.score:g} of {result.max_score:g} points."


def headline_at_once(result: Result) -> str:
    """The same before the grades are published: it must not tell the points of other checks."""
    if not result.is_graded:
        return _NOT_GRADED
    seen = [check for check in result.checks if check.check.visibility == "visible"]
    if len(seen) == len(result.checks):
        return headline(result)
    score, most = sum(one.score for one in seen), sum(one.check.points for one in seen)
    points = f"{score:g} of {most:g} points"
    return f"{points} in the checks that are visible now; the others count, too."


def message(outcome: Outcome) -> str:
    """Why a check ended as it did."""
    # The grader's own traceback may show hidden checks; it stays in the gradebook.
    if outcome.verdict is Verdict.GRADER_ERROR:
        return "The autograder itself failed in this check."
    return outcome.message


def shown_checks(result: Result) -> tuple[CheckResult, ...]:
    """The checks that are not hidden, with the messages that a student may read."""
    return tuple(_shown(check) for check in result.checks if check.check.visibility != HIDDEN)


def hidden_checks(result: Result) -> tuple[CheckResult, ...]:
    """The checks of which a student may know no more than their points in all."""
    return tuple(check for check in result.checks if check.check.visibility == HIDDEN)


def shown_diagnoses(result: Result) -> tuple[Diagnosis, ...]:
    """The diagnoses of functions in which a student sees that something did not pass.

    Any other one would tell what only a hidden check has found.
    """
    troubled = {
        function
        for check in shown_checks(result)
        if check.outcome.verdict is not Verdict.PASSED
        for function in check.check.tags
    }
    return tuple(diagnosis for diagnosis in result.diagnoses if diagnosis.function in troubled)


def _shown(check: CheckResult) -> CheckResult:
    said = message(check.outcome)
    if said == check.outcome.message:  # of all but grader errors
        return check
    return replace(check, outcome=replace(check.outcome, message=said))
