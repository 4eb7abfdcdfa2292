"""Jobs run in any executor's workers; a killed worker loses nothing."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.grading.job import Job, grade_job
from autograder.grading.pool import run_jobs
from autograder.grading.preparation import make_jobs
from autograder.records import Result, Submission
from tests.tiny_course import HALF, NAME, RIGHT, make_tiny_course

SCORES = {"Ada": 10.0, "Ben": 5.0, "Cleo": 10.0, "Dora": 5.0}

KILLS_ITS_WORKER = """
import os, signal

def _kill_the_worker():
    # The check runs in the examining process, a child of the worker.
    os.kill(os.getppid(), signal.SIGKILL)
    signal.pause()
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_tiny_course(tmp_path)


def jobs_of(course: Course) -> list[Job]:
    submissions = [
        Submission(name, {"tiny.py": (RIGHT if score == 10 else HALF).encode()})
        for name, score in SCORES.items()
    ]
    return make_jobs(course, course.assignment(NAME), submissions, frozenset())


def scores(results: list[Result]) -> dict[str, float | None]:
    return {result.student: result.score for result in results}


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_every_job_gives_its_result(course: Course, workers: int) -> None:
    assert scores(list(run_jobs(jobs_of(course), workers))) == SCORES


def test_jobs_run_in_the_threads_of_a_clusters_worker(course: Course) -> None:
    stop = threading.Event()
    others = [threading.Thread(target=stop.wait) for _ in range(4)]
    for thread in others:
        thread.start()
    with ThreadPoolExecutor(2) as executor:
        results = [Result.from_json(data) for data in executor.map(grade_job, jobs_of(course))]
    stop.set()
    assert scores(results) == SCORES


def _grade_one(job: Job, answers: multiprocessing.Queue[bytes]) -> None:
    answers.put(grade_job(job))


def test_jobs_run_in_a_daemonic_process(course: Course) -> None:
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    job = jobs_of(course)[0]
    worker = context.Process(target=_grade_one, args=(job, answers), daemon=True)
    worker.start()
    assert Result.from_json(answers.get(timeout=60)).score == 10
    worker.join()


def test_a_job_that_kills_its_worker_is_set_aside_and_the_rest_goes_on(course: Course) -> None:
    check = course.root / "autograder" / "hidden" / NAME / "test_hidden.py"
    kills = "    if student.double(0 * x + 1)[0] == 77:\n        _kill_the_worker()\n"
    text = check.read_text().replace(
        '"""negate: any three numbers."""\n', f'"""negate: any three numbers."""\n{kills}'
    )
    check.write_text(KILLS_ITS_WORKER + text)
    jobs = jobs_of(course)
    killer = Submission("Eve", {"tiny.py": b"def double(x): return 0 * x + 77\n"})
    jobs[1:1] = make_jobs(course, jobs[0].assignment, [killer], frozenset())
    results = {result.student: result for result in run_jobs(jobs, 2)}
    assert {name: results[name].score for name in SCORES} == SCORES
    assert not results["Eve"].is_graded
    assert "3 times" in results["Eve"].failure


def test_a_job_is_asked_for_when_there_is_room_for_it(course: Course) -> None:
    asked = []

    def asking() -> Iterator[Job]:
        for job in jobs_of(course):
            asked.append(job.submission.student)
            yield job

    results = run_jobs(asking(), 1)
    next(results)
    assert len(asked) == 2
    assert len(list(results)) == 3
