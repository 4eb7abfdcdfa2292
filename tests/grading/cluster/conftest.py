"""A real scheduler and real workers on this machine, killed on purpose."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.grading.job import Job
from autograder.grading.pool import run_jobs
from autograder.grading.preparation import make_jobs
from autograder.records import Result, Submission, Timing
from autograder.sandbox.layers import PROTECTED
from tests.conftest import ROOT, family, wait_until_gone
from tests.tiny_course import HALF, NAME, RIGHT, make_tiny_course

SLOW = "import time\ndef double(x):\n    time.sleep(0.02)\n    return 2 * x\n"
"""Some half a second, so that there is a middle in which something can be killed."""
KINDS = (RIGHT, HALF, SLOW, "def double(x): return x\ndef negate(x): return x\n")

_SETTINGS = {
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "5s",
}


class Machines:
    """The cluster's processes."""

    def __init__(self, folder: Path, options: tuple[str, ...] = (), protocol: str = "tcp") -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self.address = f"{protocol}://127.0.0.1:{self._port}"
        self._folder = folder
        self._options = (*options, "--no-dashboard")
        self._running: list[subprocess.Popen[bytes]] = []
        self._seen: set[int] = set()

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        host = self.address.rpartition(":")[0]
        return self._start("scheduler", "--host", host, "--port", str(self._port))

    def start_worker(self, *options: str) -> subprocess.Popen[bytes]:
        """One without a nanny, unless options say otherwise: what is killed stays dead."""
        own = ("--nthreads", "1", "--local-directory", str(self._folder), *options)
        nanny = () if "--nanny" in own else ("--no-nanny",)
        return self._start("worker", self.address, *nanny, *own)

    def kill(self, process: subprocess.Popen[bytes]) -> set[int]:
        """SIGKILL; which of its family outlive it."""
        whole_family = family(process.pid)
        process.kill()
        process.wait()
        return wait_until_gone(whole_family)

    def end(self) -> None:
        """Kill everything."""
        for process in self._running:
            self._seen |= family(process.pid)
            process.kill()
            process.wait()
        for process in wait_until_gone(self._seen, 10):
            os.kill(process, signal.SIGKILL)

    def _start(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        module = f"distributed.cli.dask_{what}"
        log = (self._folder / f"{what}-{len(self._running)}.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "-m", module, *options, *self._options],
            env=os.environ | _SETTINGS,
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
        self._running.append(process)
        return process


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    """No process yet."""
    pytest.importorskip("distributed")
    folder = tmp_path / "machines"
    folder.mkdir()
    started = Machines(folder)
    yield started
    started.end()


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return make_tiny_course(tmp_path_factory.mktemp("tiny"))


def jobs_of(course: Course, number: int) -> list[Job]:
    submissions = [
        Submission(f"student {k}", {"tiny.py": KINDS[k % len(KINDS)].encode()})
        for k in range(number)
    ]
    return make_jobs(course, course.assignment(NAME), submissions, PROTECTED)


@pytest.fixture(scope="session")
def locally(tiny: Course) -> dict[str, Result]:
    """What local processes say of 12 jobs."""
    return by_student(list(run_jobs(jobs_of(tiny, 12), 2)))


def by_student(results: list[Result]) -> dict[str, Result]:
    """Results without their times; each student has one."""
    found = {result.student: replace(result, timing=Timing()) for result in results}
    assert len(found) == len(results)
    return found
