"""Hostile messages in numbers; `python -m tests.sandbox.fuzz_wire` sends as many as one likes."""

from __future__ import annotations

import time
from collections import Counter

import numpy as np
import pytest

from autograder.sandbox.wire import WireError
from tests.sandbox import fuzz_wire
from tests.sandbox.fuzz_wire import Fault, fuzz


@pytest.mark.parametrize("messages", [3000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_no_message_does_more_than_it_may(messages: int) -> None:
    outcomes = fuzz(messages, seed=1).outcomes
    assert outcomes.total() == messages
    by_kind = Counter(kind for kind, _ in outcomes.elements())
    assert len(by_kind) == 4
    # Both ways are gone: some messages are right ones, in spite of all.
    assert sum(count for (_, outcome), count in outcomes.items() if outcome == "value") > 100


def test_the_same_seed_gives_the_same_messages() -> None:
    assert fuzz(500, seed=2).outcomes == fuzz(500, seed=2).outcomes
    assert fuzz(500, seed=2).outcomes != fuzz(500, seed=3).outcomes


KEPT: list[bytearray] = []


def crashes(*_: object) -> object:
    raise KeyError("dtype")


def gives_an_object(*_: object) -> object:
    return [np.array([object()])]


def is_slow(*_: object) -> object:
    end = time.thread_time() + 0.2
    while time.thread_time() < end:
        pass
    raise WireError


def takes_memory(*_: object) -> object:
    bytearray(1 << 20)
    raise WireError


def grows(*_: object) -> object:
    KEPT.append(bytearray(b"x") * 40_000)
    raise WireError


@pytest.mark.parametrize(
    ("decode", "fault"),
    [
        (crashes, "KeyError"),
        (gives_an_object, "came out"),
        (is_slow, r"took 0\.2 s"),
        (takes_memory, "bytes of memory"),
        (grows, "grew by"),
    ],
)
def test_a_fault_is_found(decode: object, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_wire, "decode", decode)
    monkeypatch.setattr(fuzz_wire, "MOST_SECONDS", 0.1)
    monkeypatch.setattr(fuzz_wire, "MOST_GROWTH", 4 << 20)
    with pytest.raises(Fault, match=fault):
        fuzz(1000, seed=4)
    KEPT.clear()
