"""What the tests share: this course, its first week, and small submissions."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.checking.signatures import FunctionSpec, Kind
from autograder.course import Course
from autograder.records import Assignment
from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession, TimeLimits
from autograder.sandbox.warm_parent import SandboxOptions

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def course() -> Course:
    return Course(ROOT)


@pytest.fixture(scope="session")
def assignment(course: Course) -> Assignment:
    return course.assignment("hw4_convolution")


@pytest.fixture(scope="session")
def warm_parent() -> Iterator[WarmParent]:
    parent = WarmParent(SandboxOptions())
    yield parent
    parent.close()


SessionMaker = Callable[..., SandboxSession]


@pytest.fixture
def open_session(warm_parent: WarmParent) -> Iterator[SessionMaker]:
    """Sessions for a submission's source (and further files), closed after the test."""
    opened: list[SandboxSession] = []

    def open_one(
        source: str | bytes, parent: WarmParent = warm_parent, **files: bytes
    ) -> SandboxSession:
        data = source.encode() if isinstance(source, str) else source
        submitted = SubmittedFiles("convolution", {"convolution.py": data, **files})
        limits = TimeLimits(call_cpu=1.0, call_wall=4.0)
        opened.append(SandboxSession(parent, submitted, limits))
        return opened[-1]

    yield open_one
    for session in opened:
        session.close()


def spec(name: str, *returns: Kind, parameters: tuple[str, ...] = ("x", "y", "z")) -> FunctionSpec:
    """A function's signature for a test; it returns an array if nothing is said."""
    return FunctionSpec(name, parameters, returns or (Kind.ARRAY,))


def family(process: int) -> set[int]:
    """A process and all its descendants, as far as they live."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                after_name = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if after_name[0] != "Z":
                parents[int(folder.name)] = int(after_name[1])
    found = {process} & parents.keys()
    while True:
        more = {child for child, parent in parents.items() if parent in found} - found
        if not more:
            return found
        found |= more


def wait_until_gone(processes: set[int], seconds: float = 5.0) -> set[int]:
    """Those of `processes` that still live when the time is over."""
    deadline = time.monotonic() + seconds
    while True:
        living = {process for process in processes if family(process)}
        if not living or time.monotonic() > deadline:
            return living
        time.sleep(0.02)
