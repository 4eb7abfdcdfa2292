"""What a cluster adds to the local processes: one class graded by both, in one run.

Starts a scheduler and workers on this machine, and grades the same right submissions by local
processes and by as many workers, one and two of each. Prints a table.

    python benchmarks/cluster.py [--submissions 60] [--week hw4_convolution]
"""

from __future__ import annotations

import argparse
import contextlib
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from autograder.course import Course
from autograder.grading.cluster import Cluster
from autograder.grading.job import Job
from autograder.grading.pool import Engine, run_jobs
from autograder.grading.preparation import make_jobs
from autograder.records import Submission
from autograder.sandbox.layers import PROTECTED

_ONE_ANSWER_SECONDS = 0.002
"""Results that come closer together are of one batch."""


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=60)
    parser.add_argument("--week", default="hw4_convolution")
    options = parser.parse_args()

    course = Course.find()
    week = course.assignment(options.week)
    source = {f"{week.module}.py": week.reference.read_bytes()}
    submissions = [Submission(f"right {number}", source) for number in range(options.submissions)]
    jobs = make_jobs(course, week, submissions, PROTECTED)

    print(f"{len(jobs)} right submissions of {week.name}; submissions per second")
    print(f"{'workers':>7} {'local':>8} {'cluster':>8} {'cluster / local':>16}")
    for workers in (1, 2):
        local = submissions_per_second(jobs, workers)
        with cluster_here(workers) as address, Cluster(address) as cluster:
            list(run_jobs(jobs[: 4 * workers], cluster))  # its examiners have started
            remote = submissions_per_second(jobs, cluster)
        print(f"{workers:7} {local:8.2f} {remote:8.2f} {remote / local:16.2f}")


def submissions_per_second(jobs: list[Job], engine: int | Engine) -> float:
    """From the first answer to the last: starting processes is left out on both sides."""
    times = []
    for result in run_jobs(jobs, engine):
        assert result.score == result.max_score
        times.append(time.perf_counter())
    after_the_first = [moment for moment in times if moment > times[0] + _ONE_ANSWER_SECONDS]
    return len(after_the_first) / (times[-1] - times[0])


@contextlib.contextmanager
def cluster_here(workers: int) -> Iterator[str]:
    """A scheduler's address, for a while; one process for each worker."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    host, _, port = address.rpartition(":")
    with tempfile.TemporaryDirectory() as folder:
        commands = [["scheduler", "--host", host, "--port", port]]
        commands += [
            ["worker", address, "--no-nanny", "--nthreads", "1", "--local-directory", folder]
        ] * workers
        running = [
            subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{command[0]}", *command[1:]],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for command in commands
        ]
        try:
            yield address
        finally:
            for process in reversed(running):
                process.terminate()
                process.wait()


if __name__ == "__main__":
    main()
