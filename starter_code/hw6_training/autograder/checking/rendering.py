"""Values as a student reads them: short, exact for small numbers. Imports NumPy only."""

from __future__ import annotations

import reprlib
from types import FunctionType

import numpy as np

_MOST_ELEMENTS = 60
_LONGEST_TEXT = 200
_LARGEST_INTEGER = 10**30


def render_array(array: np.ndarray) -> str:
    """A small array as nested lists with its shape, on one line; a large one by its ends."""
    shape = f"shape {array.shape}"
    if array.size == 0:  # its other axes may be of any length
        return f"[]  {shape}"
    if array.size > _MOST_ELEMENTS:
        flat = array.reshape(-1)
        head = ", ".join(_number(x) for x in flat[:6])
        tail = ", ".join(_number(x) for x in flat[-3:])
        return f"[{head}, …, {tail}]  {shape}, flattened"
    if array.ndim == 0:
        return _number(array[()])
    return f"{_nested(array)}  {shape}"


def render_value(value: object) -> str:
    """Any value of a check on one line, of bounded length."""
    if isinstance(value, np.ndarray):
        return render_array(value)
    if isinstance(value, bool) or value is None:
        return repr(value)
    if isinstance(value, int | float | np.number):
        return _number(value)
    if isinstance(value, FunctionType):
        return value.__name__  # its repr has an address, another one in every run
    return _text(value)


def printable(text: str) -> str:
    """`text` on one line, with nothing in it that a terminal would obey."""
    return "".join(
        character
        if character.isprintable()
        else character.encode("unicode_escape", "backslashreplace").decode()
        for character in text.encode("utf-8", "backslashreplace").decode()
    )


class _BoundedRepr(reprlib.Repr):
    """`repr` that looks at the first few parts of a container, and is never asked for all."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel = 3
        self.maxlist = self.maxtuple = self.maxdict = self.maxset = self.maxarray = 6
        self.maxstring = self.maxother = self.maxlong = _LONGEST_TEXT

    def repr_ndarray(self, array: np.ndarray, level: int) -> str:
        """An array inside a container."""
        return render_array(array)

    def repr_float(self, number: float, level: int) -> str:
        """A number inside a container."""
        return _number(number)


def _nested(array: np.ndarray) -> str:
    if array.ndim == 1:
        return "[" + ", ".join(_number(x) for x in array) + "]"
    return "[" + ", ".join(_nested(row) for row in array) + "]"


def _number(value: object) -> str:
    if isinstance(value, complex | np.complexfloating):
        return f"{value:.6g}"
    if isinstance(value, int) and abs(value) >= _LARGEST_INTEGER:
        return f"an integer of {value.bit_length()} bits"
    if isinstance(value, bool | np.bool_ | int | np.integer):
        return str(value)
    if isinstance(value, float | np.floating):
        # Six digits are what the tolerance can see; integers lose their ".0". -0.0 is 0.
        return f"{float(value) + 0.0:.6g}"
    return _text(value)  # in an array of no numbers


def _text(value: object) -> str:
    try:
        text = _BoundedRepr().repr(value)
    except Exception:  # of a class of the submission's own, or a list of enormous integers
        return f"a {type(value).__name__}"
    return text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "…"
