"""Jobs through `concurrent.futures`: local processes, replaced when one is killed.

Another executor, a cluster's say, takes `grade_job` as this pool does: a function of a job, which
gives bytes. Imports `job`, `sandbox.kernel` and the records.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait

from autograder.grading.job import Job, failed_result, grade_job
from autograder.records import Result
from autograder.sandbox import kernel

_MOST_ATTEMPTS = 3
_JOBS_IN_FLIGHT_PER_WORKER = 2


def run_jobs(jobs: Iterable[Job], workers: int) -> Iterator[Result]:
    """The results of all jobs, as they come.

    One killed worker breaks a whole `ProcessPoolExecutor`: it is replaced, and what was in flight
    is run again, each job alone, so that the one which kills its worker is told apart from its
    neighbours. After three times it is a grader error. A job is asked for when there is room for
    it, so that a class need not be in memory.
    """
    with _Pool(workers) as pool:
        waiting = iter(jobs)
        most = workers * _JOBS_IN_FLIGHT_PER_WORKER
        while True:
            for job in itertools.islice(waiting, most - len(pool.in_flight)):
                pool.submit(job)
            if not pool.in_flight:
                return
            results, suspects = pool.next_results()
            yield from results
            for job in suspects:
                yield _alone(job, pool)


def _alone(job: Job, pool: _Pool) -> Result:
    """The result of a job that may be the one which kills its worker."""
    for _ in range(_MOST_ATTEMPTS - 1):
        pool.submit(job)
        results, _ = pool.next_results()
        if results:
            return results[0]
    return failed_result(job, f"Grading it killed the worker process {_MOST_ATTEMPTS} times.")


class _Pool:
    """Worker processes, and the jobs that they have."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._executor = self._new_executor()
        self.in_flight: dict[Future[bytes], Job] = {}

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *error: object) -> None:
        if self.in_flight:  # stopped in the middle; all children of this process are workers
            for worker in multiprocessing.active_children():
                worker.kill()
        self._executor.shutdown(cancel_futures=True)

    def submit(self, job: Job) -> None:
        """Hand a job to a worker."""
        try:
            self.in_flight[self._executor.submit(grade_job, job)] = job
        except BrokenExecutor:
            self._replace_executor()
            self.in_flight[self._executor.submit(grade_job, job)] = job

    def next_results(self) -> tuple[list[Result], list[Job]]:
        """Wait for some: results, and the jobs that were lost with a killed worker."""
        done, _ = wait(self.in_flight, return_when=FIRST_COMPLETED)
        results, lost = [], []
        for future in done:
            job = self.in_flight.pop(future)
            try:
                results.append(Result.from_json(future.result()))
            except BrokenExecutor:
                lost.append(job)
        if lost:
            lost += self.in_flight.values()
            self.in_flight.clear()
            self._replace_executor()
        return results, lost

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
