"""Jobs run in any executor's workers; a killed worker loses nothing."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.grading import pool
from autograder.grading.examiner import WallError
from autograder.grading.grade import grade_job
from autograder.grading.job import Job
from autograder.grading.pool import Answers, LocalProcesses, Lost, run_jobs
from autograder.grading.preparation import make_jobs
from autograder.records import Result, Submission
from autograder.sandbox.layers import Layer
from tests.conftest import family, wait_until_gone
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


@pytest.mark.parametrize("moment", ["idle", "grading"])
def test_a_worker_that_is_killed_takes_nothing_of_the_others_with_it(
    course: Course, moment: str
) -> None:
    first, second, third, last = jobs_of(course)
    with LocalProcesses(2) as engine:
        engine.submit([first, second] if moment == "grading" else [first])
        if moment == "idle":
            assert len(engine.next_answers().results) == 1
        while not engine._examiners:
            time.sleep(0.001)  # its thread starts it
        examiner = engine._examiners[0]._process.pid
        os.kill(examiner, signal.SIGKILL)
        engine.submit([third, last])
        answers = [engine.next_answers() for _ in range(4 if moment == "grading" else 2)]
        assert not engine.is_busy
    assert sum(len(answer.lost) for answer in answers) == 1
    assert all(len(lost.jobs) == 1 for answer in answers for lost in answer.lost)
    assert not wait_until_gone({examiner})


def test_the_examiner_that_has_tried_the_wall_goes_on_to_grade(course: Course) -> None:
    jobs = jobs_of(course)
    with LocalProcesses(1) as engine:
        layers = engine.layers(jobs[0].assignment, "cpu")
        examiner, family_of_it = engine._examiners[0], family(engine._examiners[0]._process.pid)
        assert set(layers) == set(Layer)
        assert scores(list(run_jobs(jobs, engine))) == SCORES
        assert engine._examiners == [examiner]
    assert not wait_until_gone(family_of_it)


def test_an_examiner_that_is_killed_while_it_tries_the_wall_is_replaced(course: Course) -> None:
    week = course.assignment(NAME)
    with LocalProcesses(1) as engine:
        engine.layers(week, "cpu")
        engine._examiners[0].kill()
        assert set(engine.layers(week, "cpu")) == set(Layer)


def test_what_a_sandbox_would_need_and_is_not_installed_is_named(course: Course) -> None:
    week = replace(course.assignment(NAME), libraries=("numpy", "no-such-library"))
    with LocalProcesses(1) as engine, pytest.raises(WallError, match="needs no-such-library"):
        engine.layers(week, "cpu")


def test_what_is_sent_and_given_may_be_larger_than_any_pipe(course: Course) -> None:
    large = Submission("Ada", {"tiny.py": RIGHT.encode(), "notes.txt": bytes(4 << 20)})
    jobs = make_jobs(course, course.assignment(NAME), [large] * 5, frozenset())
    assert [result.score for result in run_jobs(jobs, 2)] == [10.0] * 5


def test_a_job_is_asked_for_when_there_is_room_for_it(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_READY", 1)
    asked = []

    def asking() -> Iterator[Job]:
        for job in jobs_of(course):
            asked.append(job.submission.student)
            yield job

    results = run_jobs(asking(), 1)
    next(results)
    assert len(asked) == 3
    assert len(list(results)) == 3


class ScriptedEngine:
    """Loses batches as it is told, and notes what it was sent."""

    def __init__(self, size: int, killers: set[str], times: int = 1, forgets: int = 0) -> None:
        self._size, self._killers, self._times, self._forgets = size, killers, times, forgets
        self._batches: list[tuple[Job, ...]] = []
        self.sent: list[list[str]] = []

    def __enter__(self) -> ScriptedEngine:
        return self

    def __exit__(self, *error: object) -> None:
        assert not self._batches

    @property
    def is_busy(self) -> bool:
        return bool(self._batches)

    def batch_size(self, waiting: int) -> int:
        return 0 if len(self._batches) == 2 else min(self._size, waiting)

    def submit(self, jobs: Sequence[Job]) -> None:
        self._batches.append(tuple(jobs))
        self.sent.append([job.submission.student for job in jobs])

    def next_answers(self) -> Answers:
        if self._forgets:
            self._forgets -= 1
            forgotten = [job for batch in self._batches for job in batch]
            self._batches.clear()
            return Answers(not_run=forgotten)
        batch = self._batches.pop(0)
        if self._killers & {job.submission.student for job in batch}:
            return Answers(lost=[Lost(batch, self._times)])
        return Answers(results=[job.result(failure="graded") for job in batch])


def outcomes(jobs: list[Job], engine: ScriptedEngine) -> dict[str, str]:
    results = list(run_jobs(jobs, engine))
    assert len(results) == len(jobs)
    return {result.student: result.failure for result in results}


def test_jobs_lost_together_are_run_last_and_each_alone(course: Course) -> None:
    engine = ScriptedEngine(2, {"Ben"})
    found = outcomes(jobs_of(course), engine)
    assert engine.sent == [["Ada", "Ben"], ["Cleo", "Dora"], ["Ada"], ["Ben"], ["Ben"]]
    assert found.pop("Ben") == "Grading it killed its worker 3 times."
    assert set(found.values()) == {"graded"}


def test_an_engine_that_tries_again_by_itself_is_not_asked_again_and_again(course: Course) -> None:
    engine = ScriptedEngine(2, {"Ben"}, times=3)
    found = outcomes(jobs_of(course), engine)
    assert engine.sent == [["Ada", "Ben"], ["Cleo", "Dora"], ["Ada"], ["Ben"]]
    assert found["Ben"] == "Grading it killed its worker 6 times."


def test_a_job_that_was_by_chance_in_a_batch_of_its_own_is_not_judged_by_that(
    course: Course,
) -> None:
    engine = ScriptedEngine(1, {"Ben"}, times=3)
    outcomes(jobs_of(course), engine)
    assert engine.sent == [["Ada"], ["Ben"], ["Cleo"], ["Dora"], ["Ben"]]


def test_what_an_engine_has_forgotten_is_sent_again(course: Course) -> None:
    engine = ScriptedEngine(2, set(), forgets=2)
    assert outcomes(jobs_of(course), engine) == dict.fromkeys(SCORES, "graded")
