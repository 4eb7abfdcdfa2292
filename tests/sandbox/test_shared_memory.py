"""Large arrays cross through shared memory, which no submission can turn into anything else."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgpack
import numpy as np
import pytest

from autograder.checking.verdicts import CheckStopped, Verdict
from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession
from autograder.sandbox.shared_memory import SharedMemory, share
from autograder.sandbox.warm_parent import SandboxOptions
from autograder.sandbox.wire import LIMITS, WireError, WireLimits, decode, encode
from tests.conftest import SessionMaker, spec

Sides = tuple[SharedMemory, SharedMemory]
KB = 1 << 10
SMALL, LARGE = np.arange(3.0), np.arange(40_000.0)


@pytest.fixture
def sides() -> Iterator[Sides]:
    """The grader's side, and the submission's, which may answer with 64 kB."""
    both = share(array_bytes=KB, answer_bytes=64 * KB)
    assert both is not None
    yield both
    for side in both:
        side.close()


def answer(value: object, sides: Sides) -> bytes:
    return b"".join(encode(value, shared=sides[1]))


def shared_array(dtype: str, *shape: int) -> msgpack.ExtType:
    return msgpack.ExtType(6, msgpack.packb([dtype, shape]))


def message(*parts: object) -> bytes:
    skeleton = msgpack.packb(list(parts))
    return len(skeleton).to_bytes(4, "big") + skeleton


def open_memory() -> int:
    """How many files without a name this process has."""
    found = 0
    for path in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            found += "memfd:" in str(path.readlink())
    return found


@pytest.mark.parametrize(
    "array",
    [
        np.arange(1000.0),
        np.arange(1200, dtype=np.int16).reshape(20, 3, 20).T,
        np.arange(1000, dtype=">u4"),
        np.broadcast_to(np.float32(2), (40, 40)),
        np.ones(2000, bool),
        np.full(300, 1 + 2j),
    ],
    ids=["plain", "transposed", "big-endian", "broadcast", "booleans", "complex"],
)
def test_a_large_array_crosses_unchanged_and_leaves_the_message_small(
    array: np.ndarray, sides: Sides
) -> None:
    data = answer([array, SMALL, array], sides)
    assert len(data) < KB
    value = decode(data, LIMITS, sides[0])
    assert isinstance(value, list)
    for crossed, original in zip(value, [array, SMALL, array], strict=True):
        assert crossed.dtype == original.dtype.newbyteorder("<")
        assert crossed.flags.owndata
        assert crossed.flags.writeable
        np.testing.assert_array_equal(crossed, original)


def test_an_array_that_was_read_changes_no_more(sides: Sides) -> None:
    crossed = decode(answer(np.zeros(1000), sides), LIMITS, sides[0])
    sides[1].outgoing.write(memoryview(b"\1" * 8000), 0)
    assert isinstance(crossed, np.ndarray)
    assert not crossed.any()


@pytest.mark.parametrize(
    "parts",
    [
        [shared_array("<f8", 8193)],
        [shared_array("<f8", 8000), shared_array("<f8", 8000)],
        [shared_array("|u1", 2**26)],
        [shared_array("<f8", 2**61)],
        [shared_array("<f8", 2**63, 2**63)],
        [shared_array("<f8", -1)],
        [shared_array("<f8", -2, -3)],
        [shared_array("|O", 1)],
        [shared_array("<f8", 0, 2**62, 2**62)],
    ],
)
def test_what_is_not_in_shared_memory_is_not_read(parts: list[object], sides: Sides) -> None:
    with pytest.raises(WireError):
        decode(message(*parts), LIMITS, sides[0])


def test_a_message_and_shared_memory_together_hold_no_more_than_one_message_may(
    sides: Sides,
) -> None:
    limits = WireLimits(message_bytes=50 * KB)
    assert decode(message(shared_array("|u1", 49 * KB)), limits, sides[0])
    with pytest.raises(WireError, match="none may be"):
        decode(message(shared_array("|u1", 51 * KB)), limits, sides[0])
    with pytest.raises(WireError, match="none may be"):
        decode(message(*[shared_array("|u1", 20 * KB)] * 3), limits, sides[0])


def test_without_shared_memory_no_message_can_name_some() -> None:
    with pytest.raises(WireError, match="none may be"):
        decode(message(shared_array("<f8", 1)))


def test_what_is_asked_can_only_be_read(sides: Sides) -> None:
    theirs = sides[1].incoming
    for attempt in (
        lambda: os.pwrite(theirs.fileno(), b"x", 0),
        lambda: os.ftruncate(theirs.fileno(), 1),
        lambda: os.posix_fallocate(theirs.fileno(), 0, KB),
    ):
        with pytest.raises(OSError, match=r"Bad file descriptor|Invalid argument"):
            attempt()


def test_what_is_answered_keeps_its_size(sides: Sides) -> None:
    theirs = sides[1].outgoing.fileno()
    for attempt in (
        lambda: os.ftruncate(theirs, 0),
        lambda: os.ftruncate(theirs, 1 << 30),
        lambda: os.pwrite(theirs, b"x", 64 * KB),
        lambda: os.posix_fallocate(theirs, 0, 65 * KB),
    ):
        with pytest.raises(PermissionError):
            attempt()
    assert os.fstat(theirs).st_size == 64 * KB


def test_what_was_asked_is_given_back() -> None:
    parent = WarmParent(SandboxOptions())
    source = SubmittedFiles("m", {"m.py": b"def f(x): return len(x)\n"})
    with SandboxSession(parent, source) as session:
        for megabytes in (1, 40, 40, 1):
            assert session(spec("f"), (np.zeros(megabytes << 17),), {}).value == megabytes << 17
            assert session._running is not None
            shared = session._running._calls._shared
            assert shared is not None
            assert os.fstat(shared.outgoing.fileno()).st_blocks * 512 <= 16 << 20
    parent.close()


def test_no_memory_is_left_when_a_sandbox_has_ended(open_session: SessionMaker) -> None:
    before = open_memory()
    with open_session("def f(x): return x\ndef g(x): 1 / 0\n") as session:
        assert session(spec("f"), (LARGE,), {}).value.tolist() == LARGE.tolist()
        assert open_memory() == before + 2
    assert open_memory() == before


@pytest.mark.parametrize("shared_array_bytes", [1, None])
def test_arrays_of_all_sizes_cross_with_shared_memory_or_without(
    shared_array_bytes: int | None,
) -> None:
    parent = WarmParent(SandboxOptions(shared_array_bytes=shared_array_bytes))
    source = SubmittedFiles("m", {"m.py": b"def f(*all): return all\n"})
    with SandboxSession(parent, source) as session:
        for _ in range(2):
            given = (np.zeros(0), SMALL, LARGE, LARGE.reshape(2, -1).T, np.float32(3), LARGE[::2])
            value = session(spec("f"), given, {}, wants_arguments=True)
            for crossed in (value.value, value.arguments_after):
                assert isinstance(crossed, tuple | list)
                for one, other in zip(crossed, given, strict=True):
                    np.testing.assert_array_equal(one, other)
    parent.close()


@pytest.mark.parametrize("error", [AttributeError, PermissionError])
def test_where_there_is_no_memory_to_share_all_crosses_in_messages(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch, open_session: SessionMaker
) -> None:
    def refuse(*_: object) -> int:
        raise error

    monkeypatch.setattr(os, "memfd_create", refuse)
    before = open_memory()
    session = open_session("def f(x): return x\n")
    assert session(spec("f"), (LARGE,), {}).value.tolist() == LARGE.tolist()
    assert open_memory() == before


ATTACKS = """
import mmap, os, threading
import numpy as np
files = []
for d in range(3, 64):
    try: files += [d] if os.fstat(d).st_mode & 0o170000 == 0o100000 else []
    except OSError: pass
