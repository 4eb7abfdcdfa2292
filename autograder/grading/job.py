"""One job: grade one submission. What runs in a worker process, of a pool or of a cluster.

Imports `checks`, `diagnosis`, `examination`, `prepared`, sandbox and the records.
"""

from __future__ import annotations

import functools
import gc
import os
import select
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from autograder.grading.checks import ChecksError
from autograder.grading.diagnosis import diagnose, with_right_trials
from autograder.grading.examination import Scope, examine, fresh_cases
from autograder.grading.prepared import PreparedChecks, prepare
from autograder.records import (
    Assignment,
    CheckResult,
    Diagnosis,
    Result,
    Submission,
    Timing,
    Versions,
)
from autograder.sandbox import kernel
from autograder.sandbox.budget import TimeLimits
from autograder.sandbox.channel import MOST_PATIENCE
from autograder.sandbox.layers import Layer
from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession
from autograder.sandbox.warm_parent import SandboxOptions

MOST_ATTEMPTS = 3
"""How often the process that grades a job may be killed, until the job is set aside."""

_EXAMINATION_SECONDS = 1800.0
"""On the clock, beyond what the sandbox allows a submission: it ends a grader's own fault."""


@dataclass(frozen=True)
class Job:
    """All that grading one submission needs."""

    assignment: Assignment
    submission: Submission
    versions: Versions
    secret: bytes
    required_layers: frozenset[Layer]
    device: str = "cpu"
    """What networks are trained on: ``cpu``, or ``cuda`` for the machine's GPUs."""
    scope: Scope = field(default_factory=Scope)


def sandbox_options(assignment: Assignment, device: str = "cpu") -> SandboxOptions:
    """The sandbox that a week's submissions run in."""
    return SandboxOptions(
        libraries=assignment.libraries,
        memory_bytes=assignment.limits.memory_megabytes << 20,
        gpu=device != "cpu",
    )


def examination_seconds(assignment: Assignment) -> float:
    """On the clock, after which grading one submission is ended."""
    return assignment.limits.submission_wall_seconds * MOST_PATIENCE + _EXAMINATION_SECONDS


def grade_job(job: Job) -> bytes:
    """Grade one submission; the result as JSON, whatever happens.

    Each examination is a fork of this process, so that none sees another's traces; the collected
    checks with their cases and the sandbox's warm parent are shared by all jobs of the process,
    which has one thread.
    """
    parent = _warm_parent(sandbox_options(job.assignment, job.device))
    try:
        parent.revive()
        prepared = _prepared(job)
        fresh_cases(prepared, job.versions.submission)  # in a fork they would be drawn once more
        return _in_a_fork(
            lambda: examination(job, prepared, parent).to_json().encode(),
            examination_seconds(job.assignment),
        )
    except (ChecksError, ExaminerError, OSError) as error:  # OSError: no memory, no process
        return failed_result(job, str(error)).to_json().encode()


def examination(
    job: Job,
    prepared: PreparedChecks,
    parent: WarmParent,
    seen: Callable[[CheckResult], None] = lambda result: None,
) -> Result:
    """Grade one submission in this very process.

    Args:
        job: what to grade.
        prepared: the week's checks, under the job's secret.
        parent: forks the sandboxes.
        seen: is called with every check's result as it comes.
    """
    limits = job.assignment.limits
    submitted = SubmittedFiles(job.assignment.module, job.submission.files)
    begin = time.perf_counter()
    with SandboxSession(
        parent,
        submitted,
        TimeLimits(
            limits.call_cpu_seconds,
            limits.call_wall_seconds,
            limits.submission_cpu_seconds,
            limits.submission_wall_seconds,
            {name: (own.cpu_seconds, own.wall_seconds) for name, own in limits.functions},
        ),
        job.required_layers,
    ) as session:
        problem = job.submission.problem
        if problem is None:
            session.layers()
        started = time.perf_counter()
        diagnoses: tuple[Diagnosis, ...] = ()
        if problem is None:
            checks = examine(prepared, session, job.scope, seen, job.versions.submission)
            if job.scope.diagnose:
                diagnoses = diagnose(prepared, session, checks)
        else:
            checks = tuple(CheckResult(check.description, problem) for check in prepared.checks)
        checked = time.perf_counter()
    ended = time.perf_counter()
    used = asdict(session.time_used)
    timing = Timing(started - begin, checked - started, ended - checked, **used)
    return _result(job, checks=checks, timing=timing, diagnoses=diagnoses)


def failed_result(job: Job, failure: str) -> Result:
    """The result of a job in which the grader failed."""
    return _result(job, failure=failure)


class ExaminerError(Exception):
    """The examining process did not give a result."""


@functools.cache
def _warm_parent(options: SandboxOptions) -> WarmParent:
    """This process's warm parent; it ends with the process, when its control socket closes."""
    return WarmParent(options)


def _prepared(job: Job) -> PreparedChecks:
    """The checks of a class's jobs, which all have the same."""
    return _latest(job.assignment, job.versions.checks, job.secret, job.device)


@functools.lru_cache(maxsize=1)
def _latest(
    assignment: Assignment, checks_version: str, secret: bytes, device: str
) -> PreparedChecks:
    return with_right_trials(prepare(assignment, secret, device))


def _result(
    job: Job,
    *,
    checks: tuple[CheckResult, ...] = (),
    failure: str = "",
    timing: Timing | None = None,
    diagnoses: tuple[Diagnosis, ...] = (),
) -> Result:
    return Result(
        assignment=job.assignment.name,
        student=job.submission.student,
        versions=job.versions,
        checks=checks,
        failure=failure,
        timing=timing or Timing(),
        diagnoses=diagnoses,
    )


def _in_a_fork(action: Callable[[], bytes], seconds: float) -> bytes:
    """What `action` returns, computed in a forked process.

    Raises:
        ExaminerError: it raised, was killed or took too long.
    """
    receiving, sending = os.pipe()
    worker = os.getpid()
    process = os.fork()
    if process == 0:
        status = 1
        try:
            kernel.die_with(worker)
            gc.freeze()  # what is here already stays: looking through it would copy its pages
            os.close(receiving)
            with os.fdopen(sending, "wb") as pipe:
                try:
                    data = action()
                    status = 0
                except BaseException as error:
                    words = f"{type(error).__name__}: {error}\n{traceback.format_exc()}"
                    data = words.encode("utf-8", "backslashreplace")
                pipe.write(data)
        finally:
            os._exit(status)  # whatever happens, this is no second worker
    os.close(sending)
    try:
        with os.fdopen(receiving, "rb") as pipe:
            data = _read_all(pipe.fileno(), process, seconds)
    except BaseException:
        os.kill(process, signal.SIGKILL)
        raise
    finally:
        _, status = os.waitpid(process, 0)
    if status != 0 or not data:
        words = data.decode("utf-8", "replace") or f"it ended with status {status}"
        raise ExaminerError(f"The examining process failed: {words}")
    return data


def _read_all(descriptor: int, process: int, seconds: float) -> bytes:
    deadline = time.monotonic() + seconds
    data = bytearray()
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    while True:
        if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            raise ExaminerError(f"The examination took more than {seconds:g} s.")
        part = os.read(descriptor, 1 << 16)
        if not part:
            return bytes(data)
        data += part
