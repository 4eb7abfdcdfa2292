"""Read what a stranger wrote with little trust in the reader: in a process with bounds of its own.

Nothing of a submission is executed here; but the parsers themselves give way. A megabyte of Python
can keep CPython's compiler busy for minutes (an f-string of many parts), fill the memory (a name in
each line) or crash it (a comprehension of many loops), and any of it would end the whole class.

Imports the standard library only.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import resource
import signal
import traceback
from collections.abc import Callable
from pathlib import Path

_CPU_SECONDS = 10
_MEMORY_BYTES = 1 << 30
"""On top of what the forked process has from the beginning."""
_BEYOND_BOUNDS = 3
_FAULTS_OF_WHAT_IS_READ = frozenset(
    {signal.SIGXCPU, signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGILL, signal.SIGFPE}
)


class BeyondBoundsError(Exception):
    """What was read took too much time or memory, or crashed its reader."""


class ReaderError(Exception):
    """The reader itself failed; the message holds its traceback."""


def read_in_bounds(reader: Callable[[], bytes]) -> bytes:
    """What `reader` returns, computed in a forked process of bounded time and memory.

    Raises:
        BeyondBoundsError: it needed more, or crashed the interpreter.
        ReaderError: it raised another exception, or was killed from outside.
    """
    receiving, sending = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(receiving)
        _run(reader, sending)
    os.close(sending)
    with os.fdopen(receiving, "rb") as pipe:
        data = pipe.read()
    _, status = os.waitpid(process, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in _FAULTS_OF_WHAT_IS_READ:
        raise BeyondBoundsError
    code = os.waitstatus_to_exitcode(status)
    if code == _BEYOND_BOUNDS:
        raise BeyondBoundsError
    if code != 0:
        words = data.decode("utf-8", "replace")
        raise ReaderError(words or f"the reading process ended with status {code}")
    return data


def _run(reader: Callable[[], bytes], sending: int) -> None:
    """The forked process; does not return."""
    status = 1
    data = b""
    try:
        _bound_this_process()
        data = reader()
        status = 0
    except (MemoryError, RecursionError):
        status = _BEYOND_BOUNDS
    except BaseException:
        data = traceback.format_exc().encode("utf-8", "backslashreplace")
    with contextlib.suppress(BaseException), os.fdopen(sending, "wb") as pipe:
        pipe.write(data)
    os._exit(status)


def _bound_this_process() -> None:
    faulthandler.disable()  # a crash here is foreseen, and no news on the terminal
    _bound(resource.RLIMIT_CORE, 0)
    _bound(resource.RLIMIT_CPU, _CPU_SECONDS)
    with contextlib.suppress(OSError, ValueError):  # where there is no such bound, as on macOS
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        _bound(resource.RLIMIT_AS, pages * resource.getpagesize() + _MEMORY_BYTES)


def _bound(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (soft, hard))
