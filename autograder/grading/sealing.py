"""A right submission of whose answers a check gets to see no number of an array.

If the check passes nevertheless, it does nothing with them but compare them. Imports checking only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from autograder.checking.sealed import SealedArray
from autograder.checking.student import StudentFunction, StudentModule

Noted = Callable[[Sequence[SealedArray | None]], None]
"""Is told the arrays of the last answer, as the check gets them; None for one that it sees."""


class SealedStudent:
    """In the place of the `student` fixture."""

    def __init__(self, student: StudentModule, noted: Noted) -> None:
        self._student = student
        self._noted = noted

    def __getattr__(self, name: str) -> SealedFunction:
        return SealedFunction(getattr(self._student, name), self._noted)


class SealedFunction:
    """One function, whose arrays come back sealed."""

    def __init__(self, function: StudentFunction, noted: Noted) -> None:
        self._function = function
        self._noted = noted

    def __call__(self, *arguments: object, **keywords: object) -> object:
        """Call it."""
        return self._sealed(self._function(*arguments, **keywords))

    def with_arguments_after(
        self, *arguments: object, **keywords: object
    ) -> tuple[object, dict[str, tuple[object, object]]]:
        """Call it; the arguments, before and after, come back as they are."""
        answer, both = self._function.with_arguments_after(*arguments, **keywords)
        return self._sealed(answer), both

    def _sealed(self, answer: object) -> object:
        parts = [*map(_sealed, answer)] if isinstance(answer, tuple) else [_sealed(answer)]
        arrays = [part for part in parts if type(part) in (SealedArray, np.ndarray)]
        self._noted([part if type(part) is SealedArray else None for part in arrays])
        return tuple(parts) if isinstance(answer, tuple) else parts[0]


def _sealed(value: object) -> object:
    if isinstance(value, np.ndarray) and value.dtype.kind in "iuf":
        return SealedArray(value)
    return value
