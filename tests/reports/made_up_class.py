"""Classes to report: made-up students, of any number, with the troubles that real ones have."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from autograder.checking.description import CheckDescription
from autograder.checking.verdicts import Outcome, Verdict
from autograder.records import (
    CheckResult,
    Diagnosis,
    Grade,
    GradeState,
    Result,
    Student,
    Timing,
)
from tests.reports.examples import VERSIONS

ASSIGNMENT = "hw4_convolution"
TITLE = "Convolution"

_FIRST = (
    *("Ada", "Ben", "Chiara", "Dmitri", "Emeka", "Finn", "Grace", "Hugo", "Ines", "Jonas"),
    *("Kofi", "Lena", "Mina", "Noor", "Olu", "Petra", "Quim", "Rosa", "Sami", "Tess"),
    *("Uma", "Vik", "Wanda", "Xin", "Yara", "Zoë", "O'Tess", "van der Ada", "小明", "علي"),
)
_LAST = (
    *("Sample", "Placeholder", "Esempio", "Obrazets", "Mfano", "Beispiel", "Muster", "Modello"),
    *("Ejemplo", "Mustermann", "Exemplar", "Vzorek", "Namae", "Mithal", "Apeere", "Primjer"),
    *("Exemple", "Exemplo", "Malli", "Namesake", "Vorlage", "Udaharan", "Przykład", "Fangli"),
    *("Mithaal", "Platzhalter", "Dummy", "Filler", "Testovich", "Stand-In", "範例", "Prøve"),
)


@dataclass(frozen=True)
class _Function:
    name: str
    difficulty: float
    titles: tuple[str, ...]


_FUNCTIONS = (
    _Function("conv_output_size", 0.05, ("the handout's examples.", "ValueError if it won't fit.")),
    _Function(
        "conv1d",
        0.25,
        (
            "the handout's example at stride 1.",
            "a single 1 in the signal gives the kernel back, in its own order.",
            "strides of 2 and 3, without padding.",
            "zeros at both ends of the signal.",
        ),
    ),
    _Function("toeplitz_matrix", 0.2, ("the handout's two examples.", "stride and padding.")),
    _Function(
        "conv2d_forward",
        0.3,
        (
            "the handout's first example: the filter is not flipped.",
            "two images of two channels, two filters of one row and two columns.",
            "images and filters that are not square.",
            "stride, padding, channels, rectangles and biases together.",
        ),
    ),
    _Function(
        "conv2d_backward",
        0.5,
        (
            "dx in the handout's example.",
            "⟨conv(x), dout⟩ = ⟨x, dx⟩ for b = 0, since conv is linear in x.",
            "dx with padding has the shape of x; the padding's part is cut off.",
            "dw for strides of 2 and 3, also where windows leave gaps.",
        ),
    ),
    _Function("relu_forward", 0.03, ("the handout's example.", "arrays of one to four axes.")),
    _Function("max_pool2d_forward", 0.15, ("the handout's example.", "windows that overlap.")),
    _Function(
        "max_pool2d_backward",
        0.4,
        (
            "the handout's example: two windows with one maximum add up.",
            "windows that overlap (stride < size) and may share their maximum.",
        ),
    ),
)
_HINTS = {
    "conv1d": Diagnosis(
        "conv1d",
        "conv1d_not_flipped",
        "This seems to be a correlation: the kernel is laid over the signal as it is. What does a\n"
        "convolution do with the kernel first?\n",
    ),
    "conv2d_forward": Diagnosis(
        "conv2d_forward",
        "conv2d_filter_flipped",
        "The filters seem to be flipped, as in conv1d. The layer of a network is a\n"
        "cross-correlation: the filter is laid over the image as it is.\n",
    ),
    "max_pool2d_backward": Diagnosis(
        "max_pool2d_backward",
        "max_pool2d_gradient_overwritten",
        "Where windows overlap, a pixel may be the maximum of several. What of the gradients that\n"
        "it got before?\n",
    ),
}
MESSAGE = """\
conv2d_forward(x, w, b)
    x = [[[[0, 1, 2], [3, 4, 5], [6, 7, 8]]]]  shape (1, 1, 3, 3)
    w = [[[[1, 2], [3, 4]]]]  shape (1, 1, 2, 2)
    b = [0]  shape (1,)
conv2d_backward(dout, cache)
    dout = [[[[1, 0], [0, 2]]]]  shape (1, 1, 2, 2)
    cache = what your forward function returned
dx is wrong.
expected: [[[[1, 2, 0], [3, 6, 4], [0, 6, 8]]]]  shape (1, 1, 3, 3)
received: [[[[6, 4, 0], [6, 8, 0], [0, 0, 0]]]]  shape (1, 1, 3, 3)
7 of 9 elements are wrong; the worst is [0, 0, 2, 2]: expected 8, received 0."""
_FAILURES = {
    "conv1d": """\
conv1d(signal, kernel)
    signal = [5, 9, 2, 6, 7, 9, 8]  shape (7,)
    kernel = [1, 0, -1]  shape (3,)
the convolution is wrong.
expected: [-3, -3, 5, 3, 1]  shape (5,)
received: [3, 3, -5, -3, -1]  shape (5,)
5 of 5 elements are wrong; the worst is [2]: expected 5, received -5.""",
    "conv2d_forward": """\
