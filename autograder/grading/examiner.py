"""The examiner: a process of its own in which submissions are graded, one after the other.

It has one thread, since it forks; owns the warm parent and the prepared checks; and ends with the
process that started it, its owner: a coordinator, or a worker of a cluster. Imports `job` and
`sandbox.kernel`; an examiner itself also what grading needs, once it is tied to its owner.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import queue
import signal
import socket
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection

from autograder.grading.job import MOST_ATTEMPTS, Job
from autograder.interpreter import command_for
from autograder.records import Assignment
from autograder.sandbox import kernel
from autograder.sandbox.layers import Layer


class ExaminerLostError(Exception):
    """The examiner was killed, or took too long."""


class WallError(Exception):
    """There can be no sandboxes; the message says why."""


@dataclass(frozen=True)
class _OfTheWall:
    """Asks for the layers of a week's sandboxes."""

    assignment: Assignment
    device: str


class Examiner:
    """A running examiner, as its owner sees it."""

    def __init__(self) -> None:
        ours, its = socket.socketpair()
        with its:
            self._process = subprocess.Popen(
                command_for("autograder.grading.examiner", its.fileno(), os.getpid()),
                stdin=subprocess.DEVNULL,
                pass_fds=[its.fileno()],
            )
        self._connection = Connection(ours.detach())

    def grade(self, job: Job, seconds: float | None = None) -> bytes:
        """Have a job graded; the result as JSON.

        Args:
            job: what to grade, its week's files on this machine.
            seconds: on the clock, after which an examiner is killed that has given no answer.

        Raises:
            ExaminerLostError: no answer will come.
        """
        if seconds is None:
            return self._ask(job)
        # A killed examiner closes its end, which ends sending as well as receiving.
        watchdog = threading.Timer(seconds, self.kill)
        watchdog.start()
        try:
            return self._ask(job)
        finally:
            watchdog.cancel()

    def layers(self, assignment: Assignment, device: str) -> dict[Layer, str]:
        """Every layer of the wall, with why it is missing, empty where this machine gives it.

        Raises:
            ExaminerLostError: no answer will come.
            WallError: there can be no sandboxes here.
        """
        answer = json.loads(self._ask(_OfTheWall(assignment, device)))
        if "failure" in answer:
            raise WallError(answer["failure"])
        return {Layer(name): reason for name, reason in answer["layers"].items()}

    def kill(self) -> None:
        """End its process; who waits for an answer gets none."""
        self._process.kill()

    def close(self) -> None:
        """End it."""
        self._connection.close()
        self.kill()
        self._process.wait()

    def _ask(self, question: Job | _OfTheWall) -> bytes:
        try:
            self._connection.send_bytes(pickle.dumps(question))
            return self._connection.recv_bytes()
        except (EOFError, OSError):
            raise ExaminerLostError from None


def grade_apart(job: Job, seconds: float) -> bytes:
    """Grade one submission by one of this process's examiners; the result as JSON.

    Any number of threads may call it: each has an examiner while it waits. See `Examiner.grade`.
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
    return job.result(failure=failure).to_json().encode()


_IDLE: queue.LifoQueue[Examiner] = queue.LifoQueue()
"""This process's examiners that wait for a job."""


def _idle_examiner() -> Examiner:
    try:
        return _IDLE.get_nowait()
    except queue.Empty:
        return Examiner()


def main(descriptor: int, owner: int) -> None:
    """Answer what the owner asks, until it closes its end, or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the owner answers to Ctrl-C
    kernel.die_with(owner)
    os.set_inheritable(descriptor, False)
    connection = Connection(descriptor)
    grade_job: Callable[[Job], bytes] | None = None
    while True:
        try:
            question = pickle.loads(connection.recv_bytes())  # the owner is trusted
        except EOFError:
            return
        if isinstance(question, _OfTheWall):
            answer = _layers(question)
        else:
            grade_job = grade_job or _imported_for_good()
            answer = grade_job(question)
        connection.send_bytes(answer)


def _layers(question: _OfTheWall) -> bytes:
    from autograder.course import CourseError
    from autograder.grading.wall import layers_here
    from autograder.sandbox.processes import SandboxError

    try:
        return json.dumps({"layers": layers_here(question.assignment, question.device)}).encode()
    except (CourseError, SandboxError) as error:
        return json.dumps({"failure": str(error)}).encode()


def _imported_for_good() -> Callable[[Job], bytes]:
    """What grades.

    Nothing that is imported is ever garbage: looking through it, again and again while it grows,
    would take a seventh of what importing takes, and some of every later collection.
    """
    gc.disable()
    from autograder.grading.grade import grade_job

    gc.freeze()
    gc.enable()
    return grade_job
