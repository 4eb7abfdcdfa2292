"""Checks of functions that draw random numbers. Imports NumPy and this folder only.

What a function draws from its generator, and how, is its own choice: no check compares it with
what the reference draws. Checks ask for what every right use of the generator has in common, and
they count; a count is compared with the range that the binomial distribution itself gives.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.student import StudentFunction

FALSE_ALARM = 1e-10
"""The probability with which `assert_as_often` fails a right function, at most.

A week that counts a thousand times fails a right submission once in ten million.
"""


def with_generator(function: Callable[..., Any], seed: int) -> Any:
    """`function` with one more argument by position: ``np.random.default_rng(seed)``.

    A generator can't cross the wall, so it is made next to the submission.

    Args:
        function: a function of the `student` fixture, or any other, such as the reference's.
        seed: of the generator. Every call gets a new one.
    """
    if isinstance(function, StudentFunction):
        helper: Any = _call_with_generator
        return function.through(helper, None, seed)

    def called(*arguments: object, **keywords: object) -> object:
        return _call_with_generator(functools.partial(function, *arguments, **keywords), seed)

    return called


def assert_as_often(
    count: int, trials: int, probability: float, *, what: str, false_alarm: float = FALSE_ALARM
) -> None:
    """Assert that something happened about as often as its probability says.

    Args:
        count: how often it happened.
        trials: how often it could have; the trials are independent.
        probability: of one trial.
        what: for example ``"images are flipped"``.
        false_alarm: the probability with which this fails though all is right, at most.

    Raises:
        AssertionError: it happened too rarely or too often.
    """
    fewest, most = central_range(trials, probability, false_alarm)
    if not fewest <= count <= most:
        raise AssertionError(
            f"{count} of {trials} {what}; with probability {probability:.4g} it is practically "
            f"always between {fewest} and {most}."
        )


@functools.cache
def central_range(trials: int, probability: float, false_alarm: float) -> tuple[int, int]:
    """The range that a binomial count leaves with a probability below `false_alarm`, exactly.

    Half of that probability is for counts below it, and half for those above.
    """
    return (
        _fewest(trials, probability, false_alarm / 2),
        trials - _fewest(trials, 1 - probability, false_alarm / 2),
    )


def _fewest(trials: int, probability: float, below: float) -> int:
    """The largest count with P(fewer than it) < `below`."""
    total = 0.0
    for count in range(trials + 1):
        total += math.exp(
            math.lgamma(trials + 1)
            - math.lgamma(count + 1)
            - math.lgamma(trials - count + 1)
            + count * math.log(probability)
            + (trials - count) * math.log1p(-probability)
        )
        if total >= below:
            return count
    return trials


def _call_with_generator(make: Callable[..., Any], seed: int) -> Any:
    return make(np.random.default_rng(seed))