asked, answered = sorted(files, key=lambda d: os.fstat(d).st_size)
def closes(x):
    os.close(answered)
    return 2 * x
def replaces(x):
    os.dup2(os.open("own", os.O_RDWR | os.O_CREAT), answered)
    return 2 * x
def writes_meanwhile(x):
    def write():
        while True: os.pwrite(answered, os.urandom(1 << 16), 0)
    threading.Thread(target=write, daemon=True).start()
    return 2 * x
def enlarges(x):
    os.ftruncate(answered, 1 << 30)
def fills(x):
    for position in range(0, 1 << 30, 1 << 20): os.pwrite(answered, b"x" * (1 << 20), position)
def writes_what_is_asked(x): os.pwrite(asked, b"x", 0)
def maps(x):
    mmap.mmap(asked, 1 << 16, access=mmap.ACCESS_WRITE)[:] = bytes(1 << 16)
def makes_more(x): os.memfd_create("more")
def seals(x):
    import fcntl
    fcntl.fcntl(answered, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE)
"""


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("enlarges", Verdict.FORBIDDEN),
        ("fills", Verdict.FORBIDDEN),
        ("maps", Verdict.FORBIDDEN),
        ("makes_more", Verdict.FORBIDDEN),
        ("seals", Verdict.FORBIDDEN),
    ],
)
def test_an_attack_on_shared_memory_is_its_own_trouble_alone(
    name: str, verdict: Verdict, open_session: SessionMaker
) -> None:
    session = open_session(ATTACKS)
    with pytest.raises(CheckStopped) as stopped:
        session(spec(name), (LARGE,), {})
    assert stopped.value.verdict is verdict, stopped.value.message


@pytest.mark.parametrize("name", ["closes", "writes_what_is_asked"])
def test_without_its_descriptors_a_submission_fails_by_itself(
    name: str, open_session: SessionMaker
) -> None:
    with pytest.raises(OSError, match="Bad file descriptor"):
        open_session(ATTACKS)(spec(name), (LARGE,), {})


@pytest.mark.parametrize("name", ["replaces", "writes_meanwhile"])
def test_what_a_submission_answers_meanwhile_is_its_answer_and_nothing_worse(
    name: str, open_session: SessionMaker
) -> None:
    value = open_session(ATTACKS)(spec(name), (LARGE,), {}).value
    assert isinstance(value, np.ndarray)
    assert value.shape == LARGE.shape
