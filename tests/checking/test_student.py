"""The `student` fixture: calls, what is made of their answers, and the journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pytest

from autograder.checking.signatures import FunctionSpec, Kind
from autograder.checking.student import Answer, ForeignValue, Helper, Journal, StudentModule
from autograder.checking.verdicts import (
    SubmissionTrace,
    WrongReturnError,
    mark_as_submissions,
    submission_trace,
)

FORWARD = FunctionSpec("forward", ("x", "stride"), (Kind.ARRAY, Kind.OPAQUE))
BACKWARD = FunctionSpec("backward", ("dout", "cache"), (Kind.ARRAY,), takes_back=("cache",))
COUNT = FunctionSpec("count", ("n",), (Kind.INTEGER,))
LOSS = FunctionSpec("loss", ("x",), (Kind.REAL,))
X = np.array([1.0, 2])


class FakeCaller:
    """Answers every call with `answer`, or raises it."""

    def __init__(self, answer: object) -> None:
        self.answer = answer

    def __call__(
        self,
        spec: FunctionSpec,
        arguments: Sequence[object],
        keywords: Mapping[str, object],
        helper: Helper | None = None,
        *,
        wants_arguments: bool = False,
    ) -> Answer:
        if isinstance(self.answer, BaseException):
            raise self.answer
        return Answer(self.answer, [*arguments, *keywords.values()] if wants_arguments else [])


Module = Callable[[object], StudentModule]


@pytest.fixture
def journal() -> Journal:
    return Journal()


@pytest.fixture
def answering(journal: Journal) -> Module:
    """A submission whose functions all answer alike."""

    def make(answer: object) -> StudentModule:
        return StudentModule((FORWARD, BACKWARD, COUNT, LOSS), FakeCaller(answer), journal)

    return make


def test_a_function_that_the_homework_does_not_have_is_an_attribute_error(
    answering: Module,
) -> None:
    with pytest.raises(AttributeError, match="no function 'sideways'"):
        answering(None).sideways(X)


@pytest.mark.parametrize("value", [5, 5.0, np.int32(5), np.float32(5), np.array(5)])
def test_a_whole_number_is_an_integer_in_every_type(answering: Module, value: object) -> None:
    received = answering(value).count(3)
    assert type(received) is int
    assert received == 5


@pytest.mark.parametrize("value", [5.5, np.nan, np.inf, True, "5", None, [5], np.array([5]), 5j])
def test_what_is_no_whole_number_is_a_wrong_return(answering: Module, value: object) -> None:
    with pytest.raises(WrongReturnError, match=r"^count should return a whole number; it returned"):
        answering(value).count(3)


@pytest.mark.parametrize("value", [0.5, 1, np.float32(0.5), np.array(0.5), np.nan])
def test_a_number_is_a_float_in_every_type(answering: Module, value: float) -> None:
    received = answering(value).loss(X)
    assert type(received) is float
    np.testing.assert_equal(received, float(value))


@pytest.mark.parametrize("value", [10**400, False, "1", None, np.array([1.0])])
def test_what_is_no_number_is_a_wrong_return(answering: Module, value: object) -> None:
    with pytest.raises(WrongReturnError, match=r"^loss should return a number; it returned"):
        answering(value).loss(X)


@pytest.mark.parametrize("value", [X.astype(kind) for kind in ("f4", "f8", "i8", "u1", "?", "c16")])
def test_an_array_of_numbers_comes_back_as_a_copy(answering: Module, value: np.ndarray) -> None:
    received = answering(value).backward(X, None)
    assert isinstance(received, np.ndarray)
    assert received.dtype == value.dtype
    assert not np.shares_memory(received, value)


def test_a_subclass_of_an_array_comes_back_as_a_plain_array(answering: Module) -> None:
    received = answering(np.ma.masked_array(X, mask=[True, False])).backward(X, None)
    assert type(received) is np.ndarray


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing (None)."),
        ([1.0, 2], "a list [1, 2]."),
        (1.5, "a float 1.5."),
        (np.array(["a"]), "an array of <U1 [np.str_('a')]  shape (1,)."),
        (np.array([None]), "an array of object [None]  shape (1,)."),
        (ForeignValue("DataFrame"), "a DataFrame."),
    ],
    ids=["None", "list", "float", "strings", "objects", "foreign"],
)
def test_what_is_no_array_is_said_in_words(answering: Module, value: object, words: str) -> None:
    with pytest.raises(WrongReturnError) as caught:
        answering(value).backward(X, None)
    assert str(caught.value).replace("1.0, 2]", "1, 2]") == (
        f"backward should return a NumPy array; it returned {words}"
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (X, "an array of float64."),
        ((X,), "1 of them."),
        ((X, None, None), "3 of them."),
        (None, "nothing (None)."),
    ],
    ids=["array", "one", "three", "None"],
)
def test_a_wrong_number_of_values_is_said_in_words(
    answering: Module, value: object, words: str
) -> None:
    with pytest.raises(WrongReturnError) as caught:
        answering(value).forward(X)
    assert str(caught.value) == (
        "forward should return 2 values (a NumPy array, a cache of your own making); "
        f"it returned {words}"
    )


def test_a_wrong_part_is_said_with_its_place(answering: Module) -> None:
    with pytest.raises(WrongReturnError, match="a NumPy array as value 1 of 2; it returned a str"):
        answering(("out", "cache")).forward(X)


def test_a_list_of_values_is_as_good_as_a_tuple(answering: Module) -> None:
    cache = object()
    answer = answering([X, cache]).forward(X)
    assert isinstance(answer, tuple)
    np.testing.assert_array_equal(answer[0], X)
    assert answer[1] is cache


def test_arguments_after_a_call_come_by_name_without_the_cache(answering: Module) -> None:
    _, both = answering(X).backward.with_arguments_after(X, cache=object())
    assert list(both) == ["dout"]
    before, after = both["dout"]
    np.testing.assert_array_equal(before, X)
    np.testing.assert_array_equal(after, X)


@pytest.mark.parametrize(("arguments", "keywords"), [((1, 2), {}), ((1,), {"n": 2})])
def test_a_check_that_calls_with_too_many_arguments_is_wrong_itself(
    answering: Module, arguments: tuple[int, ...], keywords: dict[str, int]
) -> None:
    with pytest.raises(TypeError, match="a check calls count with too many arguments") as caught:
        answering(1).count(*arguments, **keywords)
    assert submission_trace(caught.value) is None


def test_wrong_parameters_are_said_with_the_right_ones(answering: Module) -> None:
    trace = SubmissionTrace("TypeError", "unexpected keyword argument 'stride'", ())
    with pytest.raises(TypeError) as caught:
        answering(mark_as_submissions(TypeError(), trace)).forward(X, stride=2)
    assert str(submission_trace(caught.value)).splitlines() == [
        "TypeError: unexpected keyword argument 'stride'",
        "The function should be forward(x, stride).",
    ]


def test_a_type_error_inside_the_function_stays_as_it_is(answering: Module) -> None:
    trace = SubmissionTrace("TypeError", "unsupported operand", ("convolution.py, line 3",))
    with pytest.raises(TypeError) as caught:
        answering(mark_as_submissions(TypeError(), trace)).forward(X)
    assert submission_trace(caught.value) == trace


def test_the_journal_shows_a_call_as_it_is_typed(answering: Module, journal: Journal) -> None:
    answering((X, None)).forward(X, stride=2)
    assert journal.render().splitlines() == ["forward(x, stride=2)", "    x = [1, 2]  shape (2,)"]


def test_the_journal_does_not_look_into_a_cache(answering: Module, journal: Journal) -> None:
    answering(X).backward(X, {"a": "secret"})
    assert "    cache = what your own function returned" in journal.render().splitlines()


def test_the_journal_shows_a_call_that_failed(answering: Module, journal: Journal) -> None:
    with pytest.raises(KeyError):
        answering(KeyError()).count(3)
    assert journal.render() == "count(n=3)"


def test_the_journal_shows_the_same_call_once(answering: Module, journal: Journal) -> None:
    for _ in range(2):
        answering(3).count(3)
    assert journal.render() == "count(n=3)"


def test_the_journal_shows_the_last_of_many_similar_calls(
    answering: Module, journal: Journal
) -> None:
    for n in range(9):
        answering(3).count(n)
    answering(0.5).loss(2)
    assert journal.render().splitlines() == ["(after 8 similar calls)", "count(n=8)", "loss(x=2)"]


def test_the_journal_shows_few_calls_of_different_functions(
    answering: Module, journal: Journal
) -> None:
    for n in range(9):
        answering(3).count(n)
        answering(0.5).loss(n)
    assert journal.render().splitlines() == ["count(n=7)", "loss(x=7)", "count(n=8)", "loss(x=8)"]


def test_a_new_example_starts_a_new_journal(answering: Module, journal: Journal) -> None:
    answering(3).count(3)
    journal.start_example()
    assert journal.render() == ""
