"""Requests that are sent together: what a hostile process may answer."""

from __future__ import annotations

import contextlib
import os
import socket
import struct
from collections.abc import Iterator

import numpy as np
import pytest

from autograder.sandbox.channel import (
    Batch,
    Channel,
    ClosedError,
    GarbledError,
    OutOfTimeError,
    TimeLimit,
)
from autograder.sandbox.wire import Bundle, encode

ANSWERS = [{"value": 1.5}, {"value": np.arange(3)}, {"error": "ValueError"}]


def message(*values: object) -> bytes:
    bundle = Bundle()
    for value in values:
        bundle.add(value)
    return b"".join(bundle.message())


@pytest.fixture
def batch() -> Batch:
    requests = [{"do": "call", "number": number} for number in range(len(ANSWERS))]
    pairs = zip(requests, ANSWERS, strict=True)
    return Batch.of([(b"".join(encode(one)), b"".join(encode(other))) for one, other in pairs])


@pytest.fixture
def ends() -> Iterator[tuple[Channel, socket.socket]]:
    ours, theirs = socket.socketpair()
    with contextlib.closing(Channel(ours)) as channel, theirs:
        yield channel, theirs


def answers(
    ends: tuple[Channel, socket.socket], batch: Batch, sent: bytes
) -> list[dict[str, object]] | None:
    channel, theirs = ends
    theirs.sendall(struct.pack(">Q", len(sent)) + sent)
    return channel.ask_together(batch, TimeLimit(os.getpid(), 10.0, 0.3))


def test_the_answers_that_are_expected_are_not_even_read(
    ends: tuple[Channel, socket.socket], batch: Batch
) -> None:
    assert answers(ends, batch, batch.answer) is None
    asked = ends[1].recv(1 << 16)
    assert asked[8:] == batch.question


def test_other_answers_come_back(ends: tuple[Channel, socket.socket], batch: Batch) -> None:
    other = [{"value": 2}, {"missing": ""}, {"refused": "x"}]
    assert answers(ends, batch, message(*other)) == other
    assert answers(ends, batch, message(*other[:2])) == other[:2]
    assert answers(ends, batch, message()) == []


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"senseless",
        b"".join(encode({"value": 1})),
        message(1, 2, 3),
        message({"value": 1}, ["value", 1]),
        message(*[{"value": 1}] * 4),
        b"".join(encode([])) + b"more",
    ],
)
def test_what_is_no_list_of_answers_is_garbled(
    ends: tuple[Channel, socket.socket], batch: Batch, sent: bytes
) -> None:
    with pytest.raises(GarbledError):
        answers(ends, batch, sent)


def test_an_impossible_length_is_not_waited_for(
    ends: tuple[Channel, socket.socket], batch: Batch
) -> None:
    channel, theirs = ends
    theirs.sendall(struct.pack(">Q", 1 << 40))
    with pytest.raises(GarbledError, match="length"):
        channel.ask_together(batch, TimeLimit(os.getpid(), 10.0, 10.0))


def test_who_says_nothing_or_closes_gives_no_answer(
    ends: tuple[Channel, socket.socket], batch: Batch
) -> None:
    channel, theirs = ends
    with pytest.raises(OutOfTimeError):
        channel.ask_together(batch, TimeLimit(os.getpid(), 10.0, 0.2))
    theirs.close()
    with pytest.raises(ClosedError):
        channel.ask_together(batch, TimeLimit(os.getpid(), 10.0, 10.0))
