"""One submission's checks, its `student` behind the wall.

What is the same for every submission, collecting the checks, drawing their cases and asking the
reference, is done once, by `prepare`. Imports checking, sandbox, `checks`, `cases`,
`misconceptions`, `scoring`, the course and the records.
"""

from __future__ import annotations

import contextlib
import importlib.util
import math
import pickle
import sys
import traceback
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType

import numpy as np
from hypothesis.errors import Flaky, HypothesisDeprecationWarning, UnsatisfiedAssumption

from autograder.checking.local_caller import LocalCaller
from autograder.checking.running import outcome_with_calls
from autograder.checking.student import Call, Journal, StudentModule
from autograder.checking.verdicts import CheckStopped, Outcome, Verdict, outcome_of
from autograder.course import CourseError
from autograder.grading.cases import draw_cases, seed_of, use_seed
from autograder.grading.checks import Check, ChecksError, collect_checks
from autograder.grading.misconceptions import Misconception, misconceptions_of
from autograder.grading.scoring import Measurements, forget_score, score_set
from autograder.records import Assignment, CheckResult
from autograder.sandbox.session import SandboxSession

# Shrinking makes a failing case smaller than the smallest of those drawn. Bounded by number and
# not by time, so that a message does not depend on the machine; a hopeless submission, which
# fails everywhere, shall not cost several times what a right one does.
_SHRINKING_TRIES_PER_CHECK = 150
_SHRINKING_TRIES_PER_SUBMISSION = 900


@dataclass(frozen=True)
class PreparedChecks:
    """A week's checks under one secret, ready for any number of submissions."""

    assignment: Assignment
    checks: tuple[Check, ...]
    cases: Mapping[str, tuple[bytes, ...]]
    """By the check's identity; none of those that are run by Hypothesis's engine."""
    reference: ModuleType
    secret: bytes
    device: str
    misconceptions: tuple[Misconception, ...] = ()

    def cases_of(self, check: Check) -> list[dict[str, object]]:
        """What the check's test is called with, besides its fixtures: arrays of the caller's own.

        None at all where only Hypothesis's engine can draw it.
        """
        if check.hypothesis is None:
            return [{}]
        return [pickle.loads(case) for case in self.cases[check.identity]]

    def fixtures(self, student: StudentModule, check: Check) -> dict[str, object]:
        """What a check may ask for, with this submission as the student."""
        return {
            "student": student,
            "reference": self.reference,
            "partner": self.reference,
            "rng": np.random.default_rng(seed_of(check, self.secret)),
            "device": self.device,
            "settings": dict(self.assignment.settings),
            "measured": Measurements(),
        }


def prepare(assignment: Assignment, secret: bytes, device: str = "cpu") -> PreparedChecks:
    """Collect a week's checks, draw their cases, and try them on what is right.

    Raises:
        ChecksError: they can't be collected, the reference can't be imported, or a file in wrong/
            is not as it should be.
    """
    # Replayed cases call `assume` where no engine listens; that is what Hypothesis warns of.
    warnings.filterwarnings("ignore", category=HypothesisDeprecationWarning)
    checks = collect_checks(assignment)
    reference = _load_module(assignment.reference, "reference")
    _keep_to_one_thread()
    try:
        misconceptions = misconceptions_of(assignment)
    except CourseError as error:
        raise ChecksError(str(error)) from None
    right = StudentModule(assignment.functions, LocalCaller(assignment.reference), Journal())
    prepared = PreparedChecks(assignment, checks, {}, reference, secret, device, misconceptions)
    cases = {}
    for check in checks:
        if check.hypothesis is not None:
            use_seed(check, secret)
            arguments = check.arguments(prepared.fixtures(right, check))
            cases[check.identity] = draw_cases(check, arguments)
        elif check.fixtures & {"reference", "partner"}:
            fixtures = {**prepared.fixtures(right, check), "student": reference}
            _try_on_reference(check, check.arguments(fixtures))
    return replace(prepared, cases=cases)


@dataclass(frozen=True)
class Scope:
    """How much of an examination is done; less than all of it is no grade."""

    only: frozenset[str] | None = None
    """The identities of the checks to run, if not all."""
    shrink: bool = True
    """Whether failing cases are made smaller; without a reader they need not be."""
    until_failure: bool = False
    """Whether the first check that does not pass is the last one."""
    diagnose: bool = True
    """Whether misconceptions are looked for; without a reader they need not be."""


def examine(
    prepared: PreparedChecks,
    session: SandboxSession,
    scope: Scope | None = None,
    seen: Callable[[CheckResult], None] = lambda result: None,
) -> tuple[CheckResult, ...]:
    """Run every check of a week against one submission.

    Args:
        prepared: the week's checks.
        session: calls the submission's functions.
        scope: how much is done, by default all.
        seen: is called with every result as it comes.
    """
    scope = scope or Scope()
    examination = _Examination(prepared, session, scope.shrink)
    results: list[CheckResult] = []
    for check in prepared.checks:
        if scope.only is None or check.identity in scope.only:
            results.append(examination.result(check))
            seen(results[-1])
            if scope.until_failure and results[-1].outcome.verdict is not Verdict.PASSED:
                break
    return tuple(results)


def functions_called(prepared: PreparedChecks) -> dict[str, frozenset[str]]:
    """Which functions of a right submission each check calls, by the check's identity."""
    specs = prepared.assignment.functions
    called = {}
    for check in prepared.checks:
        journal = Journal()
        right = StudentModule(specs, LocalCaller(prepared.assignment.reference), journal)
        arguments = check.arguments(prepared.fixtures(right, check))
        for case in prepared.cases_of(check):
            with contextlib.suppress(Exception):  # what it is will be seen when the check is run
                check.test(**arguments, **case)
        names = {spec.name for spec, _ in journal.calls} or {spec.name for spec in specs}
        called[check.identity] = frozenset(names)
    return called


