"""Which known misconception a failing function shows: the only one that answers as it does.

The function's checks are run again on some of their cases, on all where these leave a doubt: first
with the submission, then with each misconception in the grader's own process. One answer that
differs rules a misconception out.
Two that are left are a doubt, and a doubt is no diagnosis. Nothing here changes a verdict: it
begins when all checks are done. Imports checking, sandbox, `agreement`, `checks`,
`misconceptions`, `overlay` and the records.
"""

from __future__ import annotations

import math
import sys
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from hypothesis.errors import UnsatisfiedAssumption

from autograder.checking.description import CheckDescription
from autograder.checking.local_caller import LocalCaller
from autograder.checking.signatures import FunctionSpec, Kind
from autograder.checking.student import (
    Answer,
    Caller,
    Helper,
    Journal,
    StudentModule,
)
from autograder.checking.verdicts import CheckStopped, Verdict, submission_trace
from autograder.grading.agreement import agree, snapshot
from autograder.grading.checks import Check
from autograder.grading.misconceptions import Misconception
from autograder.grading.overlay import Overlay
from autograder.grading.prepared import PreparedChecks, Trial
from autograder.records import CheckResult, Diagnosis
from autograder.sandbox.seeding import seed_generators
from autograder.sandbox.session import SandboxSession

_FAILURES = frozenset({Verdict.FAILED, Verdict.ERROR})
"""What a misconception explains; all of a function's checks must end so, or pass."""
_FEW_CASES = 30
"""Of a function's checks together, about: all cases only where these leave a doubt."""
_FEWEST_CASES, _MOST_CASES = 3, 6
"""Of each of them, the while."""
_MOST_BYTES_COMPARED = 1 << 20
"""Of the arrays of one answer. All answers to a check are kept, and none of a misconception is as
large; those of a hostile submission may be, up to what crosses the wall."""


def diagnose(
    prepared: PreparedChecks, session: SandboxSession, results: Sequence[CheckResult]
) -> tuple[Diagnosis, ...]:
    """The diagnoses of an examined submission, at most one for each function that fails.

    Args:
        prepared: the week's checks.
        session: calls the submission's functions.
        results: of its checks.
    """
    if any(result.outcome.verdict is Verdict.GRADER_ERROR for result in results):
        return ()
    diagnoses = []
    for spec in prepared.assignment.functions:
        of_it = [result for result in results if spec.name in result.check.tags]
        verdicts = {result.outcome.verdict for result in of_it}
        if verdicts & _FAILURES and verdicts <= _FAILURES | {Verdict.PASSED}:
            failed = [r.check for r in of_it if r.outcome.verdict is not Verdict.PASSED]
            checks = _checks_of(prepared, spec.name)
            # A failing check first: there most misconceptions are ruled out at once.
            checks.sort(key=lambda check: check.description not in failed)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what is wrong may well divide by zero
                found = _found(prepared, spec.name, checks, failed, session)
            if found is not None:
                diagnoses.append(Diagnosis(found.function, found.name, found.hint))
    return tuple(diagnoses)


def with_right_trials(prepared: PreparedChecks) -> PreparedChecks:
    """The same checks, with how the reference does: worth it where a class is graded."""
    trials: dict[tuple[str, str], Sequence[Trial]] = {}
    for spec in prepared.assignment.functions:
        checks = _checks_of(prepared, spec.name)
        investigation = _Investigation(prepared, spec.name, checks)
        for check in checks:
            if check.identity in prepared.rehearsed:
                trials[check.identity, spec.name] = investigation.right_trials(check)
    return replace(prepared, right_trials=trials)


def _checks_of(prepared: PreparedChecks, function: str) -> list[Check]:
    return [check for check in prepared.checks if function in check.description.tags]


def _found(
    prepared: PreparedChecks,
    function: str,
    checks: Sequence[Check],
    failed: Sequence[CheckDescription],
    session: SandboxSession,
) -> Misconception | None:
    """The misconception, if there is exactly one that fits."""
    for is_brief in (True, False):  # nearly always some of the cases are enough
        investigation = _Investigation(prepared, function, checks, failed, is_brief=is_brief)
        fitting, is_at_fault = investigation.fitting(session)
        if not fitting:
            return None
        if len(fitting) == 1 and is_at_fault:
            return fitting[0]
    return None


class _CannotTellError(BaseException):
    """A call can't be compared; no `Exception`, so that no check catches it."""


