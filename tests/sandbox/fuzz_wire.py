"""Hostile messages for the format and the channel, as many as one likes.

Each goes to `decode`, and through a socket to `Channel.receive` and `Reply`. It may give a plain
value or the error that is meant for it. Nothing else may happen, it may take neither long nor much
memory, and when all are through, this process is as large as it was. The first tenth is looked at
more closely, since that takes seven times as long: what memory each took is measured exactly. (That
makes the process grow by itself, so that growth is measured over the others.)

    python -m tests.sandbox.fuzz_wire [--messages 1000000] [--seed 0]
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import gc
import os
import random
import resource
import socket
import struct
import threading
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path

import numpy as np

from autograder.sandbox.channel import Channel, ClosedError, GarbledError, TimeLimit
from autograder.sandbox.replies import Reply, in_the_words_of_checks
from autograder.sandbox.shared_memory import SharedFile, SharedMemory, share
from autograder.sandbox.wire import LIMITS, Foreign, Handle, WireError, decode
from tests.sandbox.hostile_messages import HostileMessages

MOST_SECONDS = 2.0
"""Of the processor, for one message."""
MOST_GROWTH = 16 << 20
"""Of this process, over all messages."""
_WORTH_A_SECOND_LOOK = 0.01
_MOST_PER_BYTE = 200
_MOST_PER_LIST = 80_200
"""msgpack makes room for the first 10,000 elements of a list that announces as many..."""
_DEEPEST = 1024
"""...and reads lists inside lists so far down."""
_MOST_BESIDES = 128 << 10
"""Such as a cache's table, which is made anew now and then; a cache has 1024 entries at most."""
_LOOKED_AT_CLOSELY = 0.1
_FIRST_OF_ALL = 0.15
"""After this part of the messages the process is as large as it needs to be."""
_SHARED_BYTES = 1 << 20
_FITS_INTO_A_SOCKET = 100_000
_SIZES = (0, 1, 5, 1000, 10**6, 2**26, 2**26 + 1, 2**31, 2**63, 2**64 - 1)


class Fault(AssertionError):  # noqa: N818
    """A message did what no message may do."""


@dataclass
class Figures:
    """What was found."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    slowest_seconds: float = 0.0
    largest_bytes: int = 0
    """The most memory that one message took."""
    growth_bytes: int = 0
    seconds: float = 0.0


class _CountingFile(SharedFile):
    """Knows how much a message had read from it, or wanted to."""

    named_bytes = 0

    def read_into(self, buffer: memoryview, position: int) -> None:
        self.named_bytes += len(buffer)
        super().read_into(buffer, position)


def main() -> None:
    """Fuzz, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()

    figures = fuzz(options.messages, options.seed)
    print(f"{'':20}{'plain value':>14}{'refused':>12}")
    for kind in dict.fromkeys(kind for kind, _ in figures.outcomes):
        counts = (figures.outcomes[kind, outcome] for outcome in ("value", "refused"))
        print(f"{kind:20}{''.join(f'{count:13,}' for count in counts)}")
    print(f"{options.messages:,} messages in {figures.seconds:.0f} s, no fault")
    print(f"the slowest took {1000 * figures.slowest_seconds:.0f} ms of the processor")
    print(f"the largest took {figures.largest_bytes / 2**20:.1f} MB of memory")
    print(f"this process grew by {figures.growth_bytes / 2**20:.1f} MB")


def fuzz(messages: int, seed: int) -> Figures:
    """Send so many messages.

    Raises:
        Fault: one did what none may do; its bytes are in the text.
    """
    shared = share(array_bytes=1024, answer_bytes=_SHARED_BYTES)
    assert shared is not None, "this machine has no memory to share"
    ours, theirs = shared
    receiver = _Receiver(ours, seed)
    hostile = iter(HostileMessages(seed, theirs))
    figures = Figures()
    begin = time.perf_counter()
    for number in range(messages):
        if number == int(_FIRST_OF_ALL * messages):
            before = _resident_bytes(), _open_files()
        kind, message = next(hostile)
        _trace(number < _LOOKED_AT_CLOSELY * messages)
        try:
            outcome = receiver.receive(message, figures)
        except Exception as error:
            raise Fault(f"{error!r}, from {kind}: {message[:2000].hex()}") from error
        figures.outcomes[kind, outcome] += 1
    _trace(False)
    figures.growth_bytes = _resident_bytes() - before[0]
    figures.seconds = time.perf_counter() - begin
    if figures.growth_bytes > MOST_GROWTH:
        raise Fault(f"this process grew by {figures.growth_bytes} bytes")
    if _open_files() != before[1]:
        raise Fault(f"{_open_files()} files are open instead of {before[1]}")
    return figures


