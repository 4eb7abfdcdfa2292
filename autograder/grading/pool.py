"""Jobs through `concurrent.futures`: one loop, wherever they run.

By default they run in local processes, replaced when one is killed; `cluster` has another engine.
Imports `examiner`, `job`, `sandbox.layers` and the records.
"""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol, TypeVar

from autograder.grading.examiner import Examiner, ExaminerLostError
from autograder.grading.job import MOST_ATTEMPTS, Job
from autograder.records import Assignment, Result
from autograder.sandbox.layers import Layer

T = TypeVar("T")

_READY = 64
"""Jobs that wait, with their files: a cluster is given several together.

A quarter of them is asked for at once, which takes half of the processor time of one after another.
"""


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

    def layers(self, assignment: Assignment, device: str) -> Mapping[Layer, str]:
        """Every layer of the wall, with why it is missing, empty where jobs are run behind it.

        Raises:
            EngineError: it can't be told.
            WallError: there can be no sandboxes.
        """

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
        workers: so many processes of this machine, or an engine that is ready.

    Raises:
        EngineError: the engine can't go on; what was yielded is true.
    """
    with (
        LocalProcesses(workers)
        if isinstance(workers, int)
        else contextlib.nullcontext(workers) as engine
    ):
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
                if len(waiting) <= _READY * 3 // 4:
                    waiting.extend(itertools.islice(to_come, _READY - len(waiting)))
            answers = engine.next_answers()
            yield from answers.results
            waiting.extendleft(answers.not_run)
            for lost in answers.lost:
                times = lost.times + (alone.times if alone else 0)
                if alone and times >= MOST_ATTEMPTS:
                    for job in lost.jobs:
                        failure = f"Grading it killed its worker {times} times."
                        yield job.result(failure=failure)
                else:
                    suspects.extend(Lost((job,), times) for job in lost.jobs)


class LocalProcesses:
    """Examiners of this machine, each with a thread that waits for it.

    A `ProcessPoolExecutor` loses what all of its workers had when one is killed, and in Python 3.11
    waits without end if that happens while it starts another.
    """

    def __init__(self, workers: int) -> None:
        self._most_in_flight = 2 * workers  # so that none waits for the next
        self._executor = ThreadPoolExecutor(workers)
        self._in_flight: dict[Future[bytes], Job] = {}
        self._examiners: list[Examiner] = []
        self._idle: list[Examiner] = []
        self._starting = threading.Lock()
        self._is_ended = False

    def __enter__(self) -> LocalProcesses:
        return self

    def __exit__(self, *error: object) -> None:
        """End all examiners; those that have a job, too."""
        with self._starting:
            self._is_ended = True
            for examiner in self._examiners:
                examiner.kill()
        self._executor.shutdown(cancel_futures=True)
        while self._examiners:
            self._examiners.pop().close()

    @property
    def is_busy(self) -> bool:
        """Whether any job is in flight."""
        return bool(self._in_flight)

    def layers(self, assignment: Assignment, device: str) -> dict[Layer, str]:
        """Those of this machine, as an examiner finds them, which then goes on to grade."""

        def found() -> dict[Layer, str]:
            return self._asked(lambda examiner: examiner.layers(assignment, device))

        for _ in range(MOST_ATTEMPTS):
            with contextlib.suppress(ExaminerLostError):
                # By the executor: an examiner ends with the thread that has started it.
                return self._executor.submit(found).result()
        raise EngineError(f"What tries the wall was killed {MOST_ATTEMPTS} times; try again.")

    def batch_size(self, waiting: int) -> int:
        """One job at a time: handing it over costs nothing."""
        return int(len(self._in_flight) < self._most_in_flight)

    def submit(self, jobs: Sequence[Job]) -> None:
        """Hand jobs to the examiners."""
        for job in jobs:
            self._in_flight[self._executor.submit(self._grade, job)] = job

    def next_answers(self) -> Answers:
        """Wait for some."""
        done, _ = wait(self._in_flight, return_when=FIRST_COMPLETED)
        answers = Answers()
        for future in done:
            job = self._in_flight.pop(future)
            try:
                answers.results.append(Result.from_json(future.result()))
            except ExaminerLostError:
                answers.lost.append(Lost((job,)))
        return answers

    def _grade(self, job: Job) -> bytes:
        return self._asked(lambda examiner: examiner.grade(job))

    def _asked(self, ask: Callable[[Examiner], T]) -> T:
        """What an examiner answers, one that is idle or a new one."""
        with self._starting:
            if self._is_ended:
                raise ExaminerLostError
            if self._idle:
                examiner = self._idle.pop()
            else:
                examiner = Examiner()
                self._examiners.append(examiner)
        try:
            answer = ask(examiner)
        except ExaminerLostError:
            with self._starting:
                self._examiners.remove(examiner)
            examiner.close()
            raise
        self._idle.append(examiner)
        return answer
