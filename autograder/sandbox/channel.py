"""Messages to a hostile process and from it, under a limit of its time.

Imports `close_answers`, `shared_memory`, `streams` and `wire` only.
"""

from __future__ import annotations

import contextlib
import functools
import select
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.sandbox.close_answers import CloseAnswers, ExpectedAnswer
from autograder.sandbox.shared_memory import SharedMemory
from autograder.sandbox.streams import HEADER, read_bytes, write_message
from autograder.sandbox.wire import (
    BUNDLE_LIMITS,
    LIMITS,
    REQUEST_LIMITS,
    Buffer,
    Bundle,
    WireError,
    WireLimits,
    decode,
    decode_trusted,
    encode,
)

MOST_PATIENCE = 10.0
"""How many times a limit on the clock a wait may last, however loaded the machine is."""

_POLL_SECONDS = 0.2
_KEPT_BYTES = 16 << 20
"""Of the shared memory for requests: pages that are there already are written twice as fast."""
_SECONDS_UNTIL_ASKED = 0.1
"""Before the kernel is asked who stood in line: nearly all calls are answered far sooner."""
_BATCHES_LIMITS = WireLimits(message_bytes=1 << 20, skeleton_bytes=(1 << 20) - 64)
"""Of the answers to batches, which are bytes alone: the process that reads them lives on."""
_LONGEST_GAP = 1.0
"""Seconds between two looks at the clock that count: this side looks far more often if it runs."""


class ClosedError(Exception):
    """The other side has closed: its process has ended, or it closed its descriptor."""


class GarbledError(Exception):
    """What came is no message of ours."""


class OutOfTimeError(Exception):
    """The other side has used its time up."""


@dataclass(frozen=True)
class Batch:
    """Requests that are sent together, and the answers that are expected."""

    requests: tuple[bytes, ...]
    """Each as a message of its own."""
    question: bytes
    """All of them in one message, which is made once: a class's submissions are asked the same."""
    answer: bytes
    """The message with all answers, as they are expected."""
    close: CloseAnswers = field(compare=False, repr=False)
    """The messages that are as good."""

    @staticmethod
    def of(exchanges: Sequence[tuple[bytes, ExpectedAnswer]]) -> Batch:
        """The batch of these requests and answers, messages in which all arrays stand."""
        questions, answers = Bundle(REQUEST_LIMITS), Bundle()
        for request, answer in exchanges:
            questions.add(decode_trusted(request, REQUEST_LIMITS))
            answers.add(decode_trusted(answer.message))
        return Batch(
            tuple(request for request, _ in exchanges),
            b"".join(questions.message()),
            b"".join(answers.message()),
            CloseAnswers([answer for _, answer in exchanges]),
        )

    def is_right(self, answer: bytes) -> bool:
        """Whether a message is the expected answer, or one that is as good."""
        return answer == self.answer or self.close.include(answer)

    def exchanges(self, answer: bytes) -> list[tuple[bytes, dict[str, object]]]:
        """The requests that were answered, each with its answer.

        Args:
            answer: the message that came, with all answers or the first of them.

        Raises:
            GarbledError: it is no such message.
        """
        answers = _decoded(answer, BUNDLE_LIMITS)
        if type(answers) is not list or len(answers) > len(self.requests):
            raise GarbledError("not the answers to what was asked")
        return list(zip(self.requests, map(_as_message, answers), strict=False))


class TimeLimit:
    """A limit for one exchange, on the other side's processor time and on the clock.

    Processor time is what counts: on a loaded machine a right submission must not run out of time.
    The clock, generous, ends the wait for one that sleeps, or that was stopped. It stands still
    while the other side stands in line for a processor, and while this side could not look, since
    the machine, or all that grades, was stopped. A part counts nevertheless: every wait ends.
    """

    def __init__(self, process: int, cpu_seconds: float, wall_seconds: float) -> None:
        # The clock of another process, as clock_getcpuclockid(3) computes it.
        self._cpu_clock = (~process << 3) | 2
        self._cpu_limit = cpu_seconds
        self._cpu_start = self._cpu_now()
        self._cpu_used = 0.0
        self._wall_limit = wall_seconds
        self._waited = 0.0
        self._looked = time.monotonic()
        self._line = _ProcessorLine(process)
        self._in_line = 0.0

    def seconds_to_wait(self) -> float:
        """How long to wait before asking again.

        Raises:
            OutOfTimeError: no time is left.
        """
        if self._waited > _SECONDS_UNTIL_ASKED:
            self._in_line += self._line.seconds_since_last_asked()
        cpu, wall = self.used()
        if cpu > self._cpu_limit:
            raise OutOfTimeError(f"used more than {self._cpu_limit:.3g} s of processor time")
        if wall > self._wall_limit:
            raise OutOfTimeError(f"gave no answer for {self._wall_limit:.3g} s")
        return min(_POLL_SECONDS, max(0.002, min(self._cpu_limit - cpu, self._wall_limit - wall)))

    def used(self) -> tuple[float, float]:
        """Seconds of the other side's processor time, and on the clock, so far."""
        self._cpu_used = max(self._cpu_used, self._cpu_now() - self._cpu_start)
        now = time.monotonic()
        self._waited += min(now - self._looked, _LONGEST_GAP)
        self._looked = now
        return self._cpu_used, max(self._waited - self._in_line, self._waited / MOST_PATIENCE)

    def _cpu_now(self) -> float:
        try:
            return time.clock_gettime(self._cpu_clock)
        except OSError:
            return 0.0  # it has ended, as the channel says; what it was seen to use counts