def _trace(wanted: bool) -> None:
    """Know what memory is taken from here on, or no longer."""
    if wanted != tracemalloc.is_tracing():
        (tracemalloc.start if wanted else tracemalloc.stop)()


class _Receiver:
    """The grader's side."""

    def __init__(self, ours: SharedMemory, seed: int) -> None:
        self._incoming = _CountingFile(FileIO(os.dup(ours.incoming.fileno()), "r+"))
        self._shared = SharedMemory(ours.outgoing, self._incoming, ours.array_bytes)
        self._limit = TimeLimit(os.getpid(), float("inf"), float("inf"))
        self._random = random.Random(seed)

    def receive(self, message: bytes, figures: Figures) -> str:
        """What became of it; AssertionError if that took too much."""
        outcome = self._measured(lambda: self._decode(message), message, figures)
        lie = self._random.choice(_SIZES) if self._random.random() < 0.05 else len(message)
        announced = lie if len(message) < lie <= LIMITS.message_bytes else 0
        frame = struct.pack(">Q", lie) + message
        self._measured(lambda: self._receive(frame), message, figures, announced)
        return outcome

    def _decode(self, message: bytes) -> str:
        try:
            value = decode(message, LIMITS, self._shared)
        except WireError:
            return "refused"
        assert is_plain(value), f"{type(value)} came out"
        return "value"

    def _receive(self, frame: bytes) -> str:
        with contextlib.closing(_socket_with(frame)) as connection:
            try:
                answer = Channel(connection, self._shared).receive(self._limit)
                Reply.read(answer)
                in_the_words_of_checks(answer.get("value"))
            except (GarbledError, ClosedError):
                return "refused"
        return "value"

    def _measured(
        self, action: Callable[[], str], message: bytes, figures: Figures, announced: int = 0
    ) -> str:
        self._incoming.named_bytes = 0
        tracemalloc.reset_peak()
        memory, begin = tracemalloc.get_traced_memory()[0], time.perf_counter()
        outcome = action()
        seconds = time.perf_counter() - begin
        memory = tracemalloc.get_traced_memory()[1] - memory
        figures.largest_bytes = max(figures.largest_bytes, memory - announced)
        if seconds > max(_WORTH_A_SECOND_LOOK, figures.slowest_seconds):
            # Once more: on a busy machine the clock says little.
            begin = time.thread_time()
            action()
            seconds = time.thread_time() - begin
            figures.slowest_seconds = max(figures.slowest_seconds, seconds)
            assert seconds <= MOST_SECONDS, f"took {seconds:.1f} s"
        allowed = self._incoming.named_bytes + announced + _most_memory_for(message)
        assert memory <= allowed, f"took {memory} bytes of memory, more than {allowed}"
        return outcome


def _most_memory_for(message: bytes) -> int:
    lists = min(_DEEPEST, message.count(b"\xdc") + message.count(b"\xdd"))
    return _MOST_BESIDES + _MOST_PER_BYTE * len(message) + _MOST_PER_LIST * lists


def is_plain(value: object) -> bool:
    """Whether a value is of the types that may cross, and so are all of its parts."""
    if type(value) in (list, tuple):
        return all(map(is_plain, value))
    if type(value) is dict:
        return all(map(is_plain, value)) and all(map(is_plain, value.values()))
    if type(value) is np.ndarray:
        return value.dtype.kind in "biufc" and value.flags.owndata and value.flags.writeable
    return value is None or type(value) in (bool, int, float, complex, str, bytes, Handle, Foreign)


def _socket_with(frame: bytes) -> socket.socket:
    """One to which the other side has written, before it closed."""
    receiving, sending = socket.socketpair()

    def send() -> None:
        with sending, contextlib.suppress(OSError):
            sending.sendall(frame)

    if len(frame) < _FITS_INTO_A_SOCKET:
        send()
    else:
        threading.Thread(target=send).start()
    return receiving


def _resident_bytes() -> int:
    """Of this process, without what the C library merely keeps for later."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


if __name__ == "__main__":
    main()
