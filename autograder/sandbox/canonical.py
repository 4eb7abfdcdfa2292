"""One form for answers that no check can tell apart, so that they are the same bytes.

A zero has a sign, 5 may be of NumPy or of Python, and every author has his own words for a
ValueError: all this is the same to a check. The submission's side brings its answers into this
form, for the sake of right ones, which then are the reference's bytes; nothing relies on it.
Imports NumPy only.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

import numpy as np

_NUMBERS = {"integer": int, "real": float}
"""Python's type for the kinds of `autograder.checking.signatures` that are numbers."""
_TYPES = frozenset({int, float, *(np.dtype(code).type for code in "bhilqBHILQefdg")})
"""Of numbers, exactly: another class derived from one of them may be anything."""
_LARGEST = 2.0**53
"""Up to here, whole numbers and those of double precision are the same."""
_MOST_NUMBERS = 8192
"""In an array: those of larger ones are not compared byte by byte."""


def canonical(value: object, kind: str) -> object:
    """A returned value, which should be of this kind, as a check gets to see it anyway."""
    if kind == "array":
        if type(value) is np.ndarray and value.dtype.kind in "fc" and value.size <= _MOST_NUMBERS:
            return value + 0.0
        return value
    number = value[()] if type(value) is np.ndarray and value.ndim == 0 else value
    if kind in _NUMBERS and type(number) in _TYPES:
        with contextlib.suppress(ValueError, OverflowError):  # no number, or infinite
            as_kind = _NUMBERS[kind](number)
            if as_kind == number and abs(as_kind) < _LARGEST:
                return as_kind + 0
    return value


def in_brief(answer: Mapping[str, object]) -> Mapping[str, object]:
    """An answer in which an exception has no words, but tells whether it has any.

    Where more is wanted, the request is made once more.
    """
    if not is_exception(answer):
        return answer
    return {
        **answer,
        "message": bool(str(answer.get("message", "")).strip()),
        "lines": bool(answer.get("lines")),
    }


def with_words_of(brief: Mapping[str, object], again: Mapping[str, object]) -> dict[str, object]:
    """The answer that was in brief, with the words that the same request has got when made again.

    Where it got another answer then, the first one counts, and has words of ours.
    """
    if in_brief(again) == brief:
        return dict(again)
    words = "(It did something else when it was called again.)" if brief.get("message") else ""
    return {**brief, "message": words, "lines": []}


def is_exception(answer: Mapping[str, object]) -> bool:
    """Whether the submission raised what the answer tells of."""
    return "error" in answer


def is_in_brief(answer: Mapping[str, object]) -> bool:
    """Whether the words are left out."""
    return is_exception(answer) and isinstance(answer.get("message"), bool)
