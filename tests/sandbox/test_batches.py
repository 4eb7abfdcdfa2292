"""What several checks ask is asked ahead; a check that is run goes on from where it was."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from autograder.checking.signatures import Kind
from autograder.checking.verdicts import CheckStopped, Verdict, submission_trace
from autograder.sandbox.ahead import Part
from autograder.sandbox.channel import Batch
from autograder.sandbox.close_answers import ExpectedAnswer
from autograder.sandbox.session import SandboxSession
from autograder.sandbox.wire import Handle, encode
from tests.conftest import SessionMaker, spec

SOURCE = """
calls = []
def keep(x):
    calls.append(x)
    return x, [x]
def kept(cache): return cache[0]
def number_of_calls(): return len(calls)
def long(x): return x.repeat(30_000)
def refuse(x):
    calls.append(x)
    raise ValueError(f"not {x.tolist()}")
def refuse_once(x):
    calls.append(x)
    if len(calls) == 1:
        raise ValueError("not yet")
    return x
def draw():
    import random
    return random.random()
def slow(x):
    import time
    end = time.process_time() + 0.4
    while time.process_time() < end: pass
    return x
def die(x):
    import os
    os._exit(1)
"""
ONE, TWO = np.array([1.0, 1.0]), np.array([2.0, 2.0])


def call(name: str, *arguments: object, returns: Sequence[str] = ("array",)) -> dict[str, object]:
    return {
        "do": "call",
        "function": name,
        "arguments": [*arguments],
        "keywords": {},
        "returns": [*returns],
        "wants_arguments": False,
    }


def batch(*exchanges: tuple[dict[str, object], object]) -> Batch:
    """A check's requests, with what is expected."""
    begin: tuple[dict[str, object], object] = ({"do": "check"}, None)
    return Batch.of(
        [
            (b"".join(encode(request)), ExpectedAnswer(b"".join(encode({"value": value}))))
            for request, value in (begin, *exchanges)
        ]
    )


def keeping(x: np.ndarray, expected: np.ndarray) -> Batch:
    return batch((call("keep", x, returns=("array", "opaque")), (expected, Handle(0))))


def together(*batches: Batch) -> list[Part]:
    """Of which none waits for another one."""
    return [Part(batch, ()) for batch in batches]


def keep(session: SandboxSession, x: np.ndarray) -> object:
    """The cache that the function gives."""
    _, cache = session(spec("keep", Kind.ARRAY, Kind.OPAQUE), (x,), {}).value  # type: ignore[misc]
    return cache


def value(session: SandboxSession, name: str, *arguments: object) -> object:
    return session(spec(name), arguments, {}).value


def test_what_is_answered_as_rehearsed_is_asked_once(open_session: SessionMaker) -> None:
    session = open_session(SOURCE)
    right = keeping(ONE, ONE), keeping(TWO, TWO)
    assert session.ask_ahead([together(*right)])
    assert session.answers_as_rehearsed(right[:1])
    assert session.answers_as_rehearsed(right[1:])
    assert value(session, "number_of_calls") == 2


def test_one_answer_that_differs_is_of_its_check_alone(open_session: SessionMaker) -> None:
    session = open_session(SOURCE)
    right, wrong = keeping(ONE, ONE), keeping(TWO, ONE)
    assert not session.ask_ahead([together(right, wrong), together(right)])
    assert session.answers_as_rehearsed((right,))
    assert not session.answers_as_rehearsed((wrong,))


def test_a_check_that_asks_for_more_finds_the_process_as_it_was(open_session: SessionMaker) -> None:
    session = open_session(SOURCE)
    first, second = keeping(ONE, TWO), keeping(TWO, ONE)
    session.ask_ahead([together(first, second)])
    assert not session.answers_as_rehearsed((first,))
    session.start_check()
    cache = keep(session, ONE)
    assert np.array_equal(value(session, "kept", cache), ONE)  # type: ignore[arg-type]
    assert value(session, "number_of_calls") == 3  # two ahead, and one once more


def test_a_check_that_was_asked_last_is_not_asked_again(open_session: SessionMaker) -> None:
    session = open_session(SOURCE)
    first, second = keeping(ONE, TWO), keeping(TWO, ONE)
    session.ask_ahead([together(first), together(second)])
    assert not session.answers_as_rehearsed((second,))
    session.start_check()
    cache = keep(session, TWO)
    assert np.array_equal(value(session, "kept", cache), TWO)  # type: ignore[arg-type]
    assert value(session, "number_of_calls") == 2


