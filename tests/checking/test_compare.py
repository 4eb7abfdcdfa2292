"""What a comparison accepts, and what it says when it does not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from autograder.checking import (
    Tolerance,
    assert_close,
    assert_equal,
    assert_finite,
    assert_modifies_no_argument,
    assert_raises_value_error,
    assert_shape,
)
from autograder.checking.verdicts import SubmissionTrace, mark_as_submissions

TRACE = SubmissionTrace("ValueError", "", ())


def failure_of(action: Callable[[], object]) -> str:
    """The message with which `action` fails."""
    with pytest.raises(AssertionError) as caught:
        action()
    return str(caught.value)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (np.array([1.0, 2]), [1, 2]),
        (np.array([1, 2]), [1.0, 2.0]),
        (np.array([True, False]), [1, 0]),
        (np.float32(0.1), 0.1),
        (np.array([1.0, 2], dtype=np.float32) / 3, np.array([1.0, 2]) / 3),
        (np.array([np.nan, 1]), [np.nan, 1]),
        (np.array([np.inf, -np.inf]), [np.inf, -np.inf]),
        (np.zeros((0, 3)), np.zeros((0, 3))),
        (-0.0, 0.0),
    ],
)
def test_right_answers_pass_in_every_real_dtype(received: object, expected: object) -> None:
    assert_close(received, expected)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (np.array([1.0, 2.1]), [1, 2]),
        (np.array([np.nan, 1]), [0, 1]),
        (np.array([0.0, 1]), [np.nan, 1]),
        (np.array([np.inf]), [-np.inf]),
        (np.array([np.inf]), [1]),
        (np.array([1e300]), [np.inf]),
        (np.array([1 + 1j]), [1]),
        (np.array(["1"]), [1]),
        (np.array([None]), [1]),
        (None, 1),
        (np.array([[1.0, 2]]), [1, 2]),
        (np.zeros(0), [1]),
    ],
)
def test_wrong_answers_fail(received: object, expected: object) -> None:
    failure_of(lambda: assert_close(received, expected))


def test_the_tolerance_grows_with_the_largest_value() -> None:
    tolerance = Tolerance(relative=0, absolute=1e-3, reason="test")
    assert_close(np.array([1000.0, 0.5]), [1000, 0], tolerance=tolerance)
    failure_of(lambda: assert_close(np.array([100.0, 0.5]), [100, 0], tolerance=tolerance))


def test_a_failure_says_expected_received_and_the_worst_element() -> None:
    received, expected = np.array([[1.0, 2], [3, 9]]), [[1.0, 5], [3, 4]]
    assert failure_of(lambda: assert_close(received, expected, name="dx")).splitlines() == [
        "dx is wrong.",
        "expected: [[1, 5], [3, 4]]  shape (2, 2)",
        "received: [[1, 2], [3, 9]]  shape (2, 2)",
        "2 of 4 elements are wrong; the worst is [1, 1]: expected 4, received 9.",
    ]


def test_a_wrong_number_is_said_without_an_index() -> None:
    assert failure_of(lambda: assert_close(2.0, 3, name="loss")).splitlines() == [
        "loss is wrong.",
        "expected: 3",
        "received: 2",
    ]


def test_a_nan_is_the_worst_element_and_comes_with_advice() -> None:
    message = failure_of(lambda: assert_close(np.array([9.0, np.nan]), [1, 2]))
    assert "the worst is [1]: expected 2, received nan." in message
    assert "look for 0/0" in message


def test_the_shape_is_said_before_any_number_is_compared() -> None:
    message = failure_of(lambda: assert_close(np.zeros((1, 3)), [1, 2, 3], name="db"))
    assert message.splitlines() == [
        "db has the wrong shape: expected (3,), received (1, 3).",
        "The shapes differ only in axes of length 1: add or drop such an axis.",
    ]


@pytest.mark.parametrize(
    ("received", "expected", "advice"),
    [
        ((2, 3), (3, 2), "are two axes swapped?"),
        ((2, 1, 3), (2, 3), "axes of length 1"),
        ((), (1,), "axes of length 1"),
        ((4,), (5,), None),
    ],
)
def test_a_wrong_shape_comes_with_advice_where_there_is_some(
    received: tuple[int, ...], expected: tuple[int, ...], advice: str | None
) -> None:
    message = failure_of(lambda: assert_shape(np.zeros(received), expected))
    assert (advice in message) if advice else (len(message.splitlines()) == 1)


def test_a_complex_answer_is_said_to_be_complex() -> None:
    message = failure_of(lambda: assert_close(np.array([1 + 0j]), [1], name="out"))
    assert message == "out is complex (complex128); it should be real: take the real part."


def test_assert_equal_shows_both_values() -> None:
    assert_equal(5, 5)
    assert failure_of(lambda: assert_equal(4, 5, name="the size")).splitlines() == [
        "the size is wrong.",
        "expected: 5",
        "received: 4",
    ]


def raising(error: Exception) -> Callable[[], object]:
    def call() -> object:
        raise mark_as_submissions(error, TRACE)

    return call


def test_a_value_error_of_the_submission_with_a_message_passes() -> None:
    assert_raises_value_error(raising(ValueError("7 and 3 do not fit")), because="it does not fit")


def test_a_value_error_without_a_message_does_not_pass() -> None:
    message = failure_of(lambda: assert_raises_value_error(raising(ValueError()), because="of x"))
    assert "without a message" in message


def test_an_answer_in_place_of_a_value_error_is_shown() -> None:
    message = failure_of(lambda: assert_raises_value_error(lambda: 2, because="it does not fit"))
    assert message.splitlines() == [
        "It should raise ValueError, since it does not fit.",
        "expected: ValueError",
        "received: 2",
    ]


@pytest.mark.parametrize(
    "error", [ValueError("the check's own"), mark_as_submissions(KeyError(), TRACE)]
)
def test_other_errors_are_no_value_error_of_the_submission(error: Exception) -> None:
    def call() -> object:
        raise error

    with pytest.raises(type(error)) as caught:
        assert_raises_value_error(call, because="of x")
    assert caught.value is error


class Function:
    """Answers with `answer`, after it has done `damage` to its argument."""

    def __init__(self, answer: object, damage: Callable[[np.ndarray], object] = np.copy) -> None:
        self._answer = answer
        self._damage = damage

    def with_arguments_after(
        self, *arguments: object, **keywords: object
    ) -> tuple[object, dict[str, tuple[object, object]]]:
        x = np.array(arguments[0])
        self._damage(x)
        return self._answer, {"x": (arguments[0], x)}


X = np.array([1.0, -2])


def test_a_right_answer_that_leaves_its_argument_alone_passes() -> None:
    assert_modifies_no_argument(Function(np.abs(X)), X, expected=np.abs(X))


def test_a_changed_argument_is_shown_before_and_after() -> None:
    function = Function(np.abs(X), damage=lambda x: x.fill(0))
    message = failure_of(lambda: assert_modifies_no_argument(function, X, expected=np.abs(X)))
    assert message.splitlines() == [
        "The function changed its argument x; work on a copy (x.copy()).",
        "before the call: x = [1, -2]  shape (2,)",
        "after the call:  x = [0, 0]  shape (2,)",
    ]


def test_doing_nothing_earns_no_point_for_leaving_the_argument_alone() -> None:
    message = failure_of(lambda: assert_modifies_no_argument(Function(X), X, expected=np.abs(X)))
    assert message.startswith("This point needs a right answer first")


def test_a_part_that_is_none_is_not_compared() -> None:
    assert_modifies_no_argument(Function((X, "a cache")), X, expected=(X, None))


def test_a_named_tuple_is_compared_part_by_part() -> None:
    expected = np.linalg.eigh(np.eye(2))
    assert type(expected) is not tuple
    assert_modifies_no_argument(Function((*expected,)), X, expected=expected)


def test_real_finite_numbers_are_finite() -> None:
    assert_finite(np.array([[1.0, -2.0]]))
    assert_finite(3)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_nan_and_infinity_are_not_finite(bad: float) -> None:
    said = failure_of(lambda: assert_finite(np.array([1.0, bad]), name="w"))
    assert said.startswith("w has entries that are NaN or infinite.")


def test_a_complex_array_is_said_to_be_complex() -> None:
    assert "w is complex" in failure_of(lambda: assert_finite(np.array([1j]), name="w"))
