"""An examiner grades as a local process does, and is replaced when it is killed or hangs."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.grading import examiner
from autograder.grading.checks import collect_checks
from autograder.grading.examiner import Examiner, ExaminerLostError, grade_apart
from autograder.grading.grade import grade_job
from autograder.grading.job import Job, Scope
from autograder.grading.preparation import make_jobs
from autograder.grading.travel import Batch, PackedWeek
from autograder.records import Result, Submission
from autograder.sandbox.layers import PROTECTED
from tests.conftest import family, wait_until_gone
from tests.grading.cluster.conftest import by_student, jobs_of
from tests.tiny_course import NAME, RIGHT, make_tiny_course

KILLS_ITS_PARENT = """
import os, signal

def _kill_the_examiner():
    os.kill(os.getppid(), signal.SIGKILL)
    signal.pause()
"""


@pytest.fixture
def one() -> Iterator[Examiner]:
    started = Examiner()
    yield started
    started.close()


@pytest.fixture(autouse=True)
def _none_left() -> Iterator[None]:
    yield
    while not examiner._IDLE.empty():
        examiner._IDLE.get().close()


@pytest.mark.slow
def test_threads_grade_by_examiners_of_their_own(tiny: Course) -> None:
    jobs = jobs_of(tiny, 4)
    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(lambda job: grade_apart(job, 60), jobs))
    assert examiner._IDLE.qsize() == 2
    assert by_student([Result.from_json(answer) for answer in answers]) == by_student(
        [Result.from_json(grade_job(job)) for job in jobs]
    )


@pytest.mark.slow
def test_a_job_that_kills_its_examiner_is_set_aside_and_the_next_is_graded(tmp_path: Path) -> None:
    course = make_tiny_course(tmp_path)
    check = course.root / "autograder" / "hidden" / NAME / "test_hidden.py"
    kills = "    if student.double(0 * x + 1)[0] == 77:\n        _kill_the_examiner()\n"
    text = check.read_text().replace(
        '"""negate: any three numbers."""\n', f'"""negate: any three numbers."""\n{kills}'
    )
    check.write_text(KILLS_ITS_PARENT + text)
    killer = Submission("Eve", {"tiny.py": b"def double(x): return 0 * x + 77\n"})
    right = Submission("Ada", {"tiny.py": RIGHT.encode()})
    eve, ada = make_jobs(course, course.assignment(NAME), [killer, right], PROTECTED)
    result = Result.from_json(grade_apart(eve, 60))
    assert not result.is_graded
    assert "3 times" in result.failure
    assert Result.from_json(grade_apart(ada, 60)).score == 10


@pytest.mark.slow
def test_one_that_hangs_is_killed(tiny: Course, one: Examiner) -> None:
    (job,) = jobs_of(tiny, 1)
    one.grade(job, 60)
    processes = family(one._process.pid)
    os.kill(one._process.pid, signal.SIGSTOP)
    with pytest.raises(ExaminerLostError):
        one.grade(job, 0.5)
    assert wait_until_gone(processes) == set()


def test_one_that_hangs_can_not_keep_a_large_job_from_being_sent(
    tiny: Course, one: Examiner
) -> None:
    (job,) = jobs_of(tiny, 1)
    large = replace(job, submission=Submission("Ada", {"tiny.py": b"#" * (1 << 23)}))
    os.kill(one._process.pid, signal.SIGSTOP)
    with pytest.raises(ExaminerLostError):
        one.grade(large, 0.5)


@pytest.mark.slow
def test_one_whose_worker_lets_go_ends(one: Examiner) -> None:
    one._connection.close()
    assert one._process.wait(timeout=20) == 0


def test_hidden_checks_import_what_travelled_and_not_what_is_installed(tmp_path: Path) -> None:
    course = make_tiny_course(tmp_path / "here")
    installed = "hw4_convolution"  # of which there are other checks in the package
    for folder in ("assignments", "autograder/hidden", "solutions"):
        (course.root / folder / NAME).rename(course.root / folder / installed)
    hidden = course.root / "autograder" / "hidden" / installed
    for package in (hidden, hidden.parent, hidden.parents[1]):
        (package / "__init__.py").touch()
    (hidden / "cases.py").write_text("TWO = 2\n")
    check = hidden / "test_hidden.py"
    imports = f"from autograder.hidden.{installed}.cases import TWO\nassert TWO == 2\n"
    check.write_text(imports + check.read_text())
    submissions = [Submission("Ada", {"tiny.py": RIGHT.encode()})]
    (job,) = make_jobs(course, course.assignment(installed), submissions, PROTECTED)
    result = travelled(job, tmp_path / "there")
    assert (result.failure, result.score) == ("", 10)


def travelled(job: Job, weeks: Path) -> Result:
    """The result of a job in a copy of its week."""
    week = PackedWeek.of(job.assignment)
    (arrived,) = Batch((job,), week.digest, week, 1).in_folder(weeks) or ()
    return Result.from_json(grade_apart(arrived, 600))


def course_weeks() -> list[str]:
    return Course(Path(__file__).resolve().parents[3]).assignment_names()


@pytest.mark.slow
@pytest.mark.parametrize("name", course_weeks())
def test_every_week_of_the_course_can_travel(course: Course, name: str, tmp_path: Path) -> None:
    week = course.assignment(name)
    trains = {"measured", "settings"}  # minutes of training, and images that do not travel
    checks = [check for check in collect_checks(week) if not check.fixtures & trains]
    scope = Scope(only=frozenset(check.identity for check in checks), diagnose=False)
    submission = Submission("Ada", {f"{week.module}.py": week.reference.read_bytes()})
    (job,) = make_jobs(course, week, [submission], PROTECTED)
    result = travelled(replace(job, scope=scope), tmp_path)
    assert result.failure == ""
    assert [check.score for check in result.checks] == [
        check.check.points for check in result.checks
    ]
    assert len(result.checks) == len(checks)
