"""Keeps the time and writes results.json, while another process grades.

The file is written anew after every check, so that it is whole and true whatever ends this process.
Imports `grade`, reports and the records.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from autograder.checking.description import CheckDescription
from autograder.gradescope.grade import Message, Refused, Started, grade, read_settings
from autograder.records import CheckResult, Result, Versions
from autograder.reports.gradescope import results_json, unfinished_results_json
from autograder.sandbox import kernel
from autograder.sandbox.layers import Layer, is_protected
from autograder.whole_files import write_whole

_OURS = ("source", "results", "submission")
_METADATA = "submission_metadata.json"  # names, addresses and earlier results


def run(root: Path) -> None:
    """Grade the submission in Gradescope's folders below `root`, and leave a results.json."""
    start = time.monotonic()
    _close_to_others(root)
    settings = read_settings(root / "source")
    watch(
        ResultsFile(root / "results" / "results.json", settings.assignment),
        partial(grade, root, settings),
        start + settings.deadline_seconds,
    )


@dataclass
class ResultsFile:
    """results.json, and what is known so far."""

    path: Path
    assignment: str
    _blank: Result = field(init=False)
    _checks: list[CheckResult] = field(default_factory=list)
    _announced: tuple[CheckDescription, ...] = ()
    _extra: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._blank = Result(self.assignment, "submission", Versions("", "", "", ""), ())

    def take(self, message: Message) -> bool:
        """Write what the grading process tells; whether there is more to come."""
        if isinstance(message, Result):
            self._write(results_json(message, self._extra))
            return False
        if isinstance(message, Refused):
            self._extra = _wall(message.layers)
            self.break_off(message.why)
            return False
        if isinstance(message, Started):
            self._blank, self._announced = message.blank, message.checks
            self._extra = _wall(message.layers)
        else:
            self._checks.append(message)
        self.break_off("the autograder was stopped.")
        return True

    def break_off(self, why: str) -> None:
        """Write what is known if nothing more comes; finished checks keep their scores."""
        waiting = self._announced[len(self._checks) :]
        self._write(unfinished_results_json(self._known(), waiting, why, self._extra))

    def fail(self) -> None:
        """Write that the grader itself failed: there is no score, of no check."""
        failed = replace(self._known(), failure="The grading process ended.")
        self._write(results_json(failed, self._extra))

    def _known(self) -> Result:
        return replace(self._blank, checks=tuple(self._checks))

    def _write(self, text: str) -> None:
        write_whole(self.path, text.encode())


def watch(
    results: ResultsFile, grading: Callable[[Callable[[Message], None]], None], deadline: float
) -> None:
    """Run `grading` in a process of its own, and write what it tells until the deadline.

    Args:
        results: is kept up to date.
        grading: is called with a function that it tells its messages.
        deadline: by the monotonic clock.
    """
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_tell_all, args=(grading, receiving, sending, os.getpid()))
    process.start()
    sending.close()
    try:
        while receiving.poll(max(0.0, deadline - time.monotonic())):
            if not results.take(receiving.recv()):
                return
        results.break_off("time ran out.")
    except (EOFError, OSError):  # it ended without a result; why is on standard error
        results.fail()
    finally:
        process.kill()  # its warm parent and its sandbox end with it
        process.join()


def _tell_all(
    grading: Callable[[Callable[[Message], None]], None],
    receiving: Connection,
    sending: Connection,
    watcher: int,
) -> None:
    kernel.die_with(watcher)
    receiving.close()
    grading(sending.send)


def _close_to_others(root: Path) -> None:
    """Let no other user, and so no submission, read or write what is ours."""
    for name, mode in (*((folder, 0o700) for folder in _OURS), (_METADATA, 0o600)):
        with contextlib.suppress(FileNotFoundError):
            (root / name).chmod(mode)


def _wall(layers: Mapping[Layer, str]) -> dict[str, object]:
    """What extra_data says of the wall."""
    in_force = [layer for layer, reason in layers.items() if not reason]
    return {
        "wall": {
            "in_force": in_force,
            "missing": {layer: reason for layer, reason in layers.items() if reason},
            "protected": is_protected(frozenset(in_force)),
        }
    }
