"""What is the same for every submission of a class, done once.

The checks are collected, their cases drawn, the reference asked, and a right submission's answers
rehearsed. Imports checking, sandbox, `checks`, `cases`, `misconceptions`, `rehearsal`, `scoring`,
`sealing`, the course and the records.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import hmac
import importlib.util
import itertools
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import numpy as np
from hypothesis.errors import HypothesisDeprecationWarning, UnsatisfiedAssumption

from autograder.checking.local_caller import LocalCaller
from autograder.checking.sealed import SealBrokenError
from autograder.checking.student import Journal, StudentModule
from autograder.checking.verdicts import Outcome
from autograder.course import CourseError
from autograder.grading.cases import (
    Draw,
    DrawnCase,
    draw_cases,
    drawing_by_the_secret,
    drawing_one,
    seed_of,
)
from autograder.grading.checks import Check, ChecksError, collect_checks
from autograder.grading.misconceptions import Misconception, misconceptions_of
from autograder.grading.rehearsal import (
    OTHER_WORDS,
    Alteration,
    Altered,
    Exchange,
    Rehearsal,
    batches,
    messages,
    tells_of_exceptions,
    with_other_numbers,
    with_words,
)
from autograder.grading.scoring import Measurements
from autograder.grading.sealing import SealedStudent
from autograder.records import Assignment, CheckResult
from autograder.sandbox.ahead import Part
from autograder.sandbox.channel import Batch

FRESH_CASES = 8
"""Of each function: a submission is asked one of them, which depends on its own text.

So answers copied from feedback are of no use; and a class needs no more than these to be drawn.
"""

_FRESH_DRAWS = 3
"""Until one fits what its check assumes."""

Case = Mapping[str, object]
"""What a check's test is called with, besides its fixtures."""


class Trial(NamedTuple):
    """One case of a check, as diagnosing looks at it."""

    exchanges: list[object]
    """What the function was asked and what it answered, call by call."""
    has_failed: bool


@dataclass(frozen=True)
class FreshCase:
    """One more case of a check, which not every submission is asked."""

    check: str
    """The check's identity."""
    case: DrawnCase
    rehearsed: tuple[Batch, ...]
    """Empty where the reference's answers prove nothing."""


