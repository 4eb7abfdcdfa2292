"""The cases of a check: drawn by Hypothesis once for a class, then replayed for each submission.

Drawing takes some twenty times longer than asking a submission. One on which a submission fails is
made smaller by Hypothesis, too. Imports checking and `checks` only.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import itertools
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

import hypothesis
from hypothesis.control import current_build_context
from hypothesis.database import ExampleDatabase, choices_to_bytes
from hypothesis.errors import UnsatisfiedAssumption
from hypothesis.internal.conjecture import providers
from hypothesis.strategies import DataObject, builds

from autograder.checking.running import settings_for_checks
from autograder.grading.checks import Check


@dataclass(frozen=True)
class DrawnCase:
    """What a check's test is called with, besides its fixtures."""

    pickled: bytes
    """The drawn arguments by name."""
    choices: bytes
    """From which Hypothesis draws it again, or a smaller one."""

    def arguments(self) -> dict[str, object]:
        """The drawn arguments by name, with arrays of the caller's own."""
        arguments: dict[str, object] = pickle.loads(self.pickled)
        return arguments


def size_of(arguments: Mapping[str, object]) -> int:
    """Of drawn arguments, in bytes: smaller ones are easier to read."""
    return len(pickle.dumps(arguments))


def seed_of(check: Check, secret: bytes) -> int:
    """From the secret and the check's name, and from nothing else."""
    return int.from_bytes(hmac.digest(secret, check.identity.encode(), hashlib.sha256)[:8], "big")


@contextlib.contextmanager
def drawing_by_the_secret(check: Check, secret: bytes) -> Iterator[None]:
    """Have Hypothesis draw a check's cases by its seed, and by nothing else."""
    hypothesis.seed(seed_of(check, secret))(check.function)
    with _no_constants_of_modules():
        yield


def draw_cases(check: Check, arguments: Mapping[str, object]) -> tuple[DrawnCase, ...]:
    """What Hypothesis draws for a check whose student is right, the smallest case first.

    Args:
        check: one that draws cases, its seed set.
        arguments: its other arguments, with a right submission as `student`.

    Returns:
        None at all where they can't be drawn beforehand, since the check draws on the way or
        Hypothesis finds no case: it must then be run with Hypothesis's engine.
    """
    cases: list[DrawnCase] = []

    def recorded(**everything: Any) -> None:
        drawn = {name: value for name, value in everything.items() if name not in arguments}
        if any(isinstance(value, DataObject) for value in drawn.values()):
            raise TypeError("this check draws on the way")
        case = _just_drawn(drawn)
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
    return tuple(sorted(cases, key=lambda case: len(case.pickled)))


class EnoughDrawn(BaseException):
    """Ends Hypothesis's engine; no `Exception`, so that it does not take it for a failure."""


def draw_smaller(
    check: Check, case: DrawnCase, most: int, attempt: Callable[..., BaseException | None]
) -> None:
    """Have Hypothesis draw this case, on which the check fails, and then smaller ones like it.

    Args:
        check: one that draws cases.
        case: one of its cases.
        most: so many draws are begun at the most; some end without a case.
        attempt: is called with what was drawn, and gives the failure if there is one; it may raise
            `EnoughDrawn`.
    """
    database = _KnowsOne(case.choices)
    phases = [hypothesis.Phase.reuse, hypothesis.Phase.shrink]
    begun = itertools.count(1)
    failures: list[BaseException] = []

    def begin() -> None:
        if next(begun) > most:
            raise EnoughDrawn

    @hypothesis.settings(settings_for_checks(1), database=database, phases=phases)
    @hypothesis.given(_=builds(begin), **check.hypothesis._given_kwargs)
    def draw(_: None, **drawn: object) -> None:
        failure = attempt(**drawn)
        if failure is not None:
            failures.append(failure)
            raise failure

    try:
        with _no_constants_of_modules():
            draw()
    except (EnoughDrawn, Exception):
        pass  # also Hypothesis's own, where a submission does not fail on the same case again
    except BaseException as error:
        if not any(error is failure for failure in failures):
            raise


Draw = Callable[[bytes], DrawnCase | None]
"""Gives a case of a check, as `draw_cases` does, for a seed; rarely there is none."""

_DRAWN_FROM_BYTES = 1 << 14


def drawing_one(check: Check) -> Draw:
    """What draws cases of a check one by one, much faster than the engine, which starts anew."""
    drawn: list[DrawnCase] = []

    @settings_for_checks(1)
    @hypothesis.given(**check.hypothesis._given_kwargs)
    def draw(**case: object) -> None:
        drawn.append(_just_drawn(case))

    target = cast(Any, draw).hypothesis

    def draw_from(seed: bytes) -> DrawnCase | None:
        drawn.clear()
        target.fuzz_one_input(hashlib.shake_256(seed).digest(_DRAWN_FROM_BYTES))
        return drawn[-1] if drawn else None

    return draw_from


def _just_drawn(arguments: Mapping[str, object]) -> DrawnCase:
    choices = current_build_context().data.choices
    return DrawnCase(pickle.dumps(arguments), choices_to_bytes(choices))


@contextlib.contextmanager
def _no_constants_of_modules() -> Iterator[None]:
    """Hypothesis also tries numbers that stand in the code of all modules of a process.

    Which these are differs from one process that grades to another; and to gather them takes long.
    """
    library: Any = providers
    of_modules, library._get_local_constants = library._get_local_constants, library.Constants
    library.CONSTANTS_CACHE.cache.clear()
    try:
        yield
    finally:
        library.CONSTANTS_CACHE.cache.clear()
        library._get_local_constants = of_modules


class _KnowsOne(ExampleDatabase):
    """Hypothesis's memory of failures, with one that is not the smallest yet; it keeps nothing."""

    def __init__(self, choices: bytes) -> None:
        super().__init__()
        self._choices = choices

    def fetch(self, key: bytes) -> Iterable[bytes]:
        # Of the others, Hypothesis takes for granted that they can't be made smaller.
        return [self._choices] if key.endswith(b".secondary") else []

    def save(self, key: bytes, value: bytes) -> None:
        """Not kept."""

    def delete(self, key: bytes, value: bytes) -> None:
        """Not kept."""
