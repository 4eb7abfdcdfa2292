"""The calls that a week's checks make to a right solution, to be repeated without wall or check.

What they take in a warm process is the floor: no grader that makes them takes less.
"""

from __future__ import annotations

import contextlib
import functools
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from measuring import Costs

from autograder.checking.local_caller import LocalCaller
from autograder.checking.signatures import FunctionSpec
from autograder.checking.student import Answer, Helper
from autograder.grading.examination import examine
from autograder.grading.job import Scope
from autograder.grading.prepared import PreparedChecks
from autograder.sandbox.seeding import seed_generators

Call = Callable[[], object]


def recorded_calls(prepared: PreparedChecks, solution: Path) -> list[Call]:
    """All of them, with their arguments, as they are made directly."""
    recorder = _Recorder(solution)
    results = examine(prepared, recorder, Scope(rehearsed=False, diagnose=False))  # type: ignore[arg-type]
    assert all(result.outcome.verdict == "passed" for result in results), solution
    return recorder.calls


def cost_of(calls: Sequence[Call]) -> Costs:
    """Make the calls; what that costs."""
    begin = Costs(time.process_time(), time.perf_counter())
    for call in calls:
        with contextlib.suppress(Exception):  # some must refuse what they are given
            call()
    return Costs(time.process_time(), time.perf_counter()).since(begin)


class _Recorder(LocalCaller):
    """Stands where a sandbox's session does, and remembers the calls."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.calls: list[Call] = []

    def start_check(self) -> None:
        """As in a sandbox."""
        seed_generators()

    def __call__(
        self,
        spec: FunctionSpec,
        arguments: Sequence[object],
        keywords: Mapping[str, object],
        helper: Helper | None = None,
        *,
        wants_arguments: bool = False,
    ) -> Answer:
        """Make the call, and remember it."""
        function = getattr(self._imported(), spec.name)
        call = functools.partial(function, *arguments, **keywords)
        if helper is not None:
            call = functools.partial(helper.function, call, *helper.given)
        self.calls.append(call)
        return super().__call__(spec, arguments, keywords, helper, wants_arguments=wants_arguments)
