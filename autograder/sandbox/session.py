"""Calls into one submission, and the verdict when a call does not come back as it should.

Imports this folder and the records of `autograder.checking`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from autograder.sandbox.ahead import AnswersAhead, Part
from autograder.sandbox.budget import TimeBudget, TimeLimits, TimeUsed
from autograder.sandbox.canonical import is_in_brief, with_words_of
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
from autograder.sandbox.wire import Handle, WireLimitError

_IMPORT_CPU_SECONDS = 10.0


class RunningSandbox(Protocol):
    """What a session wants of a sandbox."""

    layers: dict[str, str]
    has_imported: bool

    def time_limit(self, cpu_seconds: float, wall_seconds: float) -> TimeLimit:
        """A limit that starts now."""

    def ask(self, request: Mapping[str, object], limit: TimeLimit) -> dict[str, object]:
        """The answer to a request."""

    def ask_together(self, batches: Sequence[Batch], limit: TimeLimit) -> list[bytes]:
        """What came as the answers to these batches, or to the first of them."""

    def end(self) -> str:
        """End it; how it had ended."""

    def leave(self) -> None:
        """Leave it to a fork of this process."""


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
        self._ahead = AnswersAhead()

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
        if self._running is None:
            self.forget_answers()  # what is asked now begins in a new process
        else:
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

    def ask_ahead(self, messages: Iterable[Sequence[Part]]) -> bool:
        """Ask what several checks will ask, the batches of a message together.

        Nothing that comes is decoded, but compared with what was rehearsed. A batch is left out
        that would tell an answer which the submission has not given.

        Returns:
            Whether the submission answers everything as was rehearsed, or as well.
        """
        answers_all = True
        is_right = self._ahead.is_right
        for parts in messages:
            batches = [part.batch for part in parts if all(map(is_right, part.after))]
            if batches:
                self._ask_beforehand(batches)
            # Of each: what is found out in a fork of this process is of no use to the next one.
            are_right = [is_right(part.batch) for part in parts]
            answers_all = answers_all and all(are_right)
        return answers_all

    def answers_as_rehearsed(self, rehearsal: tuple[Batch, ...], *, exactly: bool = False) -> bool:
        """Whether the submission answers all that a check asks so, or as well, when first asked.

        This gives no verdict: where anything else comes, or nothing, the check is to be run. What
        it asks then, as was rehearsed, has been answered already, and is not asked again.
        """
        self.forget_answers()
        is_right = self._ahead.is_expected if exactly else self._ahead.is_right
        for number, batch in enumerate(rehearsal, start=1):
            if not self._ahead.has_answer_of(batch):
                self._ask_beforehand([batch])
            if not is_right(batch):
                with self._stumbling():
                    self._ahead.recall(rehearsal[:number])
                return False
        return True

    def forget_answers(self) -> None:
        """Have all be asked anew that was answered before it was asked."""
        self._ahead.forget_what_is_recalled()

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
        self.forget_answers()
        if self._running is not None:
            ending, self._running = self._running, None
            ending.end()

    def leave(self) -> None:
        """Leave the sandbox, if there is one, to a fork of this process, or to its end there."""
        if self._running is not None:
            self._running.leave()
            self._running = None

    def _ask_beforehand(self, batches: Sequence[Batch]) -> None:
        if not self._has_stumbled:
            with self._stumbling():
                self._ask_together(self._loaded(), batches)

    def _ask_together(self, sandbox: RunningSandbox, batches: Sequence[Batch]) -> None:
        any_call = self._budget.limits.of_call("")
        with self._budget.limiting(sandbox.time_limit, any_call, None) as limit:
            self._ahead.note(batches, sandbox.ask_together(batches, limit))

    @contextlib.contextmanager
    def _stumbling(self) -> Iterator[None]:
        """Of trouble, note that there was some: what it is will be said when a check is run."""
        timeouts = self._budget.timeouts.copy()
        try:
            with self._judging("while running a check"):
                yield
        except (CheckStopped, SandboxError):
            self._has_stumbled = True
            self._budget.timeouts = timeouts

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
            answer = self._ask_now(sandbox, {"do": "import"}, limits)
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
        answer = self._ahead.answer_to(request)
        if answer is not None and not is_in_brief(answer):
            return answer
        behind = self._ahead.catch_up()
        if request["do"] != "check":  # a check begins with nothing kept
            for batch in behind:
                self._ask_together(sandbox, [batch])
        again = self._ask_now(sandbox, request, limits)
        return again if answer is None else with_words_of(answer, again)

    def _ask_now(
        self, sandbox: RunningSandbox, request: Mapping[str, object], limits: tuple[float, float]
    ) -> dict[str, object]:
        self._ahead.note_another_request()
        function = str(request.get("function", ""))
        with self._budget.limiting(sandbox.time_limit, limits, function) as limit:
            return sandbox.ask(request, limit)

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
            self.forget_answers()
            ending = dead.end()
            raise CheckStopped(
                Verdict.ERROR, f"Your code's process ended {when}: {ending}."
            ) from None

    def _garbled(self) -> CheckStopped:
        self.close()
        return CheckStopped(Verdict.FORBIDDEN, "Your code sent something that is not an answer.")
