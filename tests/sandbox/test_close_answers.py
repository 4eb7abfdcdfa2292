"""Answers that differ in numbers which are only compared are right; those of nobody else are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checking import assert_close
from autograder.checking.compare import DEFAULT_TOLERANCE
from autograder.checking.sealed import Comparison, SealedArray, comparison_of
from autograder.sandbox.ahead import AnswersAhead
from autograder.sandbox.channel import Batch
from autograder.sandbox.close_answers import CloseAnswers, ExpectedAnswer
from autograder.sandbox.wire import Bundle, Handle, encode

COMPARED = np.array([[1.0, 2.0], [3.0, 4.0]])
NEVER_READ = np.array([5.0, 6.0, 7.0])
READ = np.array([8.0])
LABELS = np.array([1, 2])


def answer(
    compared: np.ndarray = COMPARED,
    never_read: np.ndarray = NEVER_READ,
    read: np.ndarray = READ,
    labels: np.ndarray = LABELS,
    number: float = 0.5,
) -> dict[str, object]:
    value = (compared, Handle(0), never_read, read, number)
    return {"value": value, "arguments": [labels, {"x": COMPARED}]}


def message(*answers: dict[str, object]) -> bytes:
    bundle = Bundle()
    for one in answers:
        bundle.add(one)
    return b"".join(bundle.message())


def comparison(array: np.ndarray, *expected: np.ndarray) -> Comparison:
    """What a check that gets it does with it."""
    sealed = SealedArray(array)
    for right in expected:
        assert_close(sealed, right)
    return comparison_of(sealed)


@pytest.fixture(scope="module")
def close() -> CloseAnswers:
    """Two answers: the second is a single array of whole numbers, which is compared."""
    compared = (comparison(COMPARED, COMPARED), comparison(NEVER_READ), None)
    first = ExpectedAnswer(b"".join(encode(answer())), compared)
    labels = (comparison(LABELS, LABELS),)
    return CloseAnswers([first, ExpectedAnswer(b"".join(encode({"value": LABELS})), labels)])


SECOND = {"value": LABELS}
RIGHT = [
    (answer(), SECOND),
    (answer(COMPARED + 1e-7), SECOND),
    (answer(COMPARED + 4.9e-5), SECOND),
    (answer(never_read=-1e300 * NEVER_READ), SECOND),
    (answer(np.float32(COMPARED), np.float32(NEVER_READ)), SECOND),
    (answer(np.float32(COMPARED + 1e-7), np.float32(NEVER_READ + 1)), SECOND),
]
OTHER = [
    (answer(COMPARED + 1e-3), SECOND),
    (answer(COMPARED * [[1, 1], [1, np.nan]]), SECOND),
    (answer(COMPARED * [[1, 1], [1, np.inf]]), SECOND),
    (answer(never_read=NEVER_READ * np.nan), SECOND),
    (answer(never_read=NEVER_READ * np.inf), SECOND),
    (answer(COMPARED.T.reshape(4)), SECOND),
    (answer(COMPARED.T[:1]), SECOND),
    (answer(read=READ + 1e-12), SECOND),
    (answer(read=np.float32(READ)), SECOND),
    (answer(number=0.5000001), SECOND),
    (answer(labels=LABELS + 1), SECOND),
    (answer(labels=np.int32(LABELS)), SECOND),
    (answer(np.float32(COMPARED)), SECOND),
    (answer(np.float16(COMPARED), np.float16(NEVER_READ)), SECOND),
    (answer(), {"value": LABELS + 1}),
    (answer(), {"value": np.float64(LABELS)}),
    (answer(), {"value": None}),
    (answer(), SECOND, SECOND),
    (answer(),),
    (),
]


@pytest.mark.parametrize("answers", RIGHT)
def test_numbers_that_are_only_compared_may_be_close(
    close: CloseAnswers, answers: tuple[dict[str, object], ...]
) -> None:
    assert close.include(message(*answers))


@pytest.mark.parametrize("answers", OTHER)
def test_all_else_is_as_expected(
    close: CloseAnswers, answers: tuple[dict[str, object], ...]
) -> None:
    assert not close.include(message(*answers))


def test_where_nothing_is_compared_no_other_answer_is_right() -> None:
    as_it_is = b"".join(encode(answer()))
    close = CloseAnswers([ExpectedAnswer(as_it_is)])
    assert not close.include(message(answer(COMPARED + 1e-9)))
    assert not CloseAnswers([]).include(message())


def test_a_bound_may_be_nothing_and_a_difference_infinite() -> None:
    one, two = np.array([1.0]), np.array([1e308])
    compared = (Comparison(one, np.zeros(1)), Comparison(two, one))
    close = CloseAnswers([ExpectedAnswer(b"".join(encode({"value": (one, two)})), compared)])
    assert close.include(message({"value": (one, two - 0.0)}))
    assert not close.include(message({"value": (np.nextafter(one, 2), two)}))
    with np.errstate(all="raise"):
        assert not close.include(message({"value": (one, -two)}))


FACTORS = np.array([3.0, -1, 2])
NULL_SPACE = np.array([[1.0, 3, 0], [0, 2, 1]])
"""What can be added to a vector without changing its product with the factors."""


def of_sums(matrix: np.ndarray) -> CloseAnswers:
    """Those of a check that compares a matrix's product with the factors."""
    sealed = SealedArray(matrix)
    assert_close(sealed @ FACTORS, matrix @ FACTORS)
    compared = (comparison_of(sealed),)
    return CloseAnswers([ExpectedAnswer(b"".join(encode({"value": matrix})), compared)])


