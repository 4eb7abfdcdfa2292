"""A right submission of whose answers a check gets to see no number of an array.

If the check passes nevertheless, it does nothing with them but compare them. Imports checking only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from autograder.checking.sealed import SealedArray
from autograder.checking.signatures import FunctionSpec
from autograder.checking.student import Caller, Journal, StudentFunction, StudentModule

Noted = Callable[[tuple[SealedArray | None, ...]], None]
"""Is told the arrays of the last answer, as the check gets them; None for one that it sees."""


class SealedStudent(StudentModule):
    """In the place of the `student` fixture."""

    def __init__(
        self, specs: Sequence[FunctionSpec], caller: Caller, journal: Journal, noted: Noted
    ) -> None:
        super().__init__(specs, caller, journal)
        self._functions = {
            spec.name: _SealedFunction(spec, caller, journal, noted) for spec in specs
        }


class _SealedFunction(StudentFunction):
    """One function, whose arrays come back sealed; what checks are written with asks its type."""

    def __init__(self, spec: FunctionSpec, caller: Caller, journal: Journal, noted: Noted) -> None:
        super().__init__(spec, caller, journal)
        self._noted = noted

    def __call__(self, *arguments: object, **keywords: object) -> object:
        """Call it."""
        return self._sealed(super().__call__(*arguments, **keywords))

    def with_arguments_after(
        self, *arguments: object, **keywords: object
    ) -> tuple[object, dict[str, tuple[object, object]]]:
        """Call it; the arguments, before and after, come back as they are."""
        answer, both = super().with_arguments_after(*arguments, **keywords)
        return self._sealed(answer), both

    def _sealed(self, answer: object) -> object:
        parts = [*map(_sealed, answer)] if isinstance(answer, tuple) else [_sealed(answer)]
        arrays = [part for part in parts if type(part) in (SealedArray, np.ndarray)]
        self._noted(tuple(part if type(part) is SealedArray else None for part in arrays))
        return tuple(parts) if isinstance(answer, tuple) else parts[0]


def _sealed(value: object) -> object:
    if isinstance(value, np.ndarray) and value.dtype.kind in "iuf":
        return SealedArray(value)
    return value
