"""The cases of a check: drawn by Hypothesis once for a class, then replayed for each submission.

Drawing takes some twenty times longer than asking a submission. Imports checking and `checks` only.
"""

from __future__ import annotations

import hashlib
import hmac
import pickle
from collections.abc import Callable, Mapping
from typing import Any, cast

import hypothesis
from hypothesis.errors import UnsatisfiedAssumption
from hypothesis.strategies import DataObject

from autograder.checking.running import settings_for_checks
from autograder.grading.checks import Check


def seed_of(check: Check, secret: bytes) -> int:
    """From the secret and the check's name, and from nothing else."""
    return int.from_bytes(hmac.digest(secret, check.identity.encode(), hashlib.sha256)[:8], "big")


def use_seed(check: Check, secret: bytes) -> None:
    """Make Hypothesis's cases follow from `seed_of`."""
    hypothesis.seed(seed_of(check, secret))(check.function)


def draw_cases(check: Check, arguments: Mapping[str, object]) -> tuple[bytes, ...]:
    """What Hypothesis draws for a check whose student is right, the smallest case first.

    Args:
        check: one that draws cases, its seed set.
        arguments: its other arguments, with a right submission as `student`.

    Returns:
        Each case as a pickle of its drawn arguments by name, so that every submission gets arrays
        of its own. None at all where they can't be drawn beforehand, since the check draws on the
        way or Hypothesis finds no case: it must then be run with Hypothesis's engine.
    """
    cases: list[bytes] = []

    def recorded(**everything: Any) -> None:
        drawn = {name: value for name, value in everything.items() if name not in arguments}
        if any(isinstance(value, DataObject) for value in drawn.values()):
            raise TypeError("this check draws on the way")
        case = pickle.dumps(drawn)
        try:
            check.test(**everything)
        except UnsatisfiedAssumption:
            raise
        except BaseException:  # seen, and reported, when the check is run
            pass
        cases.append(case)

    check.hypothesis.inner_test = recorded
    try:
        check.function(**arguments)
    except Exception:  # what it is will be seen when the check is run
        return ()
    finally:
        check.hypothesis.inner_test = check.test
    # As long as another means of the same size: sorting keeps those in the order of drawing.
    return tuple(sorted(cases, key=len))


Draw = Callable[[bytes], bytes | None]
"""Gives a case of a check, as `draw_cases` does, for a seed; rarely there is none."""

_DRAWN_FROM_BYTES = 1 << 14


def drawing_one(check: Check) -> Draw:
    """What draws cases of a check one by one, much faster than the engine, which starts anew."""
    drawn: list[dict[str, object]] = []

    @settings_for_checks(1)
    @hypothesis.given(**check.hypothesis._given_kwargs)
    def draw(**case: object) -> None:
        drawn.append(case)

    target = cast(Any, draw).hypothesis

    def draw_from(seed: bytes) -> bytes | None:
        drawn.clear()
        target.fuzz_one_input(hashlib.shake_256(seed).digest(_DRAWN_FROM_BYTES))
        return pickle.dumps(drawn[-1]) if drawn else None

    return draw_from
