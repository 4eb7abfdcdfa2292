"""An ear on the wall, in the grader's own processes: imported by a `sitecustomize` there.

Every byte that a submission sends across is searched for the texts in a file of JSON, by where they
were planted. The environment's variable AUTOGRADER_TEST_WANTED names it. What was heard, and found
in it, is noted in files beside that, a line each.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from autograder.sandbox import channel, processes, session
from tests.hostile.secrets_sent import digest, found_in

_WANTED = Path(os.environ["AUTOGRADER_TEST_WANTED"])
_PLACES: dict[str, str] = json.loads(_WANTED.read_text())
_speaking = [""]


class _Ear(channel.Channel):
    """A channel whose messages are searched, whole ones and broken ones."""

    def _read(self, size: int, limit: Any) -> bytes:
        data = super()._read(size, limit)
        lines = [
            f"{_speaking[0]}\t{len(data)}\t{what}\n" for what in (*found_in(data, _PLACES), "")
        ]
        with (_WANTED.parent / f"heard-{os.getpid()}").open("a", encoding="utf-8") as file:
            file.writelines(lines)
        return data


class _Sandbox(processes.Sandbox):
    """A sandbox that says whose it is: by its file's text, which is all that the wall knows."""

    def __init__(self, parent: Any, submitted: processes.SubmittedFiles) -> None:
        _speaking[0] = digest(submitted.files.get(f"{submitted.module}.py", b""))
        super().__init__(parent, submitted)


def listen() -> None:
    """Have all sandboxes that this process, or a fork of it, starts listened to."""
    processes.Channel = _Ear  # type: ignore[misc]
    session.Sandbox = _Sandbox  # type: ignore[misc]
