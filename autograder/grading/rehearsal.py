"""What a check asks, and what a right submission answers, written down once for a class.

A check's verdict follows from its case and the answers alone. So a submission that answers every
request with the very bytes that the reference answered, with which the check passed, passes too:
the requests are sent together, the bytes compared, and neither the check nor its own use of the
reference is run again. Anything else decides nothing: then the check is run.

The reference answers in the grader's own process. Imports sandbox and the records.
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from types import ModuleType

from autograder.records import Assignment
from autograder.sandbox.channel import Batch, TimeLimit
from autograder.sandbox.inside import Answering
from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession
from autograder.sandbox.warm_parent import SandboxOptions
from autograder.sandbox.wire import REQUEST_LIMITS, decode_trusted, encode

_BATCH_BYTES = 48 << 10
"""Of requests; a socket's buffer holds some 200 kB."""
_BATCH_REQUESTS = 64


class Rehearsal:
    """One check with the reference as the submission."""

    def __init__(self, assignment: Assignment, reference: ModuleType) -> None:
        self._recorder = _Recorder(assignment, reference)
        self.session = SandboxSession(
            WarmParent(SandboxOptions()),
            SubmittedFiles(assignment.module, {}),
            start=lambda parent, submitted: self._recorder,
        )
        self.session.layers()

    def batches(self) -> tuple[Batch, ...]:
        """All that was asked since the check began, in parts that can be sent together."""
        batches: list[list[tuple[bytes, bytes]]] = [[]]
        size = 0
        for exchange in self._recorder.exchanges:
            size += max(map(len, exchange))
            if len(batches[-1]) == _BATCH_REQUESTS or (batches[-1] and size > _BATCH_BYTES):
                batches.append([])
                size = max(map(len, exchange))
            batches[-1].append(exchange)
        return tuple(Batch.of(batch) for batch in batches if batch)


class _Unsuitable(BaseException):
    """Ends the check; no `Exception`, so that no check catches it."""


def _as_dictionary(message: object) -> dict[str, object]:
    assert isinstance(message, dict)
    return message


class _Recorder:
    """Stands in for a sandbox: the reference answers in this process, and all is written down."""

    def __init__(self, assignment: Assignment, reference: ModuleType) -> None:
        folder = assignment.reference.parent
        self._answering = Answering(folder, assignment.module, module=reference)
        self.layers: dict[str, str] = {}
        self.has_imported = True
        self.exchanges: list[tuple[bytes, bytes]] = []

    def time_limit(self, cpu_seconds: float, wall_seconds: float) -> TimeLimit:
        return TimeLimit(os.getpid(), math.inf, math.inf)

    def ask(self, request: Mapping[str, object], limit: TimeLimit) -> dict[str, object]:
        asked = b"".join(encode(request, REQUEST_LIMITS))
        received = _as_dictionary(decode_trusted(asked, REQUEST_LIMITS))
        answered = b"".join(self._answering.answer(received))
        # Networks compute for long, and large arrays go another way, through shared memory.
        if "through" in request or max(len(asked), len(answered)) > _BATCH_BYTES:
            raise _Unsuitable
        self.exchanges.append((asked, answered))
        return _as_dictionary(decode_trusted(answered))

    def ask_together(self, batch: Batch, limit: TimeLimit) -> list[dict[str, object]] | None:
        """Not while something is rehearsed."""
        raise NotImplementedError

    def end(self) -> str:
        return ""
