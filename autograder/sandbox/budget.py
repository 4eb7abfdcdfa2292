"""The time that a submission may use: in a call, in a function's calls, and in all of them.

Imports the records of `autograder.checking`, and `channel`.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from autograder.checking.verdicts import CheckStopped, Verdict
from autograder.sandbox.channel import TimeLimit

_MOST_TIMEOUTS_PER_FUNCTION = 2
_MOST_TIMEOUTS = 8


@dataclass(frozen=True)
class TimeLimits:
    """Time for a call and for all of a submission's calls.

    Processor seconds, and generous seconds on the clock for those that merely wait.
    """

    call_cpu: float = 5.0
    call_wall: float = 30.0
    total_cpu: float = 120.0
    total_wall: float = 300.0
    functions: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Functions whose calls have other limits: processor seconds, and seconds on the clock."""

    def of_call(self, function: str) -> tuple[float, float]:
        """Processor seconds, and seconds on the clock, of a call of this function."""
        return self.functions.get(function, (self.call_cpu, self.call_wall))


@dataclass(frozen=True)
class TimeUsed:
    """Parts of the processor time that is allowed, from 0 to 1."""

    of_submission: float = 0.0
    of_call: float = 0.0
    """The largest that one call used."""
    slowest_function: str = ""
    """What was called then; empty for the import."""


class TimeBudget:
    """What is left of a submission's time, and which of its functions have run out of theirs."""

    def __init__(self, limits: TimeLimits) -> None:
        self.limits = limits
        self.used = TimeUsed()
        self.timeouts: Counter[str] = Counter()
        """How often each function's calls have run out of time."""
        self._cpu_left = limits.total_cpu
        self._wall_left = limits.total_wall

    def demand_patience_with(self, function: str) -> None:
        """Raise `CheckStopped` if this function, or all of them, ran out of time too often."""
        if self.timeouts.total() >= _MOST_TIMEOUTS:
            raise CheckStopped(
                Verdict.TIMED_OUT,
                f"Your code ran out of time {_MOST_TIMEOUTS} times and was not called again.",
                concerns_all_checks=True,
            )
        if self.timeouts[function] >= _MOST_TIMEOUTS_PER_FUNCTION:
            raise CheckStopped(
                Verdict.TIMED_OUT,
                f"{function} ran out of time in earlier checks and was not called again.",
                concerns_all_checks=True,
            )

    @contextlib.contextmanager
    def limiting(
        self,
        start: Callable[[float, float], TimeLimit],
        limits: tuple[float, float],
        function: str | None,
    ) -> Iterator[TimeLimit]:
        """The limit of one exchange, whose time is taken from what is left.

        Args:
            start: gives a limit, of processor seconds and of seconds on the clock, from now on.
            limits: those of the call.
            function: what is called; empty for an import, None for several calls whose own time is
                not known.

        Raises:
            CheckStopped: nothing is left.
        """
        cpu_seconds, wall_seconds = limits
        if min(self._cpu_left, self._wall_left) <= 0:
            raise CheckStopped(
                Verdict.TIMED_OUT,
                "Your code had used up the time for the whole submission.",
                concerns_all_checks=True,
            )
        limit = start(min(cpu_seconds, self._cpu_left), min(wall_seconds, self._wall_left))
        try:
            yield limit
        finally:
            cpu_used, wall_used = limit.used()
            self._cpu_left -= cpu_used
            self._wall_left -= wall_used
            slowest = (self.used.of_call, self.used.slowest_function)
            if function is not None:
                slowest = max(slowest, (cpu_used / cpu_seconds, function))
            self.used = TimeUsed(1 - self._cpu_left / self.limits.total_cpu, *slowest)
