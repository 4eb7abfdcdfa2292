"""What running the checks has in common on a student's machine and in grading.

Imports Hypothesis, pytest and this folder only.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable

import hypothesis
import pytest

from autograder.checking.description import CheckDescription
from autograder.checking.outcomes import outcome_of
from autograder.checking.student import Journal
from autograder.checking.verdicts import CheckStopped, Outcome, Verdict

_LONGEST_MESSAGE = 8000


def is_check(item: pytest.Item) -> bool:
    """Whether it is a check of ours, with points, and not a test that a student has added."""
    return isinstance(item, pytest.Function) and hasattr(item.function, "__weight__")


def describe(item: pytest.Item) -> CheckDescription:
    """Read a collected check's description.

    Raises:
        ValueError: it has no weight, docstring or tags; every check needs them.
    """
    assert isinstance(item, pytest.Function)
    function = item.function
    title = " ".join((function.__doc__ or "").split("\n\n")[0].split())
    tags = tuple(getattr(function, "__tags__", ()))
    points = getattr(function, "__weight__", None)
    if not title or not tags or points is None:
        raise ValueError(f"{item.nodeid}: a check needs a docstring, @weight(…) and @tags(…).")
    return CheckDescription(
        name=item.originalname,
        title=title,
        number=str(getattr(function, "__number__", "")),
        points=float(points),
        tags=tags,
        visibility=getattr(function, "__visibility__", "visible"),
    )


def place_in_handout(item: pytest.Item) -> tuple[float, ...]:
    """What `@number("6.10")` says, 6 and then 10, to sort by; tests without a number come last."""
    number = getattr(getattr(item, "function", None), "__number__", "")
    return tuple(int(part) for part in re.findall(r"\d+", number)) or (math.inf,)


def settings_for_checks(max_examples: int, *, shrink: bool = True) -> hypothesis.settings:
    """Settings under which a run depends on nothing but its seed: no clock and no database.

    Args:
        max_examples: how many cases a check draws.
        shrink: whether a failing case is made smaller, which takes longer than finding it.
    """
    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    phases += [hypothesis.Phase.shrink] if shrink else []
    return hypothesis.settings(
        max_examples=max_examples,
        database=None,
        deadline=None,
        derandomize=True,
        phases=phases,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=list(hypothesis.HealthCheck),
    )


def before_each_example(item: pytest.Function, action: Callable[[], None]) -> None:
    """Call `action` before every example that Hypothesis tries of `item`."""
    handle = getattr(item.function, "hypothesis", None)
    if handle is None:
        action()
        return
    test = handle.inner_test

    @functools.wraps(test)
    def observed(*arguments: object, **keywords: object) -> None:
        action()
        test(*arguments, **keywords)

    handle.inner_test = observed


def outcome_with_calls(error: BaseException | None, journal: Journal) -> Outcome:
    """The outcome, its message completed by the calls that show it, and bounded."""
    outcome = outcome_of(error)
    message = outcome.message
    concerns_no_call = isinstance(error, CheckStopped) and error.concerns_all_checks
    says_all = outcome.verdict in (Verdict.PASSED, Verdict.GRADER_ERROR, Verdict.MISSING)
    if not concerns_no_call and not says_all:
        message = "\n".join(part for part in (journal.render(), message) if part)
    if len(message) > _LONGEST_MESSAGE:
        message = message[:_LONGEST_MESSAGE] + "\n(cut)"
    return Outcome(outcome.verdict, message)
