"""The pytest plugin of a student's bundle: fixtures, readable failures, a closing summary.

The submission runs in this process: it is the student's own machine. Imports pytest, Hypothesis and
this folder only.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import hypothesis
import pytest

from autograder.checking.description import CheckDescription
from autograder.checking.local_caller import BrokenImport, FunctionMissing, LocalCaller
from autograder.checking.running import (
    before_each_example,
    describe,
    is_check,
    outcome_with_calls,
    place_in_handout,
    settings_for_checks,
)
from autograder.checking.signatures import Homework
from autograder.checking.student import Journal, StudentModule
from autograder.checking.verdicts import Outcome, Verdict

hypothesis.settings.register_profile("homework", settings_for_checks(max_examples=60))

_LONGEST_PRINTED = 2000


@dataclass(frozen=True)
class _Finished:
    """A check that has run."""

    check: CheckDescription
    outcome: Outcome
    missing: FunctionMissing | None
    """The function without which it could not go on."""


@dataclass
class _Session:
    homework: Homework
    student: StudentModule
    journal: Journal
    caller: LocalCaller
    finished: list[_Finished] = field(default_factory=list)
    running: str = ""
    """The test that runs, or ran last."""
    is_interrupted: bool = False


_SESSION = pytest.StashKey[_Session]()
_OWN_EXPECTATION = (
    "What is expected here was computed with other functions of yours: if it is not what you find "
    "on paper, one of those is wrong."
)
_STATUS = "status_for_students"
"""Of a report that only the summary speaks of: how pytest's last line counts it."""


def pytest_configure(config: pytest.Config) -> None:
    """Make the student's functions callable."""
    hypothesis.settings.load_profile("homework")
    # Over hundreds of cases the same warning says nothing that the failure does not say.
    config.addinivalue_line("filterwarnings", "ignore")
    homework = Homework.read(config.rootpath / "homework.json")
    journal = Journal()
    caller = LocalCaller(config.rootpath / f"{homework.module}.py")
    student = StudentModule(homework.functions, caller, journal)
    config.stash[_SESSION] = _Session(homework, student, journal, caller)


@pytest.fixture(scope="session")
def student(request: pytest.FixtureRequest) -> StudentModule:
    """Your file."""
    return request.config.stash[_SESSION].student