@dataclass(frozen=True)
class PreparedChecks:
    """A week's checks under one secret, ready for any number of submissions."""

    assignment: Assignment
    checks: tuple[Check, ...]
    cases: Mapping[str, tuple[DrawnCase, ...]]
    """By the check's identity; none of those that are run by Hypothesis's engine."""
    reference: ModuleType
    secret: bytes
    device: str
    misconceptions: tuple[Misconception, ...] = ()
    rehearsed: Mapping[str, tuple[Batch, ...]] = field(default_factory=dict)
    """By the check's identity: what it asks of a submission, and answers with which it passes."""
    asked_ahead: tuple[tuple[Part, ...], ...] = ()
    """All that is rehearsed, in messages, in the order of the checks."""
    fresh: Mapping[str, Callable[[int], FreshCase | None]] = field(default_factory=dict)
    """By the function: what draws one of its `FRESH_CASES`, when it is first asked for."""
    right_trials: Mapping[tuple[str, str], Sequence[Trial]] = field(default_factory=dict)
    """By the check's identity and a function: how the reference does in a few cases; see
    `diagnosis`."""

    def cases_of(self, check: Check, most: int | None = None) -> list[dict[str, object]]:
        """What the check's test is called with, besides its fixtures: arrays of the caller's own.

        None at all where only Hypothesis's engine can draw it.

        Args:
            check: one of these.
            most: at most so many, two or more, from the smallest to the largest; by default all.
        """
        if check.hypothesis is None:
            return [{}]
        cases = self.cases[check.identity]
        if most is not None and most < len(cases):
            last = len(cases) - 1
            cases = tuple(cases[number * last // (most - 1)] for number in range(most))
        return [case.arguments() for case in cases]

    def all_with(self, outcome: Outcome) -> tuple[CheckResult, ...]:
        """The results of a submission whose checks all come out the same."""
        return tuple(CheckResult(check.description, outcome) for check in self.checks)

    def fixtures(self, student: StudentModule, check: Check) -> dict[str, object]:
        """What a check asks for, with this submission as the student."""
        available: dict[str, Callable[[], object]] = {
            "student": lambda: student,
            "reference": lambda: self.reference,
            "partner": lambda: self.reference,
            "rng": lambda: np.random.default_rng(seed_of(check, self.secret)),
            "device": lambda: self.device,
            "settings": lambda: dict(self.assignment.settings),
            "measured": Measurements,
        }
        return {name: available[name]() for name in check.fixtures}


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
            arguments = check.arguments(prepared.fixtures(right, check))
            with drawing_by_the_secret(check, secret):
                cases[check.identity] = draw_cases(check, arguments)
        elif check.fixtures & {"reference", "partner"}:
            fixtures = {**prepared.fixtures(right, check), "student": reference}
            _try_on_reference(check, check.arguments(fixtures))
    prepared = replace(prepared, cases=cases)
    rehearsed = dict(_rehearsed(prepared))
    prepared = replace(prepared, rehearsed=rehearsed, asked_ahead=messages(rehearsed.values()))
    return replace(prepared, fresh=dict(_fresh(prepared)))


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


def _rehearsed(prepared: PreparedChecks) -> Iterator[tuple[str, tuple[Batch, ...]]]:
    """The checks that a submission can pass by answering as the reference does."""
    for check in prepared.checks:
        if rehearsal := _rehearsal(prepared, check, functools.partial(prepared.cases_of, check)):
            yield check.identity, rehearsal


def _rehearsal(
    prepared: PreparedChecks, check: Check, cases: Callable[[], Sequence[Case]]
) -> tuple[Batch, ...]:
    """What a check asks in these cases; nothing where the reference's answers prove nothing."""
    # What trains is long to ask, and two right ones rarely agree in each bit.
    long = {name for name, _ in prepared.assignment.limits.functions}
    if "measured" in check.fixtures or long & set(check.description.tags):
        return ()
    exchanges, passed = _asked(prepared, check, cases(), sealed=True)
    if not passed:
        exchanges, passed = _asked(prepared, check, cases())
    if passed and tells_of_exceptions(exchanges):
        # Their words are no part of what is compared.
        alterations = (functools.partial(with_words, words) for words in OTHER_WORDS)
        passed = all(_asked(prepared, check, cases(), alter)[1] for alter in alterations)
    if not passed:
        return ()
    altered = exchanges
    if any(len(of_case) > 1 for of_case in exchanges):
        altered, _ = _asked(prepared, check, cases(), with_other_numbers)
    return batches(exchanges, altered)


def _asked(
    prepared: PreparedChecks,
    check: Check,
    cases: Sequence[Case],
    alter: Alteration = dict,
    *,
    sealed: bool = False,
) -> tuple[list[list[Exchange]], bool]:
    """What a check asks in each case, the beginning of the check first; whether all passed.

    With other numbers, it is asked to the end even where a case does not pass. If it passes sealed,
    it only compares the arrays that it is answered.
    """
    has_other_numbers = alter is with_other_numbers
    functions = prepared.assignment.functions
    rehearsal = Rehearsal(prepared.assignment, prepared.reference, alter)
    student = StudentModule(functions, rehearsal.session, Journal())
    if sealed:
        student = SealedStudent(functions, rehearsal.session, Journal(), rehearsal.note_sealed)
    rehearsal.session.start_check()
    fixtures = prepared.fixtures(student, check)
    if has_other_numbers:
        altered = Altered(prepared.reference)
        fixtures.update({name: altered for name in ("reference", "partner") if name in fixtures})
    arguments = check.arguments(fixtures)
    ends = [0, len(rehearsal.exchanges)]
    has_failed, fitting = False, 0
    for case in cases:
        try:
            check.test(**arguments, **case)
        except UnsatisfiedAssumption:
            pass
        except BaseException:  # what it is will be seen when the check is run
            has_failed = True
            if not has_other_numbers:
                break
        else:
            fitting += 1
        ends.append(len(rehearsal.exchanges))
    exchanges = rehearsal.exchanges
    if sealed and not has_failed:
        try:
            exchanges = rehearsal.compared()
        except SealBrokenError:
            has_failed = True
    of_cases = [exchanges[begin:end] for begin, end in itertools.pairwise(ends)]
    return of_cases, fitting > 0 and not has_failed


def _fresh(prepared: PreparedChecks) -> Iterator[tuple[str, Callable[[int], FreshCase | None]]]:
    """Of every function that has a check with cases, what draws more of them."""
    drawing = [
        (check, drawing_one(check))
        for check in prepared.checks
        if prepared.cases.get(check.identity)
    ]
    for spec in prepared.assignment.functions:
        own = [one for one in drawing if spec.name in one[0].description.tags]
        if own:
            yield (
                spec.name,
                functools.cache(functools.partial(_fresh_case, prepared, spec.name, own)),
            )


def _fresh_case(
    prepared: PreparedChecks, function: str, drawing: Sequence[tuple[Check, Draw]], number: int
) -> FreshCase | None:
    found = None
    for attempt in range(_FRESH_DRAWS):
        of_what = f"{function} {number} {attempt}"
        seed = hmac.digest(prepared.secret, of_what.encode(), hashlib.sha256)
        check, draw = drawing[int.from_bytes(seed, "big") % len(drawing)]
        try:
            case = draw(seed)
        except Exception as error:
            words = f"A case of {check.identity} can't be drawn: {type(error).__name__}: {error}"
            raise ChecksError(words) from error
        if case is not None:
            rehearsed = _rehearsal(prepared, check, functools.partial(_only, case))
            found = FreshCase(check.identity, case, rehearsed)
            if rehearsed or check.identity not in prepared.rehearsed:
                break
    return found


def _only(case: DrawnCase) -> list[Case]:
    return [case.arguments()]


def _try_on_reference(check: Check, arguments: Mapping[str, object]) -> None:
    """Run a check once: what it remembers of the reference is then there in every fork."""
    with contextlib.suppress(Exception):  # what it is will be seen when the check is run
        check.test(**arguments)


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
