"""The examiner: a process of its own in which a cluster's worker has jobs graded.

A worker has threads, so that forking it is not safe. The examiner has one, owns the warm parent and
the prepared checks, and ends with its worker. Imports `job` and `sandbox.kernel`.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import socket
import subprocess
import sys
import threading
from multiprocessing.connection import Connection

from autograder.grading.job import MOST_ATTEMPTS, Job, failed_result, grade_job
from autograder.sandbox import kernel


def grade_apart(job: Job, seconds: float) -> bytes:
    """Grade one submission by one of this process's examiners; the result as JSON.

    Any number of threads may call it: each has an examiner while it waits.

    Args:
        job: what to grade, its week's files on this machine.
        seconds: on the clock, after which an examiner is killed that has given no answer.
    """
    for _ in range(MOST_ATTEMPTS):
        examiner = _idle_examiner()
        try:
            answer = examiner.grade(job, seconds)
        except ExaminerLostError:
            examiner.close()
        except BaseException:
            examiner.close()
            raise
        else:
            _IDLE.put(examiner)
            return answer
    failure = f"The process that grades it was killed, or was silent, {MOST_ATTEMPTS} times."
    return failed_result(job, failure).to_json().encode()


class ExaminerLostError(Exception):
    """The examiner was killed, or took too long."""


class Examiner:
    """A running examiner, as its worker sees it."""

    def __init__(self) -> None:
        ours, its = socket.socketpair()
        with its:
            module = [sys.executable, "-P", "-B", "-m", "autograder.grading.examiner"]
            self._process = subprocess.Popen(
                [*module, str(its.fileno()), str(os.getpid())],
                stdin=subprocess.DEVNULL,
                pass_fds=[its.fileno()],
            )
        self._connection = Connection(ours.detach())

    def grade(self, job: Job, seconds: float) -> bytes:
        """Have a job graded.

        Raises:
            ExaminerLostError: no answer will come.
        """
        # A killed examiner closes its end, which ends sending as well as receiving.
        watchdog = threading.Timer(seconds, self._process.kill)
        watchdog.start()
        try:
            self._connection.send_bytes(pickle.dumps(job))
            return self._connection.recv_bytes()
        except (EOFError, OSError):
            raise ExaminerLostError from None
        finally:
            watchdog.cancel()

    def close(self) -> None:
        """End it."""
        self._connection.close()
        self._process.kill()
        self._process.wait()


_IDLE: queue.LifoQueue[Examiner] = queue.LifoQueue()
"""This process's examiners that wait for a job."""


def _idle_examiner() -> Examiner:
    try:
        return _IDLE.get_nowait()
    except queue.Empty:
        return Examiner()


def main(descriptor: int, worker: int) -> None:
    """Grade what the worker sends, until it closes its end, or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the worker answers to Ctrl-C
    kernel.die_with(worker)
    os.set_inheritable(descriptor, False)
    connection = Connection(descriptor)
    while True:
        try:
            job: Job = pickle.loads(connection.recv_bytes())  # the worker is trusted
        except EOFError:
            return
        connection.send_bytes(grade_job(job))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