def test_a_new_check_needs_nothing_of_the_last_one(open_session: SessionMaker) -> None:
    session = open_session(SOURCE)
    first, second = keeping(ONE, TWO), keeping(TWO, ONE)
    session.ask_ahead([together(first, second)])
    assert not session.answers_as_rehearsed((first,))
    session.forget_answers()
    session.start_check()
    assert value(session, "number_of_calls") == 2


def test_batches_whose_answers_are_too_long_together_are_asked_again(
    open_session: SessionMaker,
) -> None:
    session = open_session(SOURCE)
    x = np.array([1.0])
    long = [batch((call("long", x + number), None)) for number in range(4)]
    assert not session.ask_ahead([together(*long)])
    for number, one in enumerate(long):
        assert not session.answers_as_rehearsed((one,))
        session.start_check()
        answer = value(session, "long", x + number)
        assert np.array_equal(answer, (x + number).repeat(30_000))  # type: ignore[arg-type]


def test_an_exception_is_asked_for_its_words_where_a_check_is_run(
    open_session: SessionMaker,
) -> None:
    session = open_session(SOURCE)
    first, second = batch((call("refuse", ONE), ONE)), keeping(TWO, TWO)
    assert not session.ask_ahead([together(first, second)])
    assert not session.answers_as_rehearsed((first,))
    session.start_check()
    with pytest.raises(ValueError, match=r"not \[1.0, 1.0\]") as raised:
        value(session, "refuse", ONE)
    assert "in refuse" in str(submission_trace(raised.value))


def test_an_exception_can_not_be_taken_back(open_session: SessionMaker) -> None:
    session = open_session(SOURCE)
    first, second = batch((call("refuse_once", ONE), ONE)), keeping(TWO, TWO)
    session.ask_ahead([together(first, second)])
    assert not session.answers_as_rehearsed((first,))
    session.start_check()
    with pytest.raises(ValueError, match="something else when it was called again"):
        value(session, "refuse_once", ONE)


def test_a_batch_that_tells_an_answer_is_not_sent_to_who_has_not_given_it(
    open_session: SessionMaker,
) -> None:
    session = open_session(SOURCE)
    wrong, right = keeping(ONE, TWO), keeping(TWO, TWO)
    waiting = keeping(ONE + TWO, ONE + TWO)
    assert not session.ask_ahead([[Part(wrong, ())], [Part(waiting, (wrong,)), Part(right, ())]])
    assert value(session, "number_of_calls") == 2
    assert session.answers_as_rehearsed((right,))


def test_a_check_that_goes_on_has_the_time_of_a_call_for_each_of_its_batches(
    open_session: SessionMaker,
) -> None:
    session = open_session(SOURCE)
    slow = [batch((call("slow", number * ONE), number * ONE)) for number in range(3)]
    wrong = batch((call("slow", TWO), ONE))
    session.ask_ahead([*map(together, slow), together(wrong), together(keeping(TWO, TWO))])
    assert not session.answers_as_rehearsed((*slow, wrong))
    assert np.array_equal(value(session, "slow", 5 * ONE), 5 * ONE)  # type: ignore[arg-type]


def test_a_check_in_a_new_process_begins_as_any_other(open_session: SessionMaker) -> None:
    first = batch((call("draw", returns=["real"]), 0.5), (call("keep", ONE), ONE))
    alone = open_session(SOURCE)
    alone.start_check()
    session = open_session(SOURCE)
    second, fatal = keeping(TWO, TWO), batch((call("die", ONE), ONE))
    session.ask_ahead([together(first), together(second), together(fatal)])
    assert not session.answers_as_rehearsed((first,))
    session.start_check()
    draw = spec("draw", Kind.REAL)
    assert session(draw, (), {}).value == alone(draw, (), {}).value


def test_who_dies_while_asked_ahead_is_asked_one_by_one(open_session: SessionMaker) -> None:
    session = open_session(SOURCE)
    right, fatal = keeping(ONE, ONE), batch((call("die", ONE), ONE))
    assert not session.ask_ahead([together(right), together(fatal, right), together(right)])
    assert session.answers_as_rehearsed((right,))
    assert not session.answers_as_rehearsed((fatal,))
    with pytest.raises(CheckStopped) as stopped:
        value(session, "die", ONE)
    assert stopped.value.verdict is Verdict.ERROR
    assert "while running die" in stopped.value.message


def test_a_session_that_is_left_to_a_fork_keeps_nothing_open(open_session: SessionMaker) -> None:
    session = open_session(SOURCE)
    before = len([*Path("/proc/self/fd").iterdir()])
    session.ask_ahead([together(keeping(ONE, ONE))])
    process = os.fork()
    if process == 0:
        session.close()
        os._exit(0)
    assert os.waitpid(process, 0)[1] == 0
    session.leave()
    assert len([*Path("/proc/self/fd").iterdir()]) == before
