"""Jobs run on a cluster as in local processes, and whatever is killed there, nothing is lost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.grading.job import Job
from autograder.grading.pool import EngineError, run_jobs
from autograder.grading.preparation import make_jobs
from autograder.records import Result, Submission
from tests.conftest import family
from tests.grading.cluster.conftest import Machines, by_student, jobs_of
from tests.tiny_course import NAME, make_tiny_course

cluster = pytest.importorskip("autograder.grading.cluster", reason="needs the extra `cluster`")
Cluster = cluster.Cluster


@pytest.fixture(scope="module")
def two_threads(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler, and a worker with two threads."""
    started = Machines(tmp_path_factory.mktemp("machines"))
    started.start_scheduler()
    started.start_worker("--nthreads", "2")
    yield started
    started.end()


def graded(jobs: list[Job], engine: Cluster) -> Iterator[Result]:
    """The results of jobs, from a cluster that nothing else is asked of."""
    with engine:
        yield from run_jobs(jobs, engine)


def run_and(
    jobs: list[Job], engine: Cluster, after: int, do: Callable[[], object]
) -> dict[str, Result]:
    """The results of jobs, something being done after so many of them."""
    results = []
    for result in graded(jobs, engine):
        results.append(result)
        if len(results) == after:
            do()
    return by_student(results)


def test_a_cluster_gives_the_results_of_local_processes(
    two_threads: Machines, tiny: Course, locally: dict[str, Result]
) -> None:
    results = list(graded(jobs_of(tiny, 12), Cluster(two_threads.address)))
    assert by_student(results) == locally


def test_a_layer_that_a_worker_lacks_is_a_grader_error_that_names_it(
    two_threads: Machines, tiny: Course
) -> None:
    (job,) = jobs_of(tiny, 1)
    job = replace(job, required_layers=job.required_layers | {"a lost layer"})  # type: ignore[arg-type]
    (result,) = graded([job], Cluster(two_threads.address))
    assert not result.is_graded
    assert any("a lost layer" in check.outcome.message for check in result.checks)


