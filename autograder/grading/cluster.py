"""The engine of many machines: a Dask cluster, through its `concurrent.futures` executor.

Jobs are sent in batches, a few more than the cluster's threads can have at once. What is lost with
a worker the scheduler gives to another; what is lost with the scheduler is sent again. Imports
Dask's `distributed`, an extra of this package, so that only what needs it may import this; `pool`,
`travel`, `cluster_worker`, the course and the records.
"""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import pickle
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from distributed import Client, KilledWorker, Security

from autograder.course import engine_parts
from autograder.grading.cluster_worker import grade_batch
from autograder.grading.grade import examination_seconds
from autograder.grading.job import Job
from autograder.grading.pool import Answers, EngineError, Lost
from autograder.grading.travel import Answer, Batch, PackedWeek
from autograder.records import Assignment
from autograder.sandbox.layers import PROTECTED, Layer

_LARGEST_BATCH = 16
_SECONDS_PER_BATCH = 1.0
"""Of grading; handing a batch over takes some 5 ms."""
_BATCHES_AT_THE_END = 3
"""For each thread, so that the last ones end together."""
_BATCHES_PER_THREAD = 2
_FEWEST_BATCHES = 16
"""In flight, so that a cluster which grows with its work sees some."""
_LOOK_AGAIN_SECONDS = 5.0
_CONNECT_SECONDS = 10.0
_PATIENCE_SECONDS = 300.0
"""For a scheduler that is being started again."""
_PREPARING_SECONDS = 600.0
"""More than a week's preparation may take."""


@dataclass(frozen=True)
class TlsFiles:
    """What proves to the cluster who is asking, and the other way round."""

    authority: Path
    certificate: Path
    key: Path


