"""What a check may say beyond passed and failed: a part of its points, and what it has measured.

A part of the points is given as gradescope-utils has it: ``@partial_credit(10)`` on the check, and
``set_score(4.2)`` in it. Imports `checks` and the records.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from autograder.grading.checks import Check
from autograder.records import Measurement

_SCORE = "__score__"
"""Where gradescope-utils' decorator leaves what a check has set."""


@dataclass
class Measurements:
    """The fixture ``measured``: a check calls it with what it has measured.

    For example ``measured("accuracy", 0.94)`` or ``measured("seconds", 3.1, order="asc")``.
    """

    taken: list[Measurement] = field(default_factory=list)

    def __call__(self, name: str, value: float, order: str = "") -> None:
        """Remember a measurement.

        Args:
            name: of the quantity, with its unit.
            value: a finite number.
            order: ``"desc"`` or ``"asc"`` puts it on the leaderboard, the largest or the smallest
                first.
        """
        self.taken.append(Measurement(name, float(value), order))


def forget_score(check: Check) -> None:
    """Before a check is called: what it set for the last submission is not this one's."""
    for function in _with_wrapped(check.function):
        vars(function).pop(_SCORE, None)


def score_set(check: Check) -> float | None:
    """What the check has set, of its points; None if it has not."""
    for function in _with_wrapped(check.function):
        if _SCORE in vars(function):
            score = vars(function)[_SCORE]
            if not isinstance(score, int):  # which may be larger than any float
                score = float(score)
                score = 0.0 if math.isnan(score) else score
            return float(min(max(score, 0), check.description.points))
    return None


def _with_wrapped(function: Callable[..., None]) -> Iterator[Callable[..., None]]:
    """The function, and those that its decorators have wrapped."""
    yield function
    while (inner := getattr(function, "__wrapped__", None)) is not None:
        yield inner
        function = inner