@dataclass(frozen=True)
class _Investigation:
    """The search for the misconception behind one function."""

    prepared: PreparedChecks
    function: str
    checks: Sequence[Check]
    failed: Sequence[CheckDescription] = ()
    """Of the checks."""
    is_brief: bool = True
    """Whether only some of the cases are looked at."""

    def fitting(self, session: SandboxSession) -> tuple[list[Misconception], bool]:
        """Those that fit, and whether the function itself is at fault."""
        # What a misconception builds on, it imports from there.
        sys.modules["_reference"] = self.prepared.reference
        assignment = self.prepared.assignment
        right = LocalCaller(assignment.reference)
        limit = assignment.limits.call_cpu_seconds
        fitting = {
            one: Overlay(self.function, LocalCaller(one.path), right, limit)
            for one in self.prepared.misconceptions
            if one.function == self.function
        }
        is_at_fault = False
        for check in self.checks:
            if not fitting:
                break
            try:
                received = self._received(check, session)
            except (CheckStopped, _CannotTellError):
                return [], False
            if not received:  # the check draws on the way: what it tried can't be tried again
                return [], False
            fitting = {
                one: overlay
                for one, overlay in fitting.items()
                if self._agrees(received, check, overlay)
            }
            is_at_fault = is_at_fault or self._is_at_fault(received, check)
        return list(fitting), is_at_fault

    def _received(self, check: Check, session: SandboxSession) -> Sequence[Trial]:
        """How the submission does in a check, which is known if it answers as the reference."""
        known = self._known_trials(check)
        if known and check.description not in self.failed:
            rehearsed = self.prepared.rehearsed.get(check.identity, ())
            # In all: a check passes also with answers that it does not look at.
            if rehearsed and session.answers_as_rehearsed(rehearsed, exactly=True):
                return known
        # Now it is asked nothing more than each misconception is: what it answers may depend on it.
        session.forget_answers()
        session.start_check()
        return list(self._trials(check, session))

    def _agrees(self, received: Sequence[Trial], check: Check, overlay: Caller) -> bool:
        """Whether a misconception answers as the submission did, in every case of a check."""
        seed_generators()
        try:
            return all(map(agree, received, self._trials(check, overlay)))
        except (CheckStopped, _CannotTellError):
            return False

    def _is_at_fault(self, received: Sequence[Trial], check: Check) -> bool:
        """Whether the function's own answers, where a check fails, differ from the right ones.

        Otherwise what fails is something else, of which nothing is known here.
        """
        expected = self._known_trials(check) or self.right_trials(check)
        return any(
            trial.has_failed and not agree(trial.exchanges, right.exchanges)
            for trial, right in zip(received, expected, strict=False)
        )

    def _known_trials(self, check: Check) -> Sequence[Trial] | None:
        known = self.prepared.right_trials.get((check.identity, self.function))
        return known if self.is_brief else None

    def right_trials(self, check: Check) -> Sequence[Trial]:
        """How the reference does in a check; none where its answers can't be compared."""
        seed_generators()
        try:
            return list(self._trials(check, LocalCaller(self.prepared.assignment.reference)))
        except _CannotTellError:
            return []

    def _trials(self, check: Check, caller: Caller) -> Iterator[Trial]:
        """All cases of a check, one after the other, with `caller` as the submission."""
        assignment = self.prepared.assignment
        listener = _Listener(caller, self.function, dict(assignment.limits.functions))
        student = StudentModule(assignment.functions, listener, Journal())
        arguments = check.arguments(self.prepared.fixtures(student, check))
        share = math.ceil(_FEW_CASES / len(self.checks))
        few = min(max(share, _FEWEST_CASES), _MOST_CASES)
        for case in self.prepared.cases_of(check, few if self.is_brief else None):
            listener.exchanges = []
            has_failed = False
            try:
                check.test(**arguments, **case)
            except UnsatisfiedAssumption:
                pass
            except (Exception, pytest.fail.Exception):
                has_failed = True
            yield Trial(listener.exchanges, has_failed)


@dataclass
class _Listener:
    """A `Caller` that remembers what one function was asked, and what it answered."""

    caller: Caller
    function: str
    lengthy: Collection[str]
    """Functions that are not called a second time, such as one that trains a network."""
    exchanges: list[object] = field(default_factory=list)

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
        if spec.name in self.lengthy:
            raise _CannotTellError
        names = (*spec.parameters[: len(arguments)], *keywords)
        named = dict(zip(names, (*arguments, *keywords.values()), strict=True))
        asked = {
            name: snapshot(value)
            for name, value in named.items()
            if name not in spec.takes_back and not callable(value)
        }
        question = (asked, snapshot(helper.given) if helper is not None else ())
        try:
            answer = self.caller(spec, arguments, keywords, helper, wants_arguments=wants_arguments)
        except Exception as error:
            trace = submission_trace(error)
            if trace is None:
                raise _CannotTellError from error
            self._note(spec, (question, "raised", trace.type_name))
            raise
        if _bytes_in([answer.value, *answer.arguments_after]) > _MOST_BYTES_COMPARED:
            raise _CannotTellError
        after = dict(zip(names, map(snapshot, answer.arguments_after), strict=False))
        after = {name: value for name, value in after.items() if name in asked}
        self._note(spec, (question, "answered", snapshot(_visible(spec, answer.value)), after))
        return answer

    def _note(self, spec: FunctionSpec, exchange: object) -> None:
        if spec.name == self.function:
            self.exchanges.append(exchange)


def _visible(spec: FunctionSpec, value: object) -> object:
    """A returned value without what only its maker understands, such as a cache."""
    if spec.returns == (Kind.OPAQUE,):
        return None
    if not isinstance(value, tuple | list) or len(value) != len(spec.returns):
        return value
    parts = zip(spec.returns, value, strict=True)
    return tuple(part for kind, part in parts if kind is not Kind.OPAQUE)


def _bytes_in(value: object) -> int:
    """Of all arrays and bytes in a value; texts are short enough."""
    if isinstance(value, np.ndarray):
        return value.nbytes
    if isinstance(value, dict):
        return _bytes_in([*value.values()])
    if isinstance(value, tuple | list):
        return sum(map(_bytes_in, value))
    return len(value) if isinstance(value, bytes) else 0