@pytest.fixture(scope="session")
def partner(student: StudentModule) -> StudentModule:
    """The functions that a check needs but does not grade: here your own, in grading right ones."""
    return student


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the checks in the handout's order, and let ``-k`` find them by their function."""
    items.sort(key=place_in_handout)
    for item in items:
        if is_check(item):
            item.extra_keyword_matches.update(describe(item).tags)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let the journal, and what was printed, be of one example."""
    if isinstance(item, pytest.Function):
        session = item.config.stash[_SESSION]
        session.running = item.name
        journal = session.journal
        capture = item.config.pluginmanager.getplugin("capturemanager")

        def start_example() -> None:
            journal.start_example()
            if capture is not None:
                capture.read_global_capture()  # and forget it

        journal.start_example()
        before_each_example(item, start_example)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, Any, None]:
    """Replace pytest's traceback by what the student needs to read."""
    result = yield
    report = result.get_result()
    if call.when != "call" or not is_check(item):
        return
    assert isinstance(item, pytest.Function)
    session = item.config.stash[_SESSION]
    error = call.excinfo.value if call.excinfo is not None else None
    outcome = outcome_with_calls(error, session.journal)
    if outcome.verdict is Verdict.GRADER_ERROR:
        outcome = _stumbled(error, session)
    check = describe(item)
    missing = error if isinstance(error, FunctionMissing) else None
    session.finished.append(_Finished(check, outcome, missing))
    if outcome.verdict is Verdict.PASSED or item.config.getoption("fulltrace"):
        return
    words = [f"{check.title} ({_points(check.points)})", outcome.message, *_printed(report)]
    if "partner" in item.fixturenames and outcome.verdict is Verdict.FAILED:
        words.append(_OWN_EXPECTATION)
    report.longrepr = "\n".join(words) + "\n"
    report.sections = []
    if isinstance(error, BrokenImport):
        setattr(report, _STATUS, "not run")
    elif missing is not None:
        setattr(report, _STATUS, "not implemented")


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Keep from the list of failures what the summary says once for all checks."""
    status = getattr(report, _STATUS, None)
    return (status, "-", status.upper()) if status else None


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config
) -> None:
    """Say what is earned so far, what remains hidden, and what to do next."""
    session = config.stash[_SESSION]
    session.is_interrupted = exitstatus == pytest.ExitCode.INTERRUPTED
    if session.finished or session.is_interrupted:
        terminalreporter.section(session.homework.title)
        terminalreporter.write_line("\n".join(_summary(session)))


def _summary(session: _Session) -> list[str]:
    earned: dict[str, float] = {}
    possible: dict[str, float] = {}
    first_trouble: dict[str, _Finished] = {}
    for finished in session.finished:
        check, is_passed = finished.check, finished.outcome.verdict is Verdict.PASSED
        for tag in check.tags:
            share = check.points / len(check.tags)
            possible[tag] = possible.get(tag, 0) + share
            earned[tag] = earned.get(tag, 0) + share * is_passed
            if not is_passed:
                first_trouble.setdefault(tag, finished)
    file = f"{session.homework.module}.py"
    broken = session.caller.broken_import
    names = [spec.name for spec in session.homework.functions if spec.name in possible]
    if broken is not None:
        lines = [broken.message]
        first = f"What to do first: {broken.cure}."
    else:
        lines = _table(names, earned, possible, first_trouble)
        todo = [name for name in names if name in first_trouble]
        missing = first_trouble[todo[0]].missing if todo else None
        if session.is_interrupted:
            last = session.journal.calls[-1][0].name if session.journal.calls else "it"
            first = f"Stopped in {session.running}. What to do first: see whether {last} ends."
        elif missing is not None:
            first = f"What to do first: {missing.cure} {missing.function} in {file}."
        elif todo:
            first = f"What to do first: fix {todo[0]} in {file}."
        else:
            first = "Next: test it on cases of your own; the hidden checks draw many more."
    return [
        *lines,
        "",
        f"Visible points so far: {sum(earned.values()):g} of {sum(possible.values()):g}"
        + ("." if len(names) == len(session.homework.functions) else " (of the checks that ran)."),
        f"Another {session.homework.hidden_points:g} points are in hidden checks, which run when "
        "your work is graded.",
        first,
    ]


def _table(
    names: Sequence[str],
    earned: Mapping[str, float],
    possible: Mapping[str, float],
    first_trouble: Mapping[str, _Finished],
) -> list[str]:
    """A line for each function: its points, and what is wrong."""
    width = max((len(name) for name in names), default=0)
    lines = []
    for name in names:
        trouble = f"   {_word(first_trouble[name], name)}" if name in first_trouble else ""
        points = f"{earned[name]:>4g} of {possible[name]:<4g}"
        lines.append(f"  {name:<{width}}  {points}{trouble}".rstrip())
    return lines


def _word(finished: _Finished, name: str) -> str:
    """What is wrong with a function, in a word or two."""
    if finished.missing is not None:
        if finished.missing.function == name:
            return finished.missing.word
        return f"needs {finished.missing.function}"
    if finished.outcome.verdict is Verdict.GRADER_ERROR:
        return "could not be checked"
    return finished.outcome.verdict.replace("_", " ")


def _stumbled(error: BaseException | None, session: _Session) -> Outcome:
    """The outcome of a check that raised an error itself, over what the functions returned."""
    if isinstance(error, hypothesis.errors.Unsatisfiable):
        calls, reason = "", "no case could be drawn with what your functions return"
    else:
        calls, reason = session.journal.render(), f"{type(error).__name__}: {error}"
    return Outcome(
        Verdict.GRADER_ERROR,
        f"{calls}\nThis check could not go on: {reason}.\n".lstrip()
        + "It builds on your other functions: fix first what else fails. If nothing else does, "
        "tell the course's staff.",
    )


def _points(number: float) -> str:
    return f"{number:g} point{'' if number == 1 else 's'}"


def _printed(report: pytest.TestReport) -> list[str]:
    """What the student's code printed in the example that is shown."""
    text = (report.capstdout + report.capstderr).strip()
    if len(text) > _LONGEST_PRINTED:
        text = "…" + text[-_LONGEST_PRINTED:]
    return ["Your code printed:", text] if text else []
