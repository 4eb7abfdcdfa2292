"""The reference with one function in another's words, called in this process. Imports checking."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.checking.local_caller import LocalCaller
from autograder.checking.signatures import FunctionSpec
from autograder.checking.student import Answer, Helper
from autograder.checking.verdicts import CheckStopped, Verdict


@dataclass(frozen=True)
class Overlay:
    """The reference but for one function: a `Caller`, as `autograder.checking.student` wants it."""

    function: str
    wrong: LocalCaller
    right: LocalCaller
    limit: float
    """Processor seconds of a call: what takes longer than a submission may is like none."""

    def __call__(
        self,
        spec: FunctionSpec,
        arguments: Sequence[object],
        keywords: Mapping[str, object],
        helper: Helper | None = None,
        *,
        wants_arguments: bool = False,
    ) -> Answer:
        """Call a function; see `Caller`."""
        caller = self.wrong if spec.name == self.function else self.right
        with _processor_seconds(self.limit):
            return caller(spec, arguments, keywords, helper, wants_arguments=wants_arguments)


@contextlib.contextmanager
def _processor_seconds(limit: float) -> Iterator[None]:
    """End what takes longer with `CheckStopped`."""

    def end(*_: object) -> None:
        raise CheckStopped(Verdict.TIMED_OUT, f"It took more than {limit:g} s.")

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
