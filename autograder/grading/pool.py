"""Jobs through `concurrent.futures`: one loop, wherever they run.

By default they run in local processes, replaced when one is killed; `cluster` has another engine.
Either takes functions of jobs that give bytes. Imports `job`, `sandbox.kernel` and the records.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol

from autograder.grading.job import MOST_ATTEMPTS, Job, failed_result, grade_job
from autograder.records import Result
from autograder.sandbox import kernel

_JOBS_IN_FLIGHT_PER_WORKER = 2
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
    """Worker processes of this machine."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._executor = self._new_executor()
        self._in_flight: dict[Future[bytes], Job] = {}

    def __enter__(self) -> LocalProcesses:
        return self

    def __exit__(self, *error: object) -> None:
        """End all workers."""
        if self._in_flight:  # stopped in the middle; all children of this process are workers
            for worker in multiprocessing.active_children():
                worker.kill()
        self._executor.shutdown(cancel_futures=True)

    @property
    def is_busy(self) -> bool:
        """Whether any job is in flight."""
        return bool(self._in_flight)

    def batch_size(self, waiting: int) -> int:
        """One job at a time: handing it over costs nothing."""
        return int(len(self._in_flight) < self._workers * _JOBS_IN_FLIGHT_PER_WORKER)

    def submit(self, jobs: Sequence[Job]) -> None:
        """Hand jobs to the workers."""
        for job in jobs:
            try:
                self._in_flight[self._executor.submit(grade_job, job)] = job
            except BrokenExecutor:
                self._replace_executor()
                self._in_flight[self._executor.submit(grade_job, job)] = job

    def next_answers(self) -> Answers:
        """Wait for some.

        One killed worker breaks a whole `ProcessPoolExecutor`: with it, all in flight are lost.
        """
        done, _ = wait(self._in_flight, return_when=FIRST_COMPLETED)
        answers = Answers()
        lost = []
        for future in done:
            job = self._in_flight.pop(future)
            try:
                answers.results.append(Result.from_json(future.result()))
            except BrokenExecutor:
                lost.append(job)
        if lost:
            lost += self._in_flight.values()
            self._in_flight.clear()
            self._replace_executor()
        answers.lost += [Lost((job,)) for job in lost]
        return answers

    def _replace_executor(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._new_executor()

    def _new_executor(self) -> ProcessPoolExecutor:
        # Spawned, not forked: a worker shall hold nothing of this process's.
        return ProcessPoolExecutor(
            self._workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start_worker,
            initargs=(os.getpid(),),
        )


def _start_worker(coordinator: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the coordinator answers to Ctrl-C
    kernel.die_with(coordinator)
