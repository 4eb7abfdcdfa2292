"""What a worker process of `pool` does: it grades one job after the other.

Imports `sandbox.kernel`, and `job` only when it runs: a worker imports what grading needs, once,
after it is tied to its coordinator.
"""

from __future__ import annotations

import gc
import signal
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from autograder.sandbox import kernel

if TYPE_CHECKING:
    from autograder.grading.job import Job


def serve(jobs: Connection[bytes, Job], coordinator: int) -> None:
    """Answer jobs with their results until the coordinator ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the coordinator answers to Ctrl-C
    kernel.die_with(coordinator)
    # Nothing that is imported is ever garbage: looking through it, again and again while it grows,
    # would take a seventh of what importing takes, and some of every later collection.
    gc.disable()
    from autograder.grading.job import grade_job

    gc.freeze()
    gc.enable()
    while True:
        jobs.send_bytes(grade_job(jobs.recv()))