class Cluster:
    """A Dask cluster, while jobs are run; see `autograder.grading.pool.Engine`."""

    def __init__(
        self,
        address: str,
        tls: TlsFiles | None = None,
        *,
        allow_plain: bool = False,
        say: Callable[[str], None] = lambda sentence: None,
        patience_seconds: float = _PATIENCE_SECONDS,
        seconds_per_job: float | None = None,
    ) -> None:
        """Check the address; the connection is made when jobs are run.

        Args:
            address: the scheduler's, ``tls://HOST:PORT`` or ``tcp://HOST:PORT``.
            tls: for ``tls://``; by default Dask's own configuration says.
            allow_plain: also where ``tcp://`` leads to another machine.
            say: is told what a person at the terminal should know.
            patience_seconds: how long a scheduler that has gone is waited for.
            seconds_per_job: after which a process that grades is taken to hang; by default what
                the week's own limits allow.

        Raises:
            EngineError: the address can't be used.
        """
        self._address = address
        self._security = _security(address, tls, allow_plain, say)
        self._say = say
        self._patience_seconds = patience_seconds
        self._seconds_per_job = seconds_per_job
        self._in_flight: dict[Future[bytes], Batch] = {}
        self._weeks: dict[str, PackedWeek] = {}
        self._packed: dict[Assignment, str] = {}
        self._engines: dict[tuple[tuple[str, ...], str], tuple[str, ...]] = {}
        self._graded, self._graded_seconds = 0, 0.0
        self._threads, self._threads_asked = 1, 0.0

    def __enter__(self) -> Cluster:
        """Connect.

        Raises:
            EngineError: there is no scheduler, or it does not accept us.
        """
        for name in ("distributed", "distributed.client", "tornado.application"):
            # What there is to say, we say.
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._connect(_CONNECT_SECONDS)
        workers = self._client.nthreads()
        self._say(
            f"The cluster {self._address} has {len(workers)} workers with {sum(workers.values())} "
            "threads in all."
        )
        return self

    def __exit__(self, *error: object) -> None:
        """Leave; what is in flight is forgotten there."""
        self._client.close(timeout=2)
        self._in_flight.clear()

    @property
    def is_busy(self) -> bool:
        """Whether any job is in flight."""
        return bool(self._in_flight)

    def layers(self, assignment: Assignment, device: str) -> dict[Layer, str]:
        """Those that protect any machine: a cluster's may differ, and each job demands them."""
        return dict.fromkeys(PROTECTED, "")

    def batch_size(self, waiting: int) -> int:
        """Jobs for about a second, fewer near the end; none while enough are in flight."""
        self._count_threads()
        if len(self._in_flight) >= max(_FEWEST_BATCHES, _BATCHES_PER_THREAD * self._threads):
            return 0
        mean = self._graded_seconds / self._graded if self._graded else _SECONDS_PER_BATCH
        by_time = int(_SECONDS_PER_BATCH / max(mean, 1e-3))
        at_the_end = waiting // (_BATCHES_AT_THE_END * self._threads)
        return max(1, min(by_time, at_the_end, _LARGEST_BATCH))

    def submit(self, jobs: Sequence[Job]) -> None:
        """Send jobs to the cluster, without the week's files: most often they are there."""
        week = jobs[0].assignment
        seconds = self._seconds_per_job or examination_seconds(week) + _PREPARING_SECONDS
        self._send(Batch(tuple(jobs), self._pack(week), None, seconds))

    def next_answers(self) -> Answers:
        """Wait for some, for a few seconds at most.

        Raises:
            EngineError: a worker can't grade, or the scheduler does not come back.
        """
        answers = Answers()
        done = self._wait()
        is_lost = False
        if not done and not self._is_any_pending():
            done = self._wait()  # for one that is being fetched just now
            is_lost = not done
        if is_lost or any(future.cancelled() for future in done):  # with the scheduler all are
            answers.not_run += self._jobs_of_a_lost_scheduler()
            return answers
        for future in done:
            self._take(self._in_flight.pop(future), future, answers)
        return answers

    def _wait(self) -> set[Future[bytes]]:
        return wait(self._in_flight, _LOOK_AGAIN_SECONDS, FIRST_COMPLETED).done

    def _is_any_pending(self) -> bool:
        """Whether the scheduler owes an answer; one that got lost on the way here it does not."""
        return any(state.status in ("pending", "lost") for state in self._client.futures.values())

    def _take(self, batch: Batch, future: Future[bytes], answers: Answers) -> None:
        try:
            answer = Answer.from_json(future.result())
        except KilledWorker as error:
            answers.lost.append(Lost(batch.jobs, error.allowed_failures + 1))
            return
        except ValueError:
            answer = Answer()
        except Exception as error:
            raise EngineError(
                f"A worker of {self._address} can't run what was sent ({type(error).__name__}: "
                f"{error}); install this package there, with the same versions (docs/cluster.md)."
            ) from None
        if answer.refusal:
            raise EngineError(answer.refusal)
        if answer.lacks_week:
            self._send(replace(batch, files=self._weeks[batch.week]))
            return
        results = answer.results_of(batch.jobs)
        self._graded += len(results)
        self._graded_seconds += sum(result.timing.total for result in results)
        answers.results += results

    def _send(self, batch: Batch) -> None:
        first = batch.jobs[0]
        libraries, device = first.assignment.libraries, first.device
        try:
            future = self._executor(device).submit(
                grade_batch, self._engine(libraries, device), libraries, device, pickle.dumps(batch)
            )
        except Exception:
            if self._client.status != "closed":
                raise
            future = _cancelled()  # the client has given the scheduler up: see `next_answers`
        self._in_flight[future] = batch

    def _executor(self, device: str) -> Executor:
        """For jobs of a device: those for a GPU go to workers that have one."""
        needs = {} if device == "cpu" else {"resources": {"GPU": 1}}
        executor: Executor = self._client.get_executor(pure=False, retries=0, **needs)
        return executor

    def _engine(self, libraries: tuple[str, ...], device: str) -> tuple[str, ...]:
        """The parts of the engine here, which are read once."""
        if (libraries, device) not in self._engines:
            self._engines[libraries, device] = engine_parts(libraries, device)
        return self._engines[libraries, device]

    def _pack(self, assignment: Assignment) -> str:
        """The digest of a week's files, which are read once."""
        if assignment not in self._packed:
            week = PackedWeek.of(assignment)
            self._packed[assignment] = week.digest
            self._weeks[week.digest] = week
        return self._packed[assignment]

    def _count_threads(self) -> None:
        now = time.monotonic()
        if now - self._threads_asked > _LOOK_AGAIN_SECONDS:
            self._threads_asked = now
            with contextlib.suppress(OSError):  # without a scheduler, as the futures will say
                self._threads = max(1, sum(self._client.nthreads().values()))

    def _jobs_of_a_lost_scheduler(self) -> list[Job]:
        """Connect anew; the jobs that were in flight."""
        self._say(f"The scheduler {self._address} is gone; connecting to it again.")
        self._client.close(timeout=2)
        self._connect(self._patience_seconds)
        jobs = [job for batch in self._in_flight.values() for job in batch.jobs]
        self._in_flight.clear()
        return jobs

    def _connect(self, seconds: float) -> None:
        try:
            self._client = Client(
                self._address, security=self._security, timeout=seconds, set_as_default=False
            )
        except (OSError, TypeError, ValueError, RuntimeError) as error:
            raise EngineError(
                f"The scheduler {self._address} can't be reached: {error}. What is graded is kept; "
                "start the cluster (docs/cluster.md), and run this again."
            ) from None


def _cancelled() -> Future[bytes]:
    future: Future[bytes] = Future()
    future.cancel()
    future.set_running_or_notify_cancel()
    return future


def _security(
    address: str, tls: TlsFiles | None, allow_plain: bool, say: Callable[[str], None]
) -> Security | None:
    """How to speak with the scheduler; None without TLS, where that may be."""
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if parts.scheme not in ("tcp", "tls") or not parts.hostname:
        raise EngineError(
            f"{address} is no address of a scheduler; it is tls://HOST:PORT or tcp://HOST:PORT."
        )
    if parts.scheme == "tls":
        if tls is None:
            return Security(require_encryption=True)
        for file in (tls.authority, tls.certificate, tls.key):
            file.read_bytes()  # what is wrong with it is said with its name
        return Security(
            require_encryption=True,
            tls_ca_file=str(tls.authority),
            tls_client_cert=str(tls.certificate),
            tls_client_key=str(tls.key),
        )
    if tls is not None:
        raise EngineError(f"{address} is without TLS; with it, the address begins with tls://.")
    danger = f"{address} is without TLS: whoever reaches this port can run programs as its user"
    if not allow_plain and not _is_this_machine(parts.hostname):
        raise EngineError(
            f"{danger}, and can read the course's secret. Use tls:// (docs/cluster.md), or, if "
            "nobody else is on that network, add --cluster-without-tls."
        )
    say(f"{danger}.")
    return None


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
