"""The wall as grading uses it: the sandboxes of a week, and which layers they have here.

Imports sandbox, the course and the records.
"""

from __future__ import annotations

import functools
from importlib.metadata import PackageNotFoundError, distribution

from autograder.course import CourseError
from autograder.records import Assignment
from autograder.sandbox.layers import Layer
from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession
from autograder.sandbox.warm_parent import SandboxOptions


def sandbox_options(assignment: Assignment, device: str = "cpu") -> SandboxOptions:
    """The sandbox that a week's submissions run in."""
    return SandboxOptions(
        libraries=assignment.libraries,
        memory_bytes=assignment.limits.memory_megabytes << 20,
        gpu=device != "cpu",
    )


@functools.cache
def warm_parent(options: SandboxOptions) -> WarmParent:
    """This process's warm parent; it ends with the process, when its control socket closes."""
    return WarmParent(options)


def layers_here(assignment: Assignment, device: str = "cpu") -> dict[Layer, str]:
    """Every layer of the wall, with why it is missing, empty where this machine gives it.

    Raises:
        CourseError: a library that submissions may import is not installed here.
        autograder.sandbox.processes.SandboxError: no sandbox can be started at all.
    """
    _assert_installed(assignment)
    return layers_behind(warm_parent(sandbox_options(assignment, device)), assignment)


def layers_behind(parent: WarmParent, assignment: Assignment) -> dict[Layer, str]:
    """The same for the sandboxes of a warm parent."""
    with SandboxSession(parent, SubmittedFiles(assignment.module, {})) as session:
        return {Layer(name): reason for name, reason in session.layers().items()}


def _assert_installed(assignment: Assignment) -> None:
    for name in assignment.libraries:
        try:
            distribution(name)
        except PackageNotFoundError:
            raise CourseError(
                f"{assignment.name} needs {name}, which is not installed here; install it, "
                f"for example with: python -m pip install -c constraints.txt {name}"
            ) from None
