"""Calls a check without pytest, for the tools that have no fixtures."""

import inspect
from collections.abc import Callable, Iterator

import reference
import test_eight

Check = Callable[..., None]


def checks() -> Iterator[tuple[str, Check]]:
    """All of them, by name."""
    return ((name, one) for name, one in vars(test_eight).items() if name.startswith("test_"))


def call(check: Check, student: object) -> None:
    """Call a check with what it asks for."""
    given = {"student": student, "reference": reference}
    check(**{name: given[name] for name in inspect.signature(check).parameters})