@dataclass(frozen=True)
class _Failure:
    """What a check raised, with the calls that led to it."""

    error: BaseException
    calls: list[Call]
    size: int = 0
    """Of what was drawn."""


class _Enough(BaseException):
    """Ends Hypothesis's engine; no `Exception`, so that it does not take it for a failure."""


@dataclass
class _Examination:
    prepared: PreparedChecks
    session: SandboxSession
    shrink: bool
    _journal: Journal = field(default_factory=Journal)
    _tries_left: int = _SHRINKING_TRIES_PER_SUBMISSION

    def __post_init__(self) -> None:
        functions = self.prepared.assignment.functions
        self._student = StudentModule(functions, self.session, self._journal)

    def result(self, check: Check) -> CheckResult:
        """Run one check."""
        fixtures = self.prepared.fixtures(self._student, check)
        forget_score(check)
        outcome = self._outcome(check, check.arguments(fixtures))
        measured = fixtures["measured"]
        assert isinstance(measured, Measurements)
        return CheckResult(
            check.description,
            outcome,
            partial=score_set(check) if outcome.verdict is Verdict.FAILED else None,
            measurements=tuple(measured.taken),
        )

    def _outcome(self, check: Check, arguments: Mapping[str, object]) -> Outcome:
        failure = self._failure(check, arguments)
        if failure is None:
            return Outcome(Verdict.PASSED)
        self._journal.calls[:] = failure.calls
        return outcome_with_calls(failure.error, self._journal)

    def _failure(self, check: Check, arguments: Mapping[str, object]) -> _Failure | None:
        try:
            return self._found_failure(check, arguments)
        except CheckStopped as stopped:  # the submission broke off between two checks
            return _Failure(stopped, [])

    def _found_failure(self, check: Check, arguments: Mapping[str, object]) -> _Failure | None:
        self.session.start_check()
        if check.hypothesis is None:
            return self._tried(check, arguments)
        cases = self.prepared.cases[check.identity]
        if not cases:
            return self._by_the_engine(check, arguments)
        failure = self._replayed(check, cases, arguments)
        if failure is not None and self._can_be_smaller(failure):
            self.session.start_check()
            tries = min(self._tries_left, _SHRINKING_TRIES_PER_CHECK)
            return self._by_the_engine(check, arguments, tries) or failure
        return failure

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
        self, check: Check, cases: tuple[bytes, ...], arguments: Mapping[str, object]
    ) -> _Failure | None:
        """The failure on the first of the cases, the smallest ones, on which there is one."""
        completed = 0
        for case in cases:
            try:
                failure = self._tried(check, {**arguments, **pickle.loads(case)})
            except UnsatisfiedAssumption:
                continue
            if failure is not None:
                return failure
            completed += 1
        if not completed:
            return _Failure(ChecksError("no case fits what the check assumes of an answer"), [])
        return None

    def _can_be_smaller(self, failure: _Failure) -> bool:
        is_final = isinstance(failure.error, CheckStopped)
        is_the_checks_fault = outcome_of(failure.error).verdict is Verdict.GRADER_ERROR
        return self.shrink and self._tries_left > 0 and not is_final and not is_the_checks_fault

    def _by_the_engine(
        self, check: Check, arguments: Mapping[str, object], most_tries: float = math.inf
    ) -> _Failure | None:
        """The smallest failure that Hypothesis's engine finds within so many tries."""
        tries = 0
        smallest: _Failure | None = None

        def observed(**everything: object) -> None:
            nonlocal tries, smallest
            if tries >= most_tries:
                raise _Enough
            tries += 1
            failure = self._tried(check, everything)
            if failure is not None:
                size = _size({name: everything[name] for name in everything.keys() - arguments})
                if smallest is None or size <= smallest.size:
                    smallest = replace(failure, size=size)
                raise failure.error

        check.hypothesis.inner_test = observed
        use_seed(check, self.prepared.secret)
        try:
            check.function(**arguments)
        except _Enough:
            pass
        except BaseException as error:
            if smallest is None or isinstance(error, Flaky):
                return _Failure(error, [])
        finally:
            check.hypothesis.inner_test = check.test
            self._tries_left -= tries
        return smallest


def _try_on_reference(check: Check, arguments: Mapping[str, object]) -> None:
    """Run a check once: what it remembers of the reference is then there in every fork."""
    with contextlib.suppress(Exception):  # what it is will be seen when the check is run
        check.test(**arguments)


def _size(drawn: Mapping[str, object]) -> int:
    try:
        return len(pickle.dumps(drawn))
    except Exception:  # of a check that draws on the way: then the last failure counts
        return 0


def _keep_to_one_thread() -> None:
    """Keep PyTorch, where the reference has imported it, from starting threads.

    Drawing the cases computes with it, every examination is a fork, and a fork has none of its
    parent's threads: it would wait for them for ever.
    """
    if torch := sys.modules.get("torch"):
        torch.set_num_threads(1)


def _load_module(path: Path, name: str) -> ModuleType:
    """Import a trusted module from its file.

    Raises:
        ChecksError: it can't be imported.
    """
    specification = importlib.util.spec_from_file_location(name, path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    try:
        specification.loader.exec_module(module)
    except Exception as error:
        words = f"{type(error).__name__}: {error}"
        raise ChecksError(f"The reference {path} can't be imported: {words}") from error
    return module
