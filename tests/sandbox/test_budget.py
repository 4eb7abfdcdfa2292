"""A submission's time: what calls use is taken from it, and a function that hangs ends it early."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from autograder.checking.verdicts import CheckStopped, Verdict
from autograder.sandbox.budget import TimeBudget, TimeLimits

LIMITS = TimeLimits(call_cpu=2, call_wall=20, total_cpu=10, total_wall=100)


def use(budget: TimeBudget, cpu: float, wall: float = 0, function: str | None = "f") -> Any:
    """An exchange that uses so much; the limits that it got."""
    given = []

    def start(*limits: float) -> Any:
        given.append(limits)
        return SimpleNamespace(used=lambda: (cpu, wall))

    with budget.limiting(start, budget.limits.of_call(function or ""), function):
        pass
    return given[0]


def verdict_after(budget: TimeBudget) -> Verdict:
    with pytest.raises(CheckStopped) as stopped:
        use(budget, 0)
    assert stopped.value.concerns_all_checks
    return stopped.value.verdict


def test_a_call_gets_its_own_limits_while_the_submission_has_more() -> None:
    assert use(TimeBudget(LIMITS), 0) == (2, 20)


def test_a_call_gets_no_more_than_the_submission_has_left() -> None:
    budget = TimeBudget(LIMITS)
    use(budget, 9, 95)
    assert use(budget, 0) == (1, 5)


@pytest.mark.parametrize(("cpu", "wall"), [(10, 0), (0, 100)])
def test_nothing_is_called_when_all_time_is_used(cpu: float, wall: float) -> None:
    budget = TimeBudget(LIMITS)
    use(budget, cpu, wall)
    assert verdict_after(budget) is Verdict.TIMED_OUT


def test_an_exchange_that_fails_has_used_its_time_nevertheless() -> None:
    budget = TimeBudget(LIMITS)
    with (
        pytest.raises(OSError, match="lost"),
        budget.limiting(lambda *_: SimpleNamespace(used=lambda: (10, 1)), (2, 20), "f"),  # type: ignore[arg-type, return-value]
    ):
        raise OSError("lost")
    assert verdict_after(budget) is Verdict.TIMED_OUT


def test_the_slowest_call_is_known_by_its_function_and_its_own_limit() -> None:
    budget = TimeBudget(TimeLimits(call_cpu=2, total_cpu=10, functions={"train": (8, 80)}))
    use(budget, 1.5)
    use(budget, 4, function="train")
    use(budget, 1.9, function=None)  # several calls: no one of them was that slow
    assert (budget.used.of_call, budget.used.slowest_function) == (0.75, "f")
    assert budget.used.of_submission == pytest.approx(0.74)


def test_a_function_that_ran_out_of_time_twice_is_not_called_again() -> None:
    budget = TimeBudget(LIMITS)
    budget.timeouts.update(["f"])
    budget.demand_patience_with("f")
    budget.timeouts.update(["f"])
    with pytest.raises(CheckStopped, match="f ran out of time in earlier checks"):
        budget.demand_patience_with("f")
    budget.demand_patience_with("g")


def test_a_submission_that_ran_out_of_time_eight_times_is_not_called_again() -> None:
    budget = TimeBudget(LIMITS)
    budget.timeouts.update("abcdefgh")
    with pytest.raises(CheckStopped, match="ran out of time 8 times"):
        budget.demand_patience_with("z")
