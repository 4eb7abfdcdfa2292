"""The wall as grading uses it: the sandboxes of a week, and which layers they have here.

Imports sandbox and the records.
"""

from __future__ import annotations

import functools

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
        autograder.sandbox.processes.SandboxError: no sandbox can be started at all.
    """
    return layers_behind(warm_parent(sandbox_options(assignment, device)), assignment)


def layers_behind(parent: WarmParent, assignment: Assignment) -> dict[Layer, str]:
    """The same for the sandboxes of a warm parent."""
    with SandboxSession(parent, SubmittedFiles(assignment.module, {})) as session:
        return {Layer(name): reason for name, reason in session.layers().items()}
