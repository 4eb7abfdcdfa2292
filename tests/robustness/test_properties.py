"""What is true of every score: within its bounds, and of nobody else's making."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from autograder.checking.description import CheckDescription
from autograder.checking.verdicts import Outcome, Verdict
from autograder.course import Course
from autograder.grading.checks import Check
from autograder.grading.grade import grade_job
from autograder.grading.job import Job
from autograder.grading.pool import run_jobs
from autograder.grading.preparation import make_jobs
from autograder.grading.scoring import score_set
from autograder.records import CheckResult, Result, Submission, Timing, Versions
from autograder.reports.gradescope import results_json
from tests.robustness.runs import CLASS, make_classroom
from tests.tiny_course import NAME

POINTS = st.floats(0, 1000) | st.integers(0, 100).map(float)
WHAT_IS_SET = (
    st.none()
    | st.floats()
    | st.integers()
    | st.sampled_from([10**400, -(10**400), "3.5", True, float("inf"), float("nan"), -0.0])
)
NEIGHBOURS = {
    **CLASS,
    "Hal Beispiel": "import numpy as np\nnp.add = np.multiply = None\ndef double(x): return x\n",
    "Ida Muster": "import numpy as np\ndef double(x): return np.ones(1 << 30)\n",
    "Jan Sample": "def double(x):\n    x *= 2\n    return x\ndef negate(x): return -x\n",
    "Kim Ejemplo": "import random\nrandom.seed(1)\ndef negate(x): return -x\nprint('x' * 9999)\n",
    "Lea Exemple": "def double(:\n",
}
"""Who may sit next to whom: right, wrong, endless, crashing, spoiling."""


def check_that_sets(points: float, value: object) -> Check:
    """A check after a call in which it has set a score, or none."""

    def test() -> None:
        pass

    if value is not None:
        test.__score__ = value  # type: ignore[attr-defined]
    description = CheckDescription("test", "A check.", "1", points, ("double",), "visible")
    return Check(description, "test", test, test, {}, frozenset(), is_visible=True)


@given(POINTS, WHAT_IS_SET)
@example(5.0, 10**400)
@example(5.0, -(10**400))
@example(5.0, float("nan"))
@example(0.0, float("inf"))
def test_what_a_failed_check_has_set_is_a_part_of_its_points(points: float, value: object) -> None:
    score = score_set(check_that_sets(points, value))
    assert (score is None) is (value is None)
    assert score is None or 0 <= score <= points


@given(st.lists(st.tuples(POINTS, st.sampled_from(Verdict), WHAT_IS_SET)))
def test_a_score_is_never_below_zero_nor_above_the_maximum(
    outcomes: list[tuple[float, Verdict, object]],
) -> None:
    checks = []
    for points, verdict, value in outcomes:
        check = check_that_sets(points, value)
        partial = score_set(check) if verdict is Verdict.FAILED else None
        checks.append(CheckResult(check.description, Outcome(verdict), partial))
        assert 0 <= checks[-1].score <= points
    result = Result(NAME, "Ada Sample", Versions("", "", "", ""), tuple(checks))
    graded_checks = all(verdict is not Verdict.GRADER_ERROR for _, verdict, _ in outcomes)
    assert (result.score is not None) is graded_checks
    assert result.score is None or 0 <= result.score <= result.max_score
    again = Result.from_json(result.to_json())
    assert (again.score, again.max_score) == (result.score, result.max_score)
    written = json.loads(results_json(result))
    assert 0 <= written.get("score", 0) <= result.max_score


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return Course(make_classroom(tmp_path_factory.mktemp("class")))


@pytest.fixture(scope="module")
def alone(course: Course) -> dict[str, str]:
    """The result of each submission that is graded by itself."""
    return {name: essence(grade_job(job_of(course, name))) for name in NEIGHBOURS}


def job_of(course: Course, name: str) -> Job:
    files = {"tiny.py": NEIGHBOURS[name].encode()}
    (job,) = make_jobs(course, course.assignment(NAME), [Submission(name, files)], frozenset())
    return job


def essence(data: bytes | Result) -> str:
    """All of a result but for its timing, byte for byte."""
    result = data if isinstance(data, Result) else Result.from_json(data)
    return replace(result, timing=Timing()).to_json()


CLASSES = st.lists(st.sampled_from(sorted(NEIGHBOURS)), unique=True, min_size=1, max_size=6)


# Where a submission fails, its case is made smaller by Hypothesis, inside of this test.
@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.nested_given],
)
@given(students=CLASSES)
def test_a_result_depends_neither_on_the_others_nor_on_the_order(
    course: Course, alone: dict[str, str], students: list[str]
) -> None:
    for name in students:
        assert essence(grade_job(job_of(course, name))) == alone[name]


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@example(students=sorted(NEIGHBOURS), workers=1)
@example(students=sorted(NEIGHBOURS), workers=2)
@example(students=sorted(NEIGHBOURS, reverse=True), workers=3)
@given(students=CLASSES, workers=st.sampled_from([1, 2, 3]))
def test_a_result_does_not_depend_on_the_number_of_workers(
    course: Course, alone: dict[str, str], students: list[str], workers: int
) -> None:
    jobs = [job_of(course, name) for name in students]
    results = {result.student: essence(result) for result in run_jobs(jobs, workers)}
    assert results == {name: alone[name] for name in students}
