"""One submission's checks, its `student` behind the wall.

What is the same for every submission comes from `prepared`. Imports checking, sandbox, `cases`,
`checks`, `job`, `prepared`, `scoring` and the records.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from hypothesis.errors import Flaky, UnsatisfiedAssumption

from autograder.checking.outcomes import outcome_of
from autograder.checking.running import outcome_with_calls
from autograder.checking.student import Call, Journal, StudentModule
from autograder.checking.verdicts import CheckStopped, Outcome, Verdict
from autograder.grading.cases import (
    DrawnCase,
    EnoughDrawn,
    draw_smaller,
    drawing_by_the_secret,
    size_of,
)
from autograder.grading.checks import Check, ChecksError
from autograder.grading.job import Scope
from autograder.grading.prepared import FRESH_CASES, FreshCase, PreparedChecks
from autograder.grading.scoring import Measurements, forget_score, score_set
from autograder.records import CheckResult
from autograder.sandbox.channel import Batch
from autograder.sandbox.processes import SandboxError
from autograder.sandbox.session import SandboxSession

# Shrinking makes a failing case smaller than the smallest of those drawn: of one check, the first
# that fails. Bounded by number and not by time, so that a message does not depend on the machine;
# and tightly, since each draw costs as much as ten calls, and a wrong submission shall not cost
# several times what a right one does.
_SHRINKING_DRAWS = 8


def examine(
    prepared: PreparedChecks,
    session: SandboxSession,
    scope: Scope | None = None,
    seen: Callable[[CheckResult], None] = lambda result: None,
    submission: str = "",
) -> tuple[CheckResult, ...]:
    """Run every check of a week against one submission.

    Args:
        prepared: the week's checks.
        session: calls the submission's functions.
        scope: how much is done, by default all.
        seen: is called with every result as it comes.
        submission: its digest, on which its fresh cases depend.
    """
    scope = scope or Scope()
    fresh = fresh_cases(prepared, submission)
    examination = _Examination(prepared, session, scope.rehearsed, fresh)
    results: list[CheckResult] = []
    for check in prepared.checks:
        if scope.only is None or check.identity in scope.only:
            results.append(examination.result(check))
            seen(results[-1])
            if scope.until_failure and results[-1].outcome.verdict is not Verdict.PASSED:
                break
    # Last: what a smaller case does to the submission's process and its time harms no check.
    return examination.with_a_smaller_case(results) if scope.shrink else tuple(results)


def fresh_cases(prepared: PreparedChecks, submission: str) -> tuple[FreshCase, ...]:
    """A submission's own cases, one for each function, by its digest."""
    own = hmac.digest(prepared.secret, submission.encode(), hashlib.sha256)
    found = []
    for function, draw in prepared.fresh.items():
        number = hmac.digest(own, function.encode(), hashlib.sha256)[0] % FRESH_CASES
        found.append(draw(number))
    return tuple(fresh for fresh in found if fresh is not None)


@dataclass(frozen=True)
class _Failure:
    """What a check raised, with the calls that led to it."""

    error: BaseException
    calls: list[Call]
    case: DrawnCase | None = None
    """One of those that were drawn beforehand."""


