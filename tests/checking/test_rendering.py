"""How values read."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checking.rendering import printable, render_array, render_value


@pytest.mark.parametrize(
    ("array", "text"),
    [
        (np.array([5.0, 0.5, -1]), "[5, 0.5, -1]  shape (3,)"),
        (np.array([[1.0], [2]]), "[[1], [2]]  shape (2, 1)"),
        (np.zeros((1, 0)), "[]  shape (1, 0)"),
        (np.zeros((10**9, 0)), "[]  shape (1000000000, 0)"),
        (np.array(2.5), "2.5"),
        (np.array([-0.0, np.nan, np.inf]), "[0, nan, inf]  shape (3,)"),
        (np.array([1 / 3, 1e-9, 1e9]), "[0.333333, 1e-09, 1e+09]  shape (3,)"),
        (np.array([True, False]), "[True, False]  shape (2,)"),
        (np.array([1 + 2j]), "[1+2j]  shape (1,)"),
        (np.array(["a"]), "[np.str_('a')]  shape (1,)"),
        (np.array([None, {}]), "[None, {}]  shape (2,)"),
    ],
)
def test_an_array_reads_as_nested_lists_with_its_shape(array: np.ndarray, text: str) -> None:
    assert render_array(array) == text


def test_a_large_array_reads_by_its_ends() -> None:
    text = render_array(np.arange(400.0).reshape(20, 20))
    assert text == "[0, 1, 2, 3, 4, 5, …, 397, 398, 399]  shape (20, 20), flattened"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5, "5"),
        (5.0, "5"),
        (np.float32(0.1), "0.1"),
        (np.int64(-3), "-3"),
        (True, "True"),
        (None, "None"),
        ("max", "'max'"),
        ((1, np.array([2.0])), "(1, [2]  shape (1,))"),
        ([1, 2], "[1, 2]"),
    ],
)
def test_a_value_reads_on_one_line(value: object, text: str) -> None:
    assert render_value(value) == text


class Unprintable:
    def __repr__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    "value",
    ["x" * 10_000, [1] * 10_000, 10**5000, np.array([10**5000]), [10**5000], Unprintable()],
    ids=["text", "list", "integer", "array", "integer in a list", "unprintable object"],
)
def test_no_value_is_too_long_or_too_odd_to_read(value: object) -> None:
    assert 0 < len(render_value(value)) < 300


@pytest.mark.parametrize("text", ["Zoë Beispiel", "陳小明", 'O\'Brien "Bob"', "a\\b"])
def test_ordinary_text_is_printed_as_it_is(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize("text", ["new\nline", "\x1b[31mred", "\udcff", "\u202eleft"], ids=ascii)
def test_text_that_commands_a_terminal_becomes_escapes(text: str) -> None:
    assert printable(text).isprintable()
    assert "\\" in printable(text)
