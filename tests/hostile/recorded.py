"""An ear on the wall, in the grader's own processes: imported by a `sitecustomize` there.

Every byte that a submission sends across is searched for the texts in a file of JSON, by where they
were planted. The environment's variable AUTOGRADER_TEST_WANTED names it. What was heard, and found
in it, is noted in files beside that, a line each.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.sandbox import channel, processes, shared_memory
from tests.hostile.secrets_sent import digest, found_in

_WANTED = Path(os.environ["AUTOGRADER_TEST_WANTED"])
_PLACES: dict[str, str] = json.loads(_WANTED.read_text())
_OVERLAP = 4096
"""A text may come in two parts."""
_speaking = [""]
_last = [b""]


def listen() -> None:
    """Have all sandboxes that this process, or a fork of it, starts listened to."""
    channel.read_bytes = _noting(channel.read_bytes)  # type: ignore[attr-defined]
    read_into, start = shared_memory.SharedFile.read_into, processes.Sandbox.__init__

    def read_and_note(self: Any, buffer: memoryview, position: int) -> None:
        read_into(self, buffer, position)
        _note(bytes(buffer))

    def start_and_say_whose(self: Any, parent: Any, submitted: processes.SubmittedFiles) -> None:
        # By its file's text, which is all that the wall knows.
        _speaking[0] = digest(submitted.files.get(f"{submitted.module}.py", b""))
        start(self, parent, submitted)

    shared_memory.SharedFile.read_into = read_and_note  # type: ignore[method-assign]
    processes.Sandbox.__init__ = start_and_say_whose  # type: ignore[method-assign]


def _noting(read: Callable[..., Any]) -> Callable[..., Any]:
    def read_and_note(*arguments: Any, **named: Any) -> Any:
        data = read(*arguments, **named)
        _note(bytes(data))
        return data

    return read_and_note


def _note(data: bytes) -> None:
    lines = [
        f"{_speaking[0]}\t{len(data)}\t{what}\n"
        for what in (*found_in(_last[0] + data, _PLACES), "")
    ]
    _last[0] = data[-_OVERLAP:]
    with (_WANTED.parent / f"heard-{os.getpid()}").open("a", encoding="utf-8") as file:
        file.writelines(lines)
