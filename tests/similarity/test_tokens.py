"""What counts of a program's text."""

from __future__ import annotations

import pytest

from autograder.similarity.tokens import WINDOW, as_text, tokens_of, windows_of


def marks(text: str) -> list[str]:
    return [token.mark for token in tokens_of(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("total = values[k] + 1\n", "s=v[ i ]+1\n"),
        ("x = 1\n", "# a remark\nx = 1  # another\n"),
        ("def f(x):\n    return x\n", 'def g(y):\n    """A docstring."""\n    return y\n'),
        ("a, b = b, a\n", "(a, b) = (b, a,)\n"),
        ("raise ValueError('too long')\n", 'raise ValueError("n is " "too large")\n'),
        ("x = 1\ny = 2\n", "x = 1\r\n\r\ny = 2\r\n"),
    ],
)
def test_what_is_changed_in_a_minute_does_not_count(one: str, other: str) -> None:
    assert marks(as_text(one.encode())) == marks(as_text(other.encode()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x = a + b\n", "x = a - b\n"),
        ("x = np.zeros(3)\n", "x = np.ones(3)\n"),
        ("x = range(3)\n", "x = len(3)\n"),
        ("x = a[0]\n", "x = a[1]\n"),
        ("for x in y: pass\n", "while x in y: pass\n"),
    ],
)
def test_what_a_program_does_counts(one: str, other: str) -> None:
    assert marks(one) != marks(other)


def test_a_token_knows_its_line() -> None:
    text = '\n\n"""Text\nof three\nlines."""\nx = 1\n# remark\n\ny = f"""{x}\n"""; z = 2\n'
    lines = [token.line for token in tokens_of(text) if token.mark == "="]
    assert lines == [6, 9, 10]


def test_a_window_is_for_each_token_with_those_after_it() -> None:
    tokens = tokens_of("x = 1\n" * 10)
    windows = windows_of(tokens)
    assert len(windows) == len(tokens) - WINDOW + 1
    assert len(set(windows)) == 3
    assert windows_of(tokens[: WINDOW - 1]) == []


@pytest.mark.parametrize(
    "data",
    [b"", b"\0\0\0 = (", b"\xff\xfe\x80def f(", b"\xef\xbb\xbfx = 1", b"'''", b"\x1b[31m$ ?? ~~"],
)
def test_any_bytes_have_tokens(data: bytes) -> None:
    assert isinstance(tokens_of(as_text(data)), list)