@dataclass
class _Examination:
    prepared: PreparedChecks
    session: SandboxSession
    rehearsed: bool
    fresh: tuple[FreshCase, ...]
    _journal: Journal = field(default_factory=Journal)
    _to_shrink: tuple[Check, Mapping[str, object], _Failure] | None = None
    """The first failure on a drawn case, with what its check was called with."""

    def __post_init__(self) -> None:
        functions = self.prepared.assignment.functions
        self._student = StudentModule(functions, self.session, self._journal)

    def result(self, check: Check) -> CheckResult:
        """Run one check."""
        fixtures = self.prepared.fixtures(self._student, check)
        forget_score(check)
        outcome = self._outcome(check, check.arguments(fixtures))
        measured = fixtures.get("measured")
        return CheckResult(
            check.description,
            outcome,
            partial=score_set(check) if outcome.verdict is Verdict.FAILED else None,
            measurements=tuple(measured.taken) if isinstance(measured, Measurements) else (),
        )

    def with_a_smaller_case(self, results: list[CheckResult]) -> tuple[CheckResult, ...]:
        """The same verdicts; one failing check's message tells of a smaller case."""
        if self._to_shrink is not None:
            check, arguments, failure = self._to_shrink
            told = self._told(self._made_smaller(check, arguments, failure))
            return tuple(
                replace(result, outcome=told) if result.check == check.description else result
                for result in results
            )
        return tuple(results)

    def _outcome(self, check: Check, arguments: Mapping[str, object]) -> Outcome:
        failure = self._failure(check, arguments)
        if failure is None:
            return Outcome(Verdict.PASSED)
        outcome = self._told(failure)
        if self._to_shrink is None and failure.case is not None:
            is_final = isinstance(failure.error, CheckStopped)
            if not is_final and outcome.verdict is not Verdict.GRADER_ERROR:
                self._to_shrink = (check, arguments, failure)
        return outcome

    def _told(self, failure: _Failure) -> Outcome:
        self._journal.calls[:] = failure.calls
        return outcome_with_calls(failure.error, self._journal)

    def _failure(self, check: Check, arguments: Mapping[str, object]) -> _Failure | None:
        try:
            return self._found_failure(check, arguments)
        except CheckStopped as stopped:  # the submission broke off between two checks
            return _Failure(stopped, [])

    def _found_failure(self, check: Check, arguments: Mapping[str, object]) -> _Failure | None:
        failure = None
        if not self._answers_as_rehearsed(self.prepared.rehearsed.get(check.identity, ())):
            self.session.start_check()
            failure = self._first_failure(check, arguments)
        for fresh in self.fresh:
            if failure is None and fresh.check == check.identity:
                failure = self._failure_on_fresh_case(check, arguments, fresh)
        return failure

    def _answers_as_rehearsed(self, rehearsal: tuple[Batch, ...]) -> bool:
        return bool(self.rehearsed and rehearsal) and self.session.answers_as_rehearsed(rehearsal)

    def _first_failure(self, check: Check, arguments: Mapping[str, object]) -> _Failure | None:
        if check.hypothesis is None:
            return self._tried(check, arguments)
        cases = self.prepared.cases[check.identity]
        if not cases:
            return self._by_the_engine(check, arguments)
        return self._replayed(check, cases, arguments)

    def _tried(self, check: Check, arguments: Mapping[str, object]) -> _Failure | None:
        """Try a check on one case; an assumption that does not hold is raised."""
        self._journal.start_example()
        try:
            check.test(**arguments)
        except UnsatisfiedAssumption:
            raise
        except BaseException as error:
            # Its frames would keep alive what the submission answered, which may be large.
            traceback.clear_frames(error.__traceback__)
            return _Failure(error, list(self._journal.calls))
        return None

    def _replayed(
        self, check: Check, cases: tuple[DrawnCase, ...], arguments: Mapping[str, object]
    ) -> _Failure | None:
        """The failure on the first of the cases, the smallest ones, on which there is one."""
        completed = 0
        for case in cases:
            try:
                failure = self._tried(check, {**arguments, **case.arguments()})
            except UnsatisfiedAssumption:
                continue
            if failure is not None:
                return replace(failure, case=case)
            completed += 1
        if not completed:
            return _Failure(ChecksError("no case fits what the check assumes of an answer"), [])
        return None

    def _made_smaller(
        self, check: Check, arguments: Mapping[str, object], failure: _Failure
    ) -> _Failure:
        """The failure on the smallest case that Hypothesis finds from this one on."""
        assert failure.case is not None
        smallest, size = failure, len(failure.case.pickled)
        verdict = outcome_of(failure.error).verdict

        def attempt(**drawn: object) -> BaseException | None:
            nonlocal smallest, size
            found = self._tried(check, {**arguments, **drawn})
            if found is None:
                return None
            if isinstance(found.error, CheckStopped):  # each may take long, and tells less
                raise EnoughDrawn
            if outcome_of(found.error).verdict is not verdict:
                return None
            # Of those of the same size, Hypothesis comes to the simplest at last.
            if (found_size := size_of(drawn)) <= size:
                smallest, size = found, found_size
            return found.error

        with contextlib.suppress(CheckStopped, SandboxError):  # between two checks
            self.session.start_check()
            draw_smaller(check, failure.case, _SHRINKING_DRAWS, attempt)
        return smallest

    def _failure_on_fresh_case(
        self, check: Check, arguments: Mapping[str, object], fresh: FreshCase
    ) -> _Failure | None:
        if self._answers_as_rehearsed(fresh.rehearsed):
            return None
        self.session.start_check()
        try:
            failure = self._tried(check, {**arguments, **fresh.case.arguments()})
        except UnsatisfiedAssumption:
            return None
        return failure and replace(failure, case=fresh.case)

    def _by_the_engine(self, check: Check, arguments: Mapping[str, object]) -> _Failure | None:
        """The smallest failure that Hypothesis finds; of checks that draw on the way."""
        smallest: _Failure | None = None

        def observed(**everything: object) -> None:
            nonlocal smallest
            failure = self._tried(check, everything)
            if failure is not None:
                smallest = failure
                raise failure.error

        check.hypothesis.inner_test = observed
        try:
            with drawing_by_the_secret(check, self.prepared.secret):
                check.function(**arguments)
        except BaseException as error:
            if smallest is None or isinstance(error, Flaky):
                return _Failure(error, [])
        finally:
            check.hypothesis.inner_test = check.test
        return smallest
