"""The pytest plugin of a student's bundle: fixtures, readable failures, a closing summary.

The submission runs in this process: it is the student's own machine. Imports this folder only.
"""

from __future__ import annotations

import importlib.util
import sys
import traceback
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import hypothesis
import numpy as np
import pytest

from autograder.checking.running import (
    before_each_example,
    describe,
    outcome_with_calls,
    settings_for_checks,
)
from autograder.checking.signatures import FunctionSpec, Homework
from autograder.checking.student import Answer, Journal, StudentModule
from autograder.checking.verdicts import (
    CheckStopped,
    Outcome,
    SubmissionTrace,
    Verdict,
    mark_as_submissions,
)

hypothesis.settings.register_profile("homework", settings_for_checks(max_examples=60))


@dataclass
class _Session:
    homework: Homework
    student: StudentModule
    journal: Journal
    outcomes: list[tuple[pytest.Function, Outcome]] = field(default_factory=list)


_T = TypeVar("_T")
_SESSION = pytest.StashKey[_Session]()


def pytest_configure(config: pytest.Config) -> None:
    """Import the student's file once."""
    hypothesis.settings.load_profile("homework")
    homework = Homework.read(config.rootpath / "homework.json")
    journal = Journal()
    caller = _LocalCaller(config.rootpath / f"{homework.module}.py")
    student = StudentModule(homework.functions, caller, journal)
    config.stash[_SESSION] = _Session(homework, student, journal)


@pytest.fixture(scope="session")
def student(request: pytest.FixtureRequest) -> StudentModule:
    """Your file."""
    return request.config.stash[_SESSION].student


@pytest.fixture(scope="session")
def partner(student: StudentModule) -> StudentModule:
    """The functions that a check needs but does not grade: here your own, in grading right ones."""
    return student


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let the journal hold one example's calls."""
    if isinstance(item, pytest.Function):
        before_each_example(item, item.config.stash[_SESSION].journal.start_example)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, Any, None]:
    """Replace pytest's traceback by what the student needs to read."""
    result = yield
    report = result.get_result()
    if call.when != "call" or not isinstance(item, pytest.Function):
        return
    session = item.config.stash[_SESSION]
    error = call.excinfo.value if call.excinfo is not None else None
    outcome = outcome_with_calls(error, session.journal)
    session.outcomes.append((item, outcome))
    if outcome.verdict is not Verdict.PASSED:
        check = describe(item)
        report.longrepr = f"{check.title} ({check.points:g} points)\n{outcome.message}"


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what is earned so far, what remains hidden, and what to do next."""
    session = config.stash[_SESSION]
    if session.outcomes:
        terminalreporter.section(session.homework.title)
        terminalreporter.write_line(_summary(session))


def _summary(session: _Session) -> str:
    earned: dict[str, float] = {}
    possible: dict[str, float] = {}
    first_trouble: dict[str, Outcome] = {}
    for item, outcome in session.outcomes:
        check = describe(item)
        for tag in check.tags:
            share = check.points / len(check.tags)
            possible[tag] = possible.get(tag, 0) + share
            earned[tag] = earned.get(tag, 0) + share * (outcome.verdict is Verdict.PASSED)
            if outcome.verdict is not Verdict.PASSED:
                first_trouble.setdefault(tag, outcome)
    names = [spec.name for spec in session.homework.functions if spec.name in possible]
    width = max(len(name) for name in names)
    lines = [
        f"  {name:<{width}}  {earned[name]:>4g} of {possible[name]:g}"
        + (f"   {_word(first_trouble[name].verdict)}" if name in first_trouble else "")
        for name in names
    ]
    lines += [
        "",
        f"Visible points so far: {sum(earned.values()):g} of {sum(possible.values()):g}. "
        f"Another {session.homework.hidden_points:g} points are in hidden checks, "
        "which run when your work is graded.",
    ]
    todo = [name for name in names if name in first_trouble]
    if todo:
        verb = "implement" if first_trouble[todo[0]].verdict is Verdict.MISSING else "mend"
        lines.append(f"What to do first: {verb} {todo[0]} in {session.homework.module}.py.")
    else:
        lines.append("Next: test it on cases of your own; the hidden checks draw many more.")
    return "\n".join(lines)


def _word(verdict: Verdict) -> str:
    return "not implemented yet" if verdict is Verdict.MISSING else verdict.replace("_", " ")


class _LocalCaller:
    """Calls the student's functions in this process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._module: ModuleType | None = None

    def __call__(
        self, spec: FunctionSpec, arguments: Sequence[object], keywords: Mapping[str, object]
    ) -> Answer:
        function = self._function(spec)
        given = [_copied(value) for value in arguments]
        named = {name: _copied(value) for name, value in keywords.items()}
        value = self._run(lambda: function(*given, **named))
        return Answer(value, [*given, *named.values()])

    def _function(self, spec: FunctionSpec) -> Callable[..., object]:
        if self._module is None:
            self._module = self._run(self._import)
        function = getattr(self._module, spec.name, None)
        if not callable(function):
            raise CheckStopped(Verdict.MISSING, f"{self._path.name} defines no {spec.name}.")
        return function  # type: ignore[no-any-return]

    def _import(self) -> ModuleType:
        if not self._path.is_file():
            raise CheckStopped(Verdict.MISSING, f"There is no {self._path.name} here.")
        specification = importlib.util.spec_from_file_location(self._path.stem, self._path)
        assert specification is not None
        assert specification.loader is not None
        module = importlib.util.module_from_spec(specification)
        sys.modules[self._path.stem] = module
        specification.loader.exec_module(module)
        return module

    def _run(self, action: Callable[[], _T]) -> _T:
        try:
            return action()
        except NotImplementedError as error:
            raise CheckStopped(Verdict.MISSING, f"Not implemented yet: {error}") from None
        except Exception as error:
            raise mark_as_submissions(error, self._trace(error)) from None

    def _trace(self, error: Exception) -> SubmissionTrace:
        folder = str(self._path.parent)
        lines = tuple(
            f"{Path(frame.filename).name}, line {frame.lineno}, in {frame.name}: {frame.line}"
            for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename.startswith(folder) and "autograder" not in frame.filename
        )
        return SubmissionTrace(type(error).__name__, str(error), lines)


def _copied(value: object) -> object:
    return value.copy() if isinstance(value, np.ndarray) else value
