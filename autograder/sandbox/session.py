"""Calls into one submission, and the verdict when a call does not come back as it should.

Imports this folder and the records of `autograder.checking`.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import FunctionType
from typing import Protocol

from autograder.checking.signatures import FunctionSpec
from autograder.checking.student import Answer, Helper
from autograder.checking.verdicts import (
    CheckStopped,
    Verdict,
    mark_as_submissions,
    submission_trace,
)
from autograder.sandbox.budget import TimeBudget, TimeLimits, TimeUsed
from autograder.sandbox.channel import (
    Batch,
    ClosedError,
    GarbledError,
    OutOfTimeError,
    TimeLimit,
)
from autograder.sandbox.functions import code_of
from autograder.sandbox.layers import Layer
from autograder.sandbox.processes import Sandbox, SandboxError, SubmittedFiles, WarmParent
from autograder.sandbox.replies import (
    Reply,
    as_built_in_exception,
    in_the_words_of_checks,
    keeps_to,
)
from autograder.sandbox.wire import REQUEST_LIMITS, Handle, WireLimitError, encode

_IMPORT_CPU_SECONDS = 10.0


class RunningSandbox(Protocol):
    """What a session wants of a sandbox."""

    layers: dict[str, str]
    has_imported: bool

    def time_limit(self, cpu_seconds: float, wall_seconds: float) -> TimeLimit:
        """A limit that starts now."""

    def ask(self, request: Mapping[str, object], limit: TimeLimit) -> dict[str, object]:
        """The answer to a request."""

    def ask_together(self, batch: Batch, limit: TimeLimit) -> list[dict[str, object]] | None:
        """None where all answers are as expected; otherwise those that came."""

    def end(self) -> str:
        """End it; how it had ended."""


class SandboxSession:
    """Calls one submission's functions, in a sandbox that is started again after each death.

    It is a `Caller`, as `autograder.checking.student` wants it.
    """

    def __init__(
        self,
        parent: WarmParent,
        submitted: SubmittedFiles,
        limits: TimeLimits | None = None,
        required_layers: frozenset[Layer] = frozenset(),
        start: Callable[[WarmParent, SubmittedFiles], RunningSandbox] = Sandbox,
    ) -> None:
        self._parent = parent
        self._submitted = submitted
        self._start = start
        self._budget = TimeBudget(limits or TimeLimits())
        self._required_layers = required_layers
        self._running: RunningSandbox | None = None
        self._broken_import: tuple[Verdict, str] | None = None
        self._has_stumbled = False
        self._answered: deque[tuple[bytes, dict[str, object]]] = deque()
        self._answers_as_rehearsed: dict[tuple[Batch, ...], bool] = {}

    def __enter__(self) -> SandboxSession:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def time_used(self) -> TimeUsed:
        """So far, of what is allowed."""
        return self._budget.used

    def start_check(self) -> None:
        """Begin a check: caches of the last one are forgotten, random numbers start afresh."""
        if self._running is not None:
            with self._judging("between two checks"):
                self._ask(self._running, {"do": "check"}, self._budget.limits.of_call(""))

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
        answer = self._call(spec, arguments, keywords, helper, wants_arguments)
        after = answer.get("arguments", [])
        expected = len(arguments) + len(keywords) if wants_arguments else 0
        if "value" not in answer or not isinstance(after, list) or len(after) != expected:
            raise self._garbled()
        return Answer(in_the_words_of_checks(answer["value"]), after)

    def answers_as_rehearsed(self, rehearsal: tuple[Batch, ...]) -> bool:
        """Whether the submission answers all that a check asks exactly so, when first asked.

        This gives no verdict: where anything else comes, or nothing, the check is to be run. What
        it asks then, as was rehearsed, has been answered already, and is not asked again.
        """
        self.forget_answers()
        if rehearsal not in self._answers_as_rehearsed:
            self._answers_as_rehearsed[rehearsal] = self._is_answered_as(rehearsal)
        return self._answers_as_rehearsed[rehearsal]

    def forget_answers(self) -> None:
        """Have all be asked anew that was answered before it was asked."""
        self._answered.clear()

    def layers(self) -> dict[str, str]:
        """Every layer's name with why it is missing, empty where it is in force.

        Raises:
            SandboxError: the sandbox can't be started.
        """
        with self._judging("at the start"):
            self._running = self._running or self._start(self._parent, self._submitted)
        return self._running.layers

    def close(self) -> None:
        """End the sandbox and all it started; returns when they are gone."""
        self._answered.clear()
        if self._running is not None:
            ending, self._running = self._running, None
            ending.end()

    def _is_answered_as(self, rehearsal: tuple[Batch, ...]) -> bool:
        if self._has_stumbled:
            return False
        timeouts = self._budget.timeouts.copy()
        try:
            with self._judging("while running a check"):
                sandbox = self._loaded()
                any_call = self._budget.limits.of_call("")
                for number, batch in enumerate(rehearsal):
                    with self._budget.limiting(sandbox.time_limit, any_call, None) as limit:
                        received = sandbox.ask_together(batch, limit)
                    if received is not None:
                        for earlier in rehearsal[:number]:
                            self._answered += zip(earlier.requests, earlier.answers(), strict=True)
                        self._answered += zip(batch.requests, received, strict=False)
                        return False
        except (CheckStopped, SandboxError):  # it is said when the check is run
            self._has_stumbled = True
            self._budget.timeouts = timeouts
            return False
        return True

    def _call(
        self,
        spec: FunctionSpec,
        arguments: Sequence[object],
        keywords: Mapping[str, object],
        helper: Helper | None,
        wants_arguments: bool,
    ) -> dict[str, object]:
        self._budget.demand_patience_with(spec.name)
        with self._judging(f"while running {spec.name}", spec.name):
            sandbox = self._loaded()
            request: dict[str, object] = {
                "do": "call",
                "function": spec.name,
                "arguments": [self._passable(sandbox, value) for value in arguments],
                "keywords": {k: self._passable(sandbox, value) for k, value in keywords.items()},
                "returns": [kind.value for kind in spec.returns],
                "wants_arguments": wants_arguments,
            }
            if helper is not None:
                request["through"] = self._passable(sandbox, helper.function)
                request["given"] = list(helper.given)
            answer = self._ask(sandbox, request, self._budget.limits.of_call(spec.name))
            if "value" in answer and not keeps_to(spec.returns, answer["value"]):
                raise GarbledError("a cache, or a handle in the place of a value")
            reply = Reply.read(answer)
        if reply.is_missing:
            raise CheckStopped(
                Verdict.MISSING, f"{self._submitted.module}.py defines no {spec.name}."
            )
        self._raise_what_it_raised(reply)
        return answer

    def _passable(self, sandbox: RunningSandbox, value: object) -> object:
        """An argument as it crosses: a check's function is defined inside first."""
        if not isinstance(value, FunctionType):
            return value
        request = {"do": "define", "code": code_of(value)}
        handle = self._ask(sandbox, request, self._budget.limits.of_call("")).get("value")
        if not isinstance(handle, Handle):
            raise GarbledError("no handle of a function")
        return handle

    def _loaded(self) -> RunningSandbox:
        """The sandbox, with the submission imported."""
        if self._broken_import is not None:
            # A new one each time: raised again, the old one's traceback would grow for ever.
            raise CheckStopped(*self._broken_import, concerns_all_checks=True)
        if self._running is None or not self._running.has_imported:
            try:
                self._import()
            except CheckStopped as stopped:
                self._broken_import = (stopped.verdict, stopped.message)
                raise CheckStopped(*self._broken_import, concerns_all_checks=True) from None
        assert self._running is not None
        return self._running

    def _import(self) -> None:
        with self._judging("while importing your file"):
            sandbox = self._running = self._running or self._start(self._parent, self._submitted)
            self._check_layers(sandbox.layers)
            limits = (_IMPORT_CPU_SECONDS, self._budget.limits.call_wall)
            answer = self._ask(sandbox, {"do": "import"}, limits)
            reply = Reply.read(answer)
            sandbox.has_imported = True
        try:
            self._raise_what_it_raised(reply)
        except Exception as error:
            words = f"Your file could not be imported:\n{submission_trace(error)}"
            if isinstance(error, ModuleNotFoundError):
                allowed = ", ".join(self._parent.libraries)
                words += f"\nOnly {allowed} and the standard library can be imported in grading."
            raise CheckStopped(Verdict.ERROR, words) from None
        if "value" not in answer:
            raise self._garbled()

    def _ask(
        self, sandbox: RunningSandbox, request: Mapping[str, object], limits: tuple[float, float]
    ) -> dict[str, object]:
        """Ask under the limits of this call and of the whole submission."""
        answer = self._was_answered(request)
        if answer is not None:
            return answer
        function = str(request.get("function", ""))
        with self._budget.limiting(sandbox.time_limit, limits, function) as limit:
            return sandbox.ask(request, limit)

    def _was_answered(self, request: Mapping[str, object]) -> dict[str, object] | None:
        """The answer, if the next of the requests that were sent together is this one."""
        if not self._answered:
            return None
        rehearsed, answer = self._answered.popleft()
        if rehearsed == b"".join(encode(request, REQUEST_LIMITS)):
            return answer
        self._answered.clear()  # what comes next is to be asked
        return None

    def _check_layers(self, layers: Mapping[str, str]) -> None:
        lost = [layer for layer in self._required_layers if layers.get(layer, "absent")]
        if lost:
            reasons = "; ".join(f"{layer}: {layers.get(layer)}" for layer in sorted(lost))
            raise SandboxError(f"a layer of the wall is missing: {reasons}")

    def _raise_what_it_raised(self, reply: Reply) -> None:
        trace = reply.trace
        if reply.is_out_of_memory:
            self.close()
            raise CheckStopped(Verdict.OUT_OF_MEMORY, "Your code needs more memory than allowed.")
        if reply.refused is not None:
            lines = "\n".join(("", *trace.lines)) if trace else ""
            raise CheckStopped(
                Verdict.FORBIDDEN,
                f"Grading does not allow what your code tried: {reply.refused}{lines}",
            )
        if trace is None:
            return
        if "NotImplementedError" in reply.is_a:
            name = f": {trace.message}" if trace.message else "."
            raise CheckStopped(Verdict.MISSING, f"Not implemented yet{name}")
        error = as_built_in_exception(reply.is_a, trace.message)
        if error is None:
            raise CheckStopped(Verdict.ERROR, f"Your code raised an exception:\n{trace}")
        raise mark_as_submissions(error, trace)

    @contextlib.contextmanager
    def _judging(self, when: str, function: str = "") -> Iterator[None]:
        """Turn what goes wrong with the sandbox into a verdict."""
        try:
            yield
        except OutOfTimeError as error:
            self.close()
            self._budget.timeouts[function] += 1
            words = f"Your code {error} {when}: does it end?"
            raise CheckStopped(Verdict.TIMED_OUT, words) from None
        except (GarbledError, WireLimitError) as error:
            self.close()
            raise CheckStopped(
                Verdict.FORBIDDEN,
                f"Your code sent something that is not an answer {when}: {error}.",
            ) from None
        except ClosedError:
            assert self._running is not None
            dead, self._running = self._running, None
            self._answered.clear()
            ending = dead.end()
            raise CheckStopped(
                Verdict.ERROR, f"Your code's process ended {when}: {ending}."
            ) from None

    def _garbled(self) -> CheckStopped:
        self.close()
        return CheckStopped(Verdict.FORBIDDEN, "Your code sent something that is not an answer.")