conv2d_forward(x, w, b)
    x = [[[[0, 1, 2], [3, 4, 5], [6, 7, 8]]]]  shape (1, 1, 3, 3)
    w = [[[[1, 0], [0, 0]]]]  shape (1, 1, 2, 2)
    b = [0]  shape (1,)
out is wrong.
expected: [[[[0, 1], [3, 4]]]]  shape (1, 1, 2, 2)
received: [[[[4, 5], [7, 8]]]]  shape (1, 1, 2, 2)
4 of 4 elements are wrong; the worst is [0, 0, 0, 0]: expected 0, received 4.""",
    "conv2d_backward": MESSAGE,
    "max_pool2d_backward": """\
max_pool2d_forward(x, size=3, stride=2)
    x = [[[[1, 2, 5, 3, 4], [-1, -2, -3, -4, -5], [0, -6, -7, -8, -9]]]]  shape (1, 1, 3, 5)
max_pool2d_backward(dout, cache)
    dout = [[[[1, 10]]]]  shape (1, 1, 1, 2)
    cache = what your forward function returned
dx is wrong.
expected: [[[[0, 0, 11, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]]]]  shape (1, 1, 3, 5)
received: [[[[0, 0, 10, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]]]]  shape (1, 1, 3, 5)
1 of 15 elements is wrong; the worst is [0, 0, 0, 2]: expected 11, received 10.""",
}
_MESSAGES = {
    Verdict.FAILED: "out has the wrong shape: expected (2, 2), received (2,).",
    Verdict.ERROR: "Your code raised an exception:\nconvolution.py, line 78, in conv2d_backward: "
    "dxp[n, :, i*s:i*s+K] += d * w[f]\nValueError: operands could not be broadcast together",
    Verdict.TIMED_OUT: "Your code used more than 4 s of processor time: does it end?",
}
TRACEBACK = (
    "KeyError: 'shape'\nTraceback (most recent call last):\n"
    '  File "checks.py", line 12, in test_conv1d\n    wanted = case["shape"]\nKeyError: \'shape\''
)


def made_up_class(students: int, seed: int = 0) -> tuple[Grade, ...]:
    """A class of so many, by name: about one in twelve handed in nothing, one in 40 is ungraded."""
    draw = random.Random(seed)
    names = draw.sample([f"{first} {last}" for first in _FIRST for last in _LAST] * 2, students)
    return tuple(_grade(name, k, draw) for k, name in enumerate(sorted(names)))


def _grade(name: str, number: int, draw: random.Random) -> Grade:
    student = Student(name, email=f"s{number}@example.org", student_id=f"{900_000 + number}")
    fate = draw.random()
    if fate < 1 / 12:
        return Grade(student, ASSIGNMENT, GradeState.NOT_SUBMITTED, 0.0, 100.0)
    result = _result(name, draw)
    submitted = dt.datetime(2026, 12, 11, 20, number % 60, tzinfo=dt.UTC)
    if fate < 1 / 12 + 1 / 40:
        broken = Outcome(Verdict.GRADER_ERROR, TRACEBACK)
        checks = (*result.checks[:2], CheckResult(result.checks[2].check, broken))
        failed = Result(ASSIGNMENT, name, VERSIONS, (*checks, *result.checks[3:]))
        state = GradeState.UNGRADED
        return Grade(student, ASSIGNMENT, state, None, 100.0, (), submitted, failed)
    assert result.score is not None
    remarks: tuple[str, ...] = ()
    points = round(result.score / result.max_score * 100, 2)
    if draw.random() < 0.08:
        remarks = ("1 day late: −10% of the points.",)
        points = max(0.0, points - 10)
    state = GradeState.GRADED
    return Grade(student, ASSIGNMENT, state, points, 100.0, remarks, submitted, result)


def _result(name: str, draw: random.Random) -> Result:
    skill = draw.betavariate(4, 2.5)
    checks: list[CheckResult] = []
    diagnoses = []
    for place, function in enumerate(_FUNCTIONS, start=1):
        trouble = draw.random() < function.difficulty * 4 * (1.05 - skill)
        verdict = Verdict.PASSED
        if trouble:
            kinds = (Verdict.FAILED, Verdict.MISSING, Verdict.ERROR, Verdict.TIMED_OUT)
            (verdict,) = draw.choices(kinds, weights=(6, 1 + 6 * (1 - skill), 2, 1))
        for number, title in enumerate(function.titles, start=1):
            passes = verdict is not Verdict.MISSING and draw.random() < 0.3
            checks.append(
                _check(function, title, f"{place}.{number}", Verdict.PASSED if passes else verdict)
            )
        if verdict is Verdict.FAILED and function.name in _HINTS and draw.random() < 0.6:
            diagnoses.append(_HINTS[function.name])
    timing = Timing(0.03, 1.6, 0.01)
    return Result(ASSIGNMENT, name, VERSIONS, tuple(checks), "", timing, tuple(diagnoses))


def _check(function: _Function, title: str, number: str, verdict: Verdict) -> CheckResult:
    message = _MESSAGES.get(verdict, "")
    if verdict is Verdict.MISSING:
        message = f"convolution.py defines no {function.name}."
    elif verdict is Verdict.FAILED:
        message = _FAILURES.get(function.name, message)
    description = CheckDescription(
        name=f"test_{function.name}_{number.replace('.', '_')}",
        title=f"{function.name}: {title}",
        number=number,
        points=1.5,
        tags=(function.name,),
        visibility="visible" if number.endswith(".1") else "after_published",
    )
    return CheckResult(description, Outcome(verdict, message))