class _ProcessorLine:
    """How long a process has stood in line for a processor, by the kernel's own count.

    Of its threads the one counts that stood longest. Where the kernel counts nothing, it is 0.
    """

    def __init__(self, process: int) -> None:
        self._process = process
        self._last: dict[str, int] | None = None

    def seconds_since_last_asked(self) -> float:
        """0 at first. A thread that is still in line is counted when it has had its turn."""
        before, self._last = self._last, self._nanoseconds()
        if before is None:
            return 0.0
        waited = (so_far - before.get(name, 0) for name, so_far in self._last.items())
        return max([0, *waited]) / 1e9

    def _nanoseconds(self) -> dict[str, int]:
        found: dict[str, int] = {}
        with contextlib.suppress(OSError):  # it has ended
            for thread in Path(f"/proc/{self._process}/task").iterdir():
                with contextlib.suppress(OSError, IndexError, ValueError):
                    found[thread.name] = int((thread / "schedstat").read_text().split()[1])
        return found


class Channel:
    """Messages, each a dict in the wire format."""

    def __init__(self, connection: socket.socket, shared: SharedMemory | None = None) -> None:
        self._connection = connection
        self._connection.setblocking(False)
        self._shared = shared

    def send(self, message: Mapping[str, object], limit: TimeLimit) -> None:
        """Send; an honest process reads at once.

        Raises:
            ClosedError, OutOfTimeError: see there.
        """
        self._write(encode(message, REQUEST_LIMITS, self._shared), limit)

    def receive(self, limit: TimeLimit) -> dict[str, object]:
        """The next message.

        Raises:
            ClosedError, GarbledError, OutOfTimeError: see there.
        """
        message = _as_message(_decoded(self._next_message(limit, LIMITS), LIMITS, self._shared))
        if self._shared is not None:
            self._shared.outgoing.keep(_KEPT_BYTES)
        return message

    def ask_together(self, batches: Sequence[Batch], limit: TimeLimit) -> list[bytes]:
        """Send batches of requests together.

        Returns:
            For each batch, or for the first of them, the bytes that are to be its answer.

        Raises:
            ClosedError, GarbledError, OutOfTimeError: see there.
        """
        self._write(encode([batch.question for batch in batches], REQUEST_LIMITS), limit)
        answers = _decoded(self._next_message(limit, _BATCHES_LIMITS), _BATCHES_LIMITS)
        if (
            type(answers) is not list
            or len(answers) > len(batches)
            or not all(type(answer) is bytes for answer in answers)
        ):
            raise GarbledError("not the answers to what was asked")
        return answers

    def close(self) -> None:
        """Close this side."""
        self._connection.close()
        if self._shared is not None:
            self._shared.close()
            self._shared = None

    def _write(self, parts: list[Buffer], limit: TimeLimit) -> None:
        try:
            write_message(self._connection.fileno(), parts, self._until(select.POLLOUT, limit))
        except OSError:
            raise ClosedError from None

    def _next_message(self, limit: TimeLimit, limits: WireLimits) -> Buffer:
        size: int = HEADER.unpack(self._read(HEADER.size, limit))[0]
        if size > limits.message_bytes:
            raise GarbledError("a message of an impossible length")
        return self._read(size, limit)

    def _read(self, size: int, limit: TimeLimit) -> Buffer:
        wait = self._until(select.POLLIN, limit)
        try:
            return read_bytes(self._connection.fileno(), size, wait)
        except (OSError, EOFError):
            raise ClosedError from None

    def _until(self, event: int, limit: TimeLimit) -> Callable[[], None]:
        return functools.partial(self._wait, event, limit)

    def _wait(self, event: int, limit: TimeLimit) -> None:
        poll = select.poll()
        poll.register(self._connection, event)
        poll.poll(limit.seconds_to_wait() * 1000)


def _decoded(message: Buffer, limits: WireLimits, shared: SharedMemory | None = None) -> object:
    try:
        return decode(message, limits, shared)
    except WireError as error:
        raise GarbledError(str(error)) from None


def _as_message(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise GarbledError("not a message")
    return value
