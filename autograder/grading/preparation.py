"""What grading a class begins with: the device, and the jobs.

Imports `job`, `sandbox.devices`, the course and the records.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace

from autograder.course import Course, checks_version, engine_version, secret_version
from autograder.grading.job import Job
from autograder.records import Assignment, Submission, Versions
from autograder.sandbox.devices import gpu_devices
from autograder.sandbox.layers import Layer


def device_here(assignment: Assignment) -> str:
    """``cuda`` where networks of this week can be trained on a GPU of this machine, else ``cpu``.

    PyTorch is asked in another process: one that has used a GPU can't share it with its forks.
    """
    if "torch" not in assignment.libraries or not gpu_devices():
        return "cpu"
    question = "import torch; raise SystemExit(not torch.cuda.is_available())"
    answer = subprocess.run([sys.executable, "-c", question], capture_output=True, check=False)
    return "cuda" if answer.returncode == 0 else "cpu"


def make_jobs(
    course: Course,
    assignment: Assignment,
    submissions: Iterable[Submission],
    required_layers: frozenset[Layer],
    secret: bytes | None = None,
    device: str = "cpu",
) -> list[Job]:
    """A job for every submission, under the course's secret or another one."""
    return [*each_job(course, assignment, submissions, required_layers, secret, device)]


def each_job(
    course: Course,
    assignment: Assignment,
    submissions: Iterable[Submission],
    required_layers: frozenset[Layer],
    secret: bytes | None = None,
    device: str = "cpu",
) -> Iterator[Job]:
    """The same one after the other, each when it is asked for."""
    secret = secret or course.secret()
    present = present_versions(assignment, secret, device)
    for submission in submissions:
        yield Job(
            assignment=assignment,
            submission=submission,
            versions=replace(present, submission=submission.digest),
            secret=secret,
            required_layers=required_layers,
            device=device,
        )


def present_versions(assignment: Assignment, secret: bytes, device: str = "cpu") -> Versions:
    """What a grading of today has as its versions, besides the submission's."""
    engine = engine_version(assignment.libraries, device)
    return Versions("", checks_version(assignment), engine, secret_version(secret))
