"""Doing a job: one submission is graded, in a process that grades many, one after the other.

Imports `checks`, `diagnosis`, `examination`, `job`, `prepared`, `rehearsal`, `wall`, sandbox and
the records.
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
from dataclasses import asdict

from autograder.checking.verdicts import CheckStopped, Outcome, Verdict
from autograder.grading.checks import ChecksError
from autograder.grading.diagnosis import diagnose, with_right_trials
from autograder.grading.examination import examine, fresh_cases
from autograder.grading.job import Job
from autograder.grading.prepared import FreshCase, PreparedChecks, prepare
from autograder.grading.rehearsal import messages
from autograder.grading.wall import sandbox_options, warm_parent
from autograder.records import Assignment, CheckResult, Diagnosis, Result, Timing
from autograder.sandbox import kernel
from autograder.sandbox.budget import TimeLimits
from autograder.sandbox.channel import MOST_PATIENCE
from autograder.sandbox.processes import SandboxError, SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession

_EXAMINATION_SECONDS = 1800.0
"""On the clock, beyond what the sandbox allows a submission: it ends a grader's own fault."""


def examination_seconds(assignment: Assignment) -> float:
    """On the clock, after which grading one submission is ended."""
    return assignment.limits.submission_wall_seconds * MOST_PATIENCE + _EXAMINATION_SECONDS


def grade_job(job: Job) -> bytes:
    """Grade one submission; the result as JSON, whatever happens.

    The checks are run in a fork of this process, so that no examination sees another's traces; none
    is needed for a submission that answers all as was rehearsed. The collected checks with their
    cases and the sandbox's warm parent are shared by all jobs of the process, which has one thread.
    """
    parent = warm_parent(sandbox_options(job.assignment, job.device))
    try:
        parent.revive()
        prepared = _prepared(job)
        begun = _Begun(job, prepared, parent, _nobody_sees)
        try:
            begun.start()
            if begun.ask_ahead():
                return begun.result().to_json().encode()
            return _in_a_fork(
                lambda: begun.result().to_json().encode(), examination_seconds(job.assignment)
            )
        finally:
            begun.session.leave()
    except (ChecksError, CheckStopped, ExaminerError, SandboxError, OSError) as error:
        return job.result(failure=str(error)).to_json().encode()
    except Exception:
        return job.result(failure=f"Grading failed: {traceback.format_exc()}").to_json().encode()


def examination(
    job: Job,
    prepared: PreparedChecks,
    parent: WarmParent,
    seen: Callable[[CheckResult], None] | None = None,
) -> Result:
    """Grade one submission in this very process.

    Args:
        job: what to grade.
        prepared: the week's checks, under the job's secret.
        parent: forks the sandboxes.
        seen: is called with every check's result as it comes; for its sake, nothing is asked before
            its check is run.
    """
    begun = _Begun(job, prepared, parent, seen or _nobody_sees)
    begun.start()
    if seen is None:
        begun.ask_ahead()
    return begun.result()


class ExaminerError(Exception):
    """The examining process did not give a result."""


class _Begun:
    """An examination that is begun in a worker, and ended there or in a fork of it."""

    def __init__(
        self,
        job: Job,
        prepared: PreparedChecks,
        parent: WarmParent,
        seen: Callable[[CheckResult], None],
    ) -> None:
        self._job = job
        self._prepared = prepared
        self._seen = seen
        limits = job.assignment.limits
        self.session = SandboxSession(
            parent,
            SubmittedFiles(job.assignment.module, job.submission.files),
            TimeLimits(
                limits.call_cpu_seconds,
                limits.call_wall_seconds,
                limits.submission_cpu_seconds,
                limits.submission_wall_seconds,
                {name: (own.cpu_seconds, own.wall_seconds) for name, own in limits.functions},
            ),
            job.required_layers,
        )
        self._fresh: tuple[FreshCase, ...] = ()
        self._outcome_of_all = job.submission.problem
        """The outcome of all checks, where it is known to be the same without running one."""
        self._begin = self._started = time.perf_counter()

    def start(self) -> None:
        """Start the sandbox, if anything can be run in it."""
        if self._job.submission.problem is None:
            # Here, since in a fork they would be drawn again and again; and not in its time.
            self._fresh = fresh_cases(self._prepared, self._job.versions.submission)
            self._begin = time.perf_counter()
            self.session.layers()
            self._started = time.perf_counter()

    def ask_ahead(self) -> bool:
        """Ask all at once what the checks will ask, of which nothing is decoded here.

        Returns:
            Whether the verdicts are known, so that no check is to be run.
        """
        prepared, scope = self._prepared, self._job.scope
        asks_all = scope.rehearsed and scope.only is None and not scope.until_failure
        if self._outcome_of_all is None and asks_all:
            of_fresh = messages(case.rehearsed for case in self._fresh)
            answers_all = self.session.ask_ahead((*prepared.asked_ahead, *of_fresh))
            rehearsed = [prepared.rehearsed.get(check.identity) for check in prepared.checks]
            rehearsed += [case.rehearsed for case in self._fresh]
            if answers_all and all(rehearsed):
                self._outcome_of_all = Outcome(Verdict.PASSED)
        return self._outcome_of_all is not None

    def result(self) -> Result:
        """Run the checks where their verdicts are not known yet, and end the sandbox."""
        job, prepared = self._job, self._prepared
        diagnoses: tuple[Diagnosis, ...] = ()
        with self.session as session:
            if self._outcome_of_all is not None:
                checks = prepared.all_with(self._outcome_of_all)
            else:
                checks = examine(prepared, session, job.scope, self._seen, job.versions.submission)
                if job.scope.diagnose:
                    diagnoses = diagnose(prepared, session, checks)
            checked = time.perf_counter()
        ended = time.perf_counter()
        timing = Timing(
            self._started - self._begin,
            checked - self._started,
            ended - checked,
            **asdict(session.time_used),
        )
        return job.result(checks=checks, timing=timing, diagnoses=diagnoses)


def _nobody_sees(result: CheckResult) -> None:
    """The result of a single check is of no use."""


def _prepared(job: Job) -> PreparedChecks:
    """The checks of a class's jobs, which all have the same."""
    return _latest(job.assignment, job.versions.checks, job.secret, job.device)


@functools.lru_cache(maxsize=1)
def _latest(
    assignment: Assignment, checks_version: str, secret: bytes, device: str
) -> PreparedChecks:
    return with_right_trials(prepare(assignment, secret, device))


def _in_a_fork(action: Callable[[], bytes], seconds: float) -> bytes:
    """What `action` returns, computed in a forked process.

    Raises:
        ExaminerError: it raised, was killed or took too long.
    """
    receiving, sending = os.pipe()
    worker = os.getpid()
    try:
        process = os.fork()
    except OSError:
        os.close(receiving)
        os.close(sending)
        raise
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
            data = _read_all(pipe.fileno(), seconds)
    except BaseException:
        os.kill(process, signal.SIGKILL)
        raise
    finally:
        _, status = os.waitpid(process, 0)
    if status != 0 or not data:
        words = data.decode("utf-8", "replace") or f"it ended with status {status}"
        raise ExaminerError(f"The examining process failed: {words}")
    return data


def _read_all(descriptor: int, seconds: float) -> bytes:
    deadline = time.monotonic() + seconds
    data = bytearray()
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    while True:
        if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
            raise ExaminerError(f"The examination took more than {seconds:g} s.")
        part = os.read(descriptor, 1 << 16)
        if not part:
            return bytes(data)
        data += part
