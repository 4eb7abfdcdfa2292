"""A week's checks, collected by pytest once and then called as often as there are submissions.

Imports checking and the records.
"""

from __future__ import annotations

import contextlib
import inspect
import io
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import hypothesis
import pytest

from autograder.checking.description import CheckDescription
from autograder.checking.running import (
    describe,
    place_in_handout,
    settings_for_checks,
)
from autograder.records import Assignment

FIXTURES = frozenset({"student", "reference", "partner", "rng", "device", "settings", "measured"})
"""What a check may ask for by its parameters' names."""
_ONLY_HIDDEN = frozenset({"reference", "rng", "device", "settings", "measured", "set_score"})
"""What there is on no student's machine."""

_EXAMPLES_PER_CHECK = 20
# No plugin that happens to be installed: nothing here depends on what else a machine has.
_ARGUMENTS = (
    "--collect-only",
    "--disable-plugin-autoload",
    "--import-mode=importlib",
    "--noconftest",
    *("-c", "/dev/null"),
    *("-p", "no:cacheprovider"),
)


class ChecksError(Exception):
    """The week's checks can't be run; the message holds pytest's own words."""


@dataclass(frozen=True)
class Check:
    """One check, ready to be called."""

    description: CheckDescription
    identity: str
    """Its file and name within the course, from which its cases are drawn."""
    function: Callable[..., None]
    test: Callable[..., None]
    """The function below Hypothesis's `@given`, which takes a drawn case; otherwise the same."""
    parameters: Mapping[str, object]
    """What `pytest.mark.parametrize` says."""
    fixtures: frozenset[str]
    is_visible: bool

    def arguments(self, fixtures: Mapping[str, object]) -> dict[str, object]:
        """The arguments of a call, besides those that Hypothesis draws."""
        return {**self.parameters, **{name: fixtures[name] for name in self.fixtures}}

    @property
    def hypothesis(self) -> Any:
        """Hypothesis's handle of a check that draws cases; None of one that does not."""
        return getattr(self.function, "hypothesis", None)


def collect_checks(assignment: Assignment) -> tuple[Check, ...]:
    """All checks of a week, in the order of the problems.

    Raises:
        ChecksError: they can't be collected, or one is not as a check should be.
    """
    # Before the checks are imported: their own `@settings` start from these.
    hypothesis.settings.register_profile("grading", settings_for_checks(_EXAMPLES_PER_CHECK))
    hypothesis.settings.load_profile("grading")
    _forget_modules(assignment)
    collector = _Collector()
    root = assignment.reference.parents[2]
    folders = [str(assignment.visible_checks), str(assignment.hidden_checks)]
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        status = pytest.main([*_ARGUMENTS, f"--rootdir={root}", *folders], plugins=[collector])
    if status != pytest.ExitCode.OK or not collector.items:
        said = output.getvalue()
        errors = re.findall(r"^E\s+(.*)$", said, re.MULTILINE) or ["no checks were found"]
        raise ChecksError(f"The checks of {assignment.name} can't be run: {errors[-1]}\n{said}")
    return tuple(_as_check(assignment, item) for item in collector.items)


def _forget_modules(assignment: Assignment) -> None:
    """Have the checks imported afresh: a process may collect them again after a change."""
    week = assignment.name
    # The last in a course outside this repository, whose hidden checks are no part of the package.
    for folder in (f"autograder.hidden.{week}", f"assignments.{week}", week):
        for name in [*sys.modules]:
            if name == folder or name.startswith(f"{folder}."):
                del sys.modules[name]


class _Collector:
    """A pytest plugin that remembers what was collected, in the order of the problems."""

    def __init__(self) -> None:
        self.items: list[pytest.Function] = []

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=place_in_handout)
        self.items = [item for item in items if isinstance(item, pytest.Function)]


def _as_check(assignment: Assignment, item: pytest.Function) -> Check:
    try:
        description = describe(item)
    except ValueError as error:
        raise ChecksError(f"The checks of {assignment.name} can't be run: {error}") from None
    call = getattr(item, "callspec", None)
    parameters = dict(call.params) if call is not None else {}
    asked_for = set(item.fixturenames) - set(parameters)
    # Checks are called once for every submission, without pytest: what only pytest does, its
    # fixtures, classes and skips, would silently be left out.
    marks = {mark.name for mark in item.iter_markers()} & {"skip", "skipif", "xfail"}
    foreign = sorted((asked_for - FIXTURES) | marks)
    if foreign or item.cls is not None:
        what = ", ".join(foreign) or "a class"
        raise ChecksError(
            f"{item.nodeid} uses {what}; a check is a function that asks for "
            f"{', '.join(sorted(FIXTURES))}, what Hypothesis draws or parametrize says."
        )
    is_visible = assignment.visible_checks in item.path.parents
    parameters_of_test = set(inspect.signature(item.function).parameters)
    if is_visible and (here_only := sorted(parameters_of_test & _ONLY_HIDDEN)):
        raise ChecksError(
            f"{item.nodeid} is visible and uses {', '.join(here_only)}, which no student's machine "
            "has; make it a hidden check."
        )
    handle = getattr(item.function, "hypothesis", None)
    return Check(
        description=description,
        identity=item.nodeid,
        function=item.function,
        test=item.function if handle is None else handle.inner_test,
        parameters=parameters,
        fixtures=frozenset(asked_for),
        is_visible=is_visible,
    )
