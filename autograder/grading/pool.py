"""Jobs to workers, and their results back: one loop, wherever they run.

By default they run in local processes, replaced when one is killed; `cluster` has another engine.
Imports `job`, `sandbox.kernel` and the records.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Protocol

from autograder.grading.job import MOST_ATTEMPTS, Job, failed_result, grade_job
from autograder.records import Result
from autograder.sandbox import kernel

_READY = 64
"""Jobs that wait, with their files: a cluster is given several together."""


class EngineError(Exception):
    """Jobs can't be run where they were to; the message says what to do."""


@dataclass(frozen=True)
class Lost:
    """Jobs that may have killed their worker: one of them did, or something else."""

    jobs: tuple[Job, ...]
    times: int = 1
    """How often a worker that had them was killed."""


@dataclass
class Answers:
    """What became of jobs in flight."""

    results: list[Result] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    not_run: list[Job] = field(default_factory=list)
    """To be handed over once more: nothing is known of them, and nothing held against them."""


class Engine(Protocol):
    """Where jobs run. Each one is handed over, and is in flight until an answer has it."""

    def __enter__(self) -> Engine:
        """Be ready for jobs."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End what is in flight."""

    @property
    def is_busy(self) -> bool:
        """Whether any job is in flight."""

    def batch_size(self, waiting: int) -> int:
        """How many of the waiting jobs to hand over now; none where enough are in flight."""

    def submit(self, jobs: Sequence[Job]) -> None:
        """Hand jobs over, which are answered together."""

    def next_answers(self) -> Answers:
        """Wait for some; for long ones it may come back with none."""


def run_jobs(jobs: Iterable[Job], workers: int | Engine) -> Iterator[Result]:
    """The results of all jobs, one for each, as they come.

    Jobs whose worker was killed are run again at the end, each alone, so that the one which kills
    its worker is told apart from its neighbours. After three times it is a grader error.

    Args:
        jobs: what to grade; few are asked for before there is room, since they hold files.
        workers: so many processes of this machine, or another engine.

    Raises:
        EngineError: the engine can't go on; what was yielded is true.
    """
    with LocalProcesses(workers) if isinstance(workers, int) else workers as engine:
        to_come = iter(jobs)
        waiting: deque[Job] = deque(itertools.islice(to_come, _READY))
        suspects: deque[Lost] = deque()
        alone: Lost | None = None
        while waiting or suspects or engine.is_busy:
            if not engine.is_busy:
                alone = None if waiting else suspects.popleft()
                if alone:
                    engine.submit(alone.jobs)
            while waiting and (size := engine.batch_size(len(waiting))):
                engine.submit([waiting.popleft() for _ in range(size)])
                waiting.extend(itertools.islice(to_come, max(0, _READY - len(waiting))))
            answers = engine.next_answers()
            yield from answers.results
            waiting.extendleft(answers.not_run)
            for lost in answers.lost:
                times = lost.times + (alone.times if alone else 0)
                if alone and times >= MOST_ATTEMPTS:
                    for job in lost.jobs:
                        yield failed_result(job, f"Grading it killed its worker {times} times.")
                else:
                    suspects.extend(Lost((job,), times) for job in lost.jobs)


class LocalProcesses:
    """Worker processes of this machine, each with a pipe of its own.

    `concurrent.futures` has such a pool; but a worker killed while another one is started leaves it
    waiting without end (Python 3.11), and with one worker it loses what all of them had.
    """

    def __init__(self, workers: int) -> None:
        self._most = workers
        self._workers: list[_Worker] = []
        self._queued: deque[Job] = deque()

    def __enter__(self) -> LocalProcesses:
        return self

    def __exit__(self, *error: object) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.end()

    @property
    def is_busy(self) -> bool:
        """Whether any job is in flight."""
        return bool(self._queued) or any(worker.job for worker in self._workers)

    def batch_size(self, waiting: int) -> int:
        """One job at a time: handing it over costs nothing. As many wait as run."""
        in_flight = len(self._queued) + sum(worker.job is not None for worker in self._workers)
        return int(in_flight < 2 * self._most)

    def submit(self, jobs: Sequence[Job]) -> None:
        """Hand jobs to the workers; what none has time for is handed over as soon as one has."""
        self._queued.extend(jobs)
        self._hand_over()

    def next_answers(self) -> Answers:
        """Wait for some."""
        pipes = [worker.pipe for worker in self._workers if worker.job]
        ready = wait(pipes)
        answers = Answers()
        for worker in [worker for worker in self._workers if worker.pipe in ready]:
            job = worker.job
            assert job is not None
            data = worker.answer()
            if data is None:
                worker.end()
                self._workers.remove(worker)
                answers.lost.append(Lost((job,)))
            else:
                answers.results.append(Result.from_json(data))
        self._hand_over()
        return answers

    def _hand_over(self) -> None:
        """Give each idle worker a job, before anything else is done with what they have given."""
        while self._queued:
            idle = next((worker for worker in self._workers if worker.job is None), None)
            if idle is None:
                if len(self._workers) == self._most:
                    return
                idle = _Worker()
                self._workers.append(idle)
            idle.take(self._queued.popleft())


class _Worker:
    """One process, that has at most one job, so that it always reads what it is sent."""

    def __init__(self) -> None:
        # Spawned, not forked: a worker shall hold nothing of this process's.
        context = multiprocessing.get_context("spawn")
        self.pipe, its_pipe = context.Pipe()
        self._process = context.Process(target=_serve, args=(its_pipe, os.getpid()))
        self._process.start()
        its_pipe.close()
        self.job: Job | None = None

    def take(self, job: Job) -> None:
        """Be given a job. One that has died says so when it is asked for the answer."""
        self.job = job
        with contextlib.suppress(OSError):
            self.pipe.send(job)

    def answer(self) -> bytes | None:
        """The result of its job, or None if it has died."""
        self.job = None
        try:
            return self.pipe.recv_bytes()
        except (EOFError, OSError):
            return None

    def end(self) -> None:
        """Kill it: what it has not given is wanted no more."""
        self._process.kill()
        self._process.join()
        self.pipe.close()


def _serve(jobs: Connection[bytes, Job], coordinator: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the coordinator answers to Ctrl-C
    kernel.die_with(coordinator)
    while True:
        jobs.send_bytes(grade_job(jobs.recv()))