def test_a_worker_with_another_version_ends_the_run_in_one_sentence(
    two_threads: Machines, tiny: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = cluster.engine_parts()
    monkeypatch.setattr(cluster, "engine_parts", lambda *_: ("numpy 1.0", *parts))
    with pytest.raises(EngineError, match=r"has less where the command has numpy 1\.0; install"):
        list(graded(jobs_of(tiny, 3), Cluster(two_threads.address)))


def test_a_killed_worker_loses_nothing_and_leaves_no_process(
    machines: Machines, tiny: Course, locally: dict[str, Result]
) -> None:
    machines.start_scheduler()
    workers = [machines.start_worker() for _ in range(2)]
    left: list[set[int]] = []
    results = run_and(
        jobs_of(tiny, 12),
        Cluster(machines.address),
        2,
        lambda: left.append(machines.kill(workers[0])),
    )
    assert results == locally
    assert left == [set()]


def test_no_scheduler_is_said_in_one_sentence(
    tiny: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 0.5)
    with pytest.raises(EngineError, match="can't be reached"):
        list(graded(jobs_of(tiny, 1), Cluster("tcp://127.0.0.1:9")))


@pytest.mark.slow
def test_a_worker_that_vanishes_loses_nothing(
    machines: Machines, tiny: Course, locally: dict[str, Result]
) -> None:
    machines.start_scheduler()
    workers = [machines.start_worker() for _ in range(2)]
    results = run_and(
        jobs_of(tiny, 12),
        Cluster(machines.address),
        2,
        lambda: workers[0].send_signal(signal.SIGSTOP),
    )
    assert results == locally


@pytest.mark.slow
def test_a_vanished_worker_that_comes_back_changes_nothing(
    machines: Machines, tiny: Course, locally: dict[str, Result]
) -> None:
    machines.start_scheduler()
    workers = [machines.start_worker() for _ in range(2)]
    results = {}
    for result in graded(jobs_of(tiny, 12), Cluster(machines.address)):
        assert result.student not in results
        results[result.student] = result
        if len(results) == 2:
            workers[0].send_signal(signal.SIGSTOP)
        if len(results) == 10:
            workers[0].send_signal(signal.SIGCONT)
    assert by_student(list(results.values())) == locally


def examiners(worker: int) -> list[int]:
    """The processes below a worker that grade."""
    return [
        process
        for process in family(worker)
        if b"autograder.grading.examiner" in Path(f"/proc/{process}/cmdline").read_bytes()
    ]


@pytest.mark.slow
def test_a_hanging_examiner_is_replaced(
    machines: Machines, tiny: Course, locally: dict[str, Result]
) -> None:
    machines.start_scheduler()
    worker = machines.start_worker()
    hanging: list[int] = []

    def stop_it() -> None:
        hanging.extend(examiners(worker.pid))
        for process in hanging:
            os.kill(process, signal.SIGSTOP)

    engine = Cluster(machines.address, seconds_per_job=10)
    results = run_and(jobs_of(tiny, 12), engine, 3, stop_it)
    assert results == locally
    assert hanging
    assert not set(hanging) & set(examiners(worker.pid))


@pytest.mark.slow
def test_a_restarted_scheduler_is_sent_what_is_missing(
    machines: Machines, tiny: Course, locally: dict[str, Result]
) -> None:
    scheduler = machines.start_scheduler()
    machines.start_worker()
    said: list[str] = []

    def restart() -> None:
        machines.kill(scheduler)
        machines.start_scheduler()
        machines.start_worker()

    engine = Cluster(machines.address, say=said.append)
    results = run_and(jobs_of(tiny, 12), engine, 3, restart)
    assert results == locally
    assert any("is gone" in sentence for sentence in said)


@pytest.mark.slow
def test_an_answer_that_got_lost_on_its_way_is_asked_for_again(
    machines: Machines, tiny: Course, locally: dict[str, Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    machines.start_scheduler()
    machines.start_worker()
    whole = Cluster._send
    sent = []

    def send(engine: object, batch: object) -> None:
        whole(engine, batch)
        sent.append(batch)
        if len(sent) == 5:  # Dask's executor loses track of a future when fetching fails
            engine._in_flight[Future()] = engine._in_flight.popitem()[1]  # type: ignore[attr-defined]

    monkeypatch.setattr(Cluster, "_send", send)
    results = list(graded(jobs_of(tiny, 12), Cluster(machines.address)))
    assert by_student(results) == locally


@pytest.mark.slow
def test_a_scheduler_that_was_away_for_long_is_sent_all(
    machines: Machines, tiny: Course, locally: dict[str, Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 20)
    scheduler = machines.start_scheduler()
    machines.start_worker()
    jobs = jobs_of(tiny, 12)
    with Cluster(machines.address) as engine:
        machines.kill(scheduler)
        engine._client.close()  # as it does by itself after a while
        engine.submit(jobs)
        machines.start_scheduler()
        machines.start_worker()
        assert engine.next_answers().not_run == jobs
        engine.submit(jobs)
        results: list[Result] = []
        while engine.is_busy:
            results += engine.next_answers().results
    assert by_student(results) == locally


@pytest.mark.slow
def test_a_scheduler_that_stays_away_ends_the_run_in_one_sentence(
    machines: Machines, tiny: Course
) -> None:
    scheduler = machines.start_scheduler()
    machines.start_worker()
    engine = Cluster(machines.address, patience_seconds=2)
    with pytest.raises(EngineError, match="What is graded is kept"):
        run_and(jobs_of(tiny, 12), engine, 3, lambda: machines.kill(scheduler))


KILLS_ITS_WORKER = """
import os, signal
from pathlib import Path

def _kill_the_worker():
    # The check runs in a fork of the examiner, which is a child of the worker.
    examiner = Path(f"/proc/{os.getppid()}/stat").read_text().rpartition(")")[2].split()
    os.kill(int(examiner[1]), signal.SIGKILL)
    signal.pause()
"""


@pytest.mark.slow
def test_a_job_that_kills_its_worker_is_set_aside_and_the_rest_goes_on(
    machines: Machines, tmp_path: Path
) -> None:
    course = make_tiny_course(tmp_path / "course")
    check = course.root / "autograder" / "hidden" / NAME / "test_hidden.py"
    kills = "    if student.double(0 * x + 1)[0] == 77:\n        _kill_the_worker()\n"
    text = check.read_text().replace(
        '"""negate: any three numbers."""\n', f'"""negate: any three numbers."""\n{kills}'
    )
    check.write_text(KILLS_ITS_WORKER + text)
    jobs = jobs_of(course, 24)
    killer = Submission("Eve", {"tiny.py": b"def double(x): return 0 * x + 77\n"})
    jobs[5:5] = make_jobs(course, jobs[0].assignment, [killer], jobs[0].required_layers)
    machines.start_scheduler()
    machines.start_worker("--nanny", "--nworkers", "2")
    results = by_student(list(graded(jobs, Cluster(machines.address))))
    eve = results.pop("Eve")
    assert not eve.is_graded
    assert "killed its worker 3 times" in eve.failure
    assert len(results) == 24
    assert all(result.is_graded for result in results.values())


@pytest.mark.slow
def test_a_job_for_a_gpu_waits_for_a_worker_that_has_one(machines: Machines, tiny: Course) -> None:
    jobs = [replace(job, device="cuda") for job in jobs_of(tiny, 2)]
    machines.start_scheduler()
    machines.start_worker()
    with Cluster(machines.address) as engine:
        engine.submit(jobs)
        begin = time.monotonic()
        while time.monotonic() - begin < 10:
            assert engine.next_answers().results == []
        machines.start_worker("--resources", "GPU=1")
        results: list[Result] = []
        while engine.is_busy:
            results += engine.next_answers().results
    assert [result.student for result in results] == ["student 0", "student 1"]
