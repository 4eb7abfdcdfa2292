"""No answer makes a check fail by itself: a submission can't have itself left ungraded.

Every check of every week is tried with answers of all kinds that can cross the wall, helpers'
answers included, and with every exception that a submission may seem to raise. There is no wall
here, so that they are many; what the wall lets through is for tests/sandbox to say.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pytest
from hypothesis.errors import UnsatisfiedAssumption

from autograder.checking.local_caller import LocalCaller
from autograder.checking.outcomes import outcome_of
from autograder.checking.signatures import FunctionSpec
from autograder.checking.student import Answer, Caller, ForeignValue, Helper, Journal, StudentModule
from autograder.checking.verdicts import (
    Outcome,
    SubmissionTrace,
    Verdict,
    mark_as_submissions,
)
from autograder.grading.checks import Check
from autograder.grading.prepared import PreparedChecks, prepare
from autograder.sandbox.replies import as_built_in_exception
from tests.hostile.classes import COURSE, WITH_PYTORCH, WITHOUT_PYTORCH

QUICK, *OTHERS = (*WITHOUT_PYTORCH, *WITH_PYTORCH)

_MOST_CASES = 2
_VALUES: Mapping[str, object] = {
    "array of no axes": np.array(1.5),
    "empty": np.zeros(0),
    "empty rows": np.zeros((0, 3)),
    "one axis": np.arange(5.0),
    "two axes": np.ones((2, 3)),
    "square": np.ones((4, 4)),
    "three axes": np.ones((2, 3, 4)),
    "sixteen axes": np.ones((1,) * 16),
    "complex": np.ones((2, 2), complex),
    "booleans": np.ones(3, bool),
    "NaN": np.full(3, np.nan),
    "unsigned": np.full((2, 4), 2**64 - 1, np.uint64),
    "signed": np.full((3, 4), -(2**63)),
    "integer": 3,
    "zero": 0,
    "large integer": 2**64 - 1,
    "infinity": float("inf"),
    "no number": float("nan"),
    "nothing": None,
    "boolean": True,
    "complex number": 1j,
    "foreign": ForeignValue("x"),
    "list": [1, 2],
    "no tuple": (),
    "dict": {"a": 1},
    "bytes": b"ab",
    "text": "abc",
    "empty text": "",
    "superscript": "² x",
    "many digits": "9" * 5000 + " x",
    "many lines": "a\n" * 1000,
}
_LIKE_RIGHT_ONES: Mapping[str, Callable[[np.ndarray], np.ndarray]] = {
    "all NaN": lambda right: np.full(right.shape, np.nan),
    "all infinite": lambda right: np.full(right.shape, np.inf),
    "enormous": lambda right: np.full(right.shape, 1e300),
    "complex": lambda right: right + 1j,
    "transposed": lambda right: right.T,
    "one axis more": lambda right: right[np.newaxis],
    "half": lambda right: right[: len(right) // 2] if right.ndim else right,
}
_EXCEPTIONS = (
    "StopIteration",
    "StopAsyncIteration",
    "AssertionError",
    "KeyError",
    "ExceptionGroup",
    "UnicodeDecodeError",
    "OSError",
    "MemoryError",
    "RecursionError",
    "ValueError",
)


def _answering(value: object) -> Caller:
    """Always answers the same, once for each value that is promised."""

    def call(
        spec: FunctionSpec,
        arguments: Sequence[object],
        keywords: Mapping[str, object],
        helper: Helper | None = None,
        *,
        wants_arguments: bool = False,
    ) -> Answer:
        after = [*arguments, *keywords.values()] if wants_arguments else []
        several = len(spec.returns) > 1
        return Answer(tuple(value for _ in spec.returns) if several else value, after)

    return call


def _changing(right: Caller, change: Callable[[np.ndarray], np.ndarray]) -> Caller:
    """Answers as is right, with every array and number changed."""

    def changed(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(map(changed, value))
        is_number = isinstance(value, np.ndarray | np.generic | int | float)
        return change(np.asarray(value)) if is_number else value

    def call(
        spec: FunctionSpec,
        arguments: Sequence[object],
        keywords: Mapping[str, object],
        helper: Helper | None = None,
        *,
        wants_arguments: bool = False,
    ) -> Answer:
        answer = right(spec, arguments, keywords, helper)
        after = [*arguments, *keywords.values()] if wants_arguments else []
        return Answer(changed(answer.value), after)

    return call


def _raising(name: str) -> Caller:
    """Always raises, as a submission's exception of this name is raised in the grader."""

    def call(*arguments: object, **keywords: object) -> Answer:
        error = as_built_in_exception([name, "Exception"], "message")
        assert error is not None
        raise mark_as_submissions(error, SubmissionTrace(name, "message", ("line",)))

    return call


def _outcome(prepared: PreparedChecks, check: Check, caller: Caller) -> Outcome:
    student = StudentModule(prepared.assignment.functions, caller, Journal())
    arguments = check.arguments(prepared.fixtures(student, check))
    for case in prepared.cases_of(check)[:_MOST_CASES] or [{}]:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                check.test(**arguments, **case)
        except UnsatisfiedAssumption:
            continue
        except BaseException as error:
            return outcome_of(error)
    return Outcome(Verdict.PASSED)


@pytest.mark.parametrize(
    "week",
    [QUICK, *(pytest.param(week, marks=pytest.mark.slow) for week in OTHERS)],
)
def test_no_answer_makes_a_check_fail_by_itself(week: str) -> None:
    prepared = prepare(COURSE.assignment(week), b"secret")
    right = LocalCaller(prepared.assignment.reference)
    callers = {
        **{name: _answering(value) for name, value in _VALUES.items()},
        **{f"right, {name}": _changing(right, how) for name, how in _LIKE_RIGHT_ONES.items()},
        **{name: _raising(name) for name in _EXCEPTIONS},
    }
    lengthy = {name for name, _ in prepared.assignment.limits.functions}
    faults = {}
    for check in prepared.checks:
        for name, caller in callers.items():
            # The reference needs seconds to train, or to make a deep network.
            if name.startswith("right, ") and (lengthy or week in WITH_PYTORCH):
                continue
            outcome = _outcome(prepared, check, caller)
            if outcome.verdict is Verdict.GRADER_ERROR:
                faults[check.identity, name] = outcome.message.splitlines()[0]
    assert faults == {}
