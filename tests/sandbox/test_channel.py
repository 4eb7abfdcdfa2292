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
from autograder.sandbox.close_answers import ExpectedAnswer
from autograder.sandbox.wire import Bundle, decode, encode

ANSWERS = [{"value": 1.5}, {"value": np.arange(3)}, {"error": "ValueError"}]


def bundle(*values: object) -> bytes:
    made = Bundle()
    for value in values:
        made.add(value)
    return b"".join(made.message())


def message(value: object) -> bytes:
    return b"".join(encode(value))


@pytest.fixture
def batch() -> Batch:
    requests = [{"do": "call", "number": number} for number in range(len(ANSWERS))]
    pairs = zip(requests, ANSWERS, strict=True)
    return Batch.of([(message(one), ExpectedAnswer(message(other))) for one, other in pairs])


@pytest.fixture
def ends() -> Iterator[tuple[Channel, socket.socket]]:
    ours, theirs = socket.socketpair()
    with contextlib.closing(Channel(ours)) as channel, theirs:
        yield channel, theirs


def answers(ends: tuple[Channel, socket.socket], batch: Batch, sent: bytes) -> list[bytes]:
    """What comes of two batches that are asked."""
    channel, theirs = ends
    theirs.sendall(struct.pack(">Q", len(sent)) + sent)
    return channel.ask_together([batch, batch], TimeLimit(os.getpid(), 10.0, 0.3))


def test_batches_cross_together_and_their_answers_come_back_as_bytes(
    ends: tuple[Channel, socket.socket], batch: Batch
) -> None:
    assert answers(ends, batch, message([batch.answer, b"senseless"])) == [
        batch.answer,
        b"senseless",
    ]
    asked = ends[1].recv(1 << 16)
    assert decode(asked[8:]) == [batch.question, batch.question]


def test_fewer_answers_than_batches_may_come(
    ends: tuple[Channel, socket.socket], batch: Batch
) -> None:
    assert answers(ends, batch, message([b"one"])) == [b"one"]
    assert answers(ends, batch, message([])) == []


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"senseless",
        message({"value": 1}),
        message(b"an answer"),
        message([b"one", 2]),
        message([b"one", [b"two"]]),
        message([b"one", b"two", b"three"]),
        message([]) + b"more",
    ],
)
def test_what_is_no_list_of_bytes_is_garbled(
    ends: tuple[Channel, socket.socket], batch: Batch, sent: bytes
) -> None:
    with pytest.raises(GarbledError):
        answers(ends, batch, sent)


def test_each_request_of_a_batch_has_its_answer(batch: Batch) -> None:
    other = [{"value": 2}, {"missing": ""}, {"refused": "x"}]
    assert batch.exchanges(bundle(*other)) == [*zip(batch.requests, other, strict=True)]
    assert batch.exchanges(bundle(*other[:2])) == [*zip(batch.requests, other[:2], strict=False)]
    assert batch.exchanges(bundle()) == []


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"senseless",
        message({"value": 1}),
        bundle(1, 2, 3),
        bundle({"value": 1}, ["value", 1]),
        bundle(*[{"value": 1}] * 4),
        bundle() + b"more",
    ],
)
def test_what_is_no_list_of_answers_is_garbled(batch: Batch, sent: bytes) -> None:
    with pytest.raises(GarbledError):
        batch.exchanges(sent)


def test_an_impossible_length_is_not_waited_for(
    ends: tuple[Channel, socket.socket], batch: Batch
) -> None:
    channel, theirs = ends
    theirs.sendall(struct.pack(">Q", 1 << 40))
    with pytest.raises(GarbledError, match="length"):
        channel.ask_together([batch], TimeLimit(os.getpid(), 10.0, 10.0))


def test_who_says_nothing_or_closes_gives_no_answer(
    ends: tuple[Channel, socket.socket], batch: Batch
) -> None:
    channel, theirs = ends
    with pytest.raises(OutOfTimeError):
        channel.ask_together([batch], TimeLimit(os.getpid(), 10.0, 0.2))
    theirs.close()
    with pytest.raises(ClosedError):
        channel.ask_together([batch], TimeLimit(os.getpid(), 10.0, 10.0))
