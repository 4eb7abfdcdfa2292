"""What a submission has answered before its checks are run.

Imports `channel`, `close_answers` and `wire` only.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.sandbox.channel import Batch
from autograder.sandbox.close_answers import CloseAnswers
from autograder.sandbox.wire import REQUEST_LIMITS, encode


@dataclass(frozen=True)
class Part:
    """A batch among those that are sent together."""

    batch: Batch
    after: tuple[Batch, ...]
    """Those whose answers it tells, or on which it goes on: it is sent once they are right."""


class AnswersAhead:
    """Answers to batches of requests, for the checks that will make these requests.

    A check that is run is answered from here, as long as it asks what was rehearsed. Where it asks
    for more, the submission's process must first be as it was when that check's batches were
    answered, with its caches and its random numbers: it may be behind.
    """

    def __init__(self) -> None:
        self._came: dict[Batch, bytes] = {}
        self._right: dict[CloseAnswers, bool] = {}
        """By what a check takes for right: another may ask the same, and compare other parts."""
        self._latest: Batch | None = None
        """What the process was asked last, if that was a batch."""
        self._recalled: deque[tuple[bytes, dict[str, object]]] = deque()
        self._behind: tuple[Batch, ...] = ()

    def note(self, batches: Sequence[Batch], came: Sequence[bytes]) -> None:
        """These batches were sent together, and this came as the answers to the first of them.

        What came first counts: an answer can't be taken back.
        """
        for batch, answer in zip(batches, came, strict=False):
            self._came.setdefault(batch, answer)
        self._latest = batches[-1] if len(came) == len(batches) else None

    def note_another_request(self) -> None:
        """The process was asked something that is in no batch."""
        self._latest = None

    def has_answer_of(self, batch: Batch) -> bool:
        """Whether one came."""
        return batch in self._came

    def is_right(self, batch: Batch) -> bool:
        """Whether what came is what is expected, or as good."""
        came = self._came.get(batch)
        if came is None:
            return False
        if batch.close not in self._right:
            self._right[batch.close] = batch.is_right(came)
        return self._right[batch.close]

    def is_expected(self, batch: Batch) -> bool:
        """Whether what came is what is expected, to the last digit."""
        return self._came.get(batch) == batch.answer

    def recall(self, batches: Sequence[Batch]) -> None:
        """Have the next check answered with what came of its batches.

        Raises:
            GarbledError: what came is no answer.
        """
        asked = tuple(batch for batch in batches if batch in self._came)
        if asked and self._latest is not asked[-1]:
            self._behind = asked
        for batch in asked:
            self._recalled += batch.exchanges(self._came[batch])

    def answer_to(self, request: Mapping[str, object]) -> dict[str, object] | None:
        """The answer, if the next request that is recalled is this one."""
        if not self._recalled:
            return None
        rehearsed, answer = self._recalled.popleft()
        if rehearsed == b"".join(encode(request, REQUEST_LIMITS)):
            return answer
        self._recalled.clear()  # what comes next is to be asked
        return None

    def catch_up(self) -> tuple[Batch, ...]:
        """What the process is to be asked again before it is asked for more."""
        behind, self._behind = self._behind, ()
        return behind

    def forget_what_is_recalled(self) -> None:
        """Have all be asked anew."""
        self._recalled.clear()
        self._behind = ()