def is_close(given: np.ndarray, right: np.ndarray) -> bool:
    """By the check itself."""
    try:
        assert_close(given @ FACTORS, right)
    except AssertionError:
        return False
    return True


@given(
    seed=st.integers(0, 1 << 20),
    size=st.integers(-3, 3),
    part_of_bound=st.sampled_from([0, 0.5, 0.99, 1, 1.01, 2]),
    cancelling=st.sampled_from([0, 1, 1e6, 1e12, 1e15, 1e300]),
    single=st.booleans(),
)
def test_where_sums_are_compared_any_numbers_with_such_sums_are_right(
    seed: int, size: int, part_of_bound: float, cancelling: float, single: bool
) -> None:
    random = np.random.default_rng(seed)
    matrix = random.integers(-5, 6, (2, 3)) * 10.0**size
    right = matrix @ FACTORS
    bound = DEFAULT_TOLERANCE.bound(right)
    given = matrix + np.outer(part_of_bound * bound, FACTORS) / (FACTORS @ FACTORS)
    given += cancelling * random.normal(size=(2, 2)) @ NULL_SPACE
    with np.errstate(over="ignore", invalid="ignore"):
        given = given.astype(np.float32 if single else np.float64)
        is_included = of_sums(matrix).include(message({"value": given}))
        assert not is_included or is_close(given, right)
    if part_of_bound <= 0.5 and cancelling <= 1 and not single:
        assert is_included


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_sums_of_what_is_not_finite_are_left_to_the_check(bad: float) -> None:
    matrix = np.ones((2, 3))
    matrix[0, 1] = bad
    assert not of_sums(np.ones((2, 3))).include(message({"value": matrix}))


@pytest.mark.parametrize("compared_first", [True, False])
def test_what_is_right_for_one_check_need_not_be_right_for_another(compared_first: bool) -> None:
    parts = (np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    request = b"".join(encode({"do": "call"}))

    def asking_and_comparing(number: int) -> Batch:
        compared = tuple(
            comparison(part, *[part][: int(k == number)]) for k, part in enumerate(parts)
        )
        return Batch.of([(request, ExpectedAnswer(b"".join(encode({"value": parts})), compared))])

    both = [asking_and_comparing(0), asking_and_comparing(1)]
    ahead = AnswersAhead()
    wrong_in_one = message({"value": (parts[0], parts[1] + 1)})
    ahead.note(both if compared_first else both[::-1], [wrong_in_one] * 2)
    assert ahead.is_right(both[0])
    assert not ahead.is_right(both[1])


def test_of_two_answers_to_the_same_the_first_one_counts() -> None:
    request = b"".join(encode({"do": "call"}))
    right = {"value": COMPARED}
    batch = Batch.of([(request, ExpectedAnswer(b"".join(encode(right))))])
    ahead = AnswersAhead()
    ahead.note([batch, batch], [message({"value": None}), message(right)])
    assert not ahead.is_right(batch)


@given(at=st.integers(0, 10_000), byte=st.integers(0, 255), cut=st.integers(-3, 3))
def test_any_bytes_can_be_looked_at(close: CloseAnswers, at: int, byte: int, cut: int) -> None:
    bent = bytearray(message(*RIGHT[at % len(RIGHT)]))
    bent[at % len(bent)] = byte
    sent = bytes(bent[:cut] if cut < 0 else bent + bytes(cut))
    assert close.include(sent) in (True, False)
    assert not close.include(sent) or len(sent) in (len(message(*right)) for right in RIGHT)
