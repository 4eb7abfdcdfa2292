"""One submission's checks: a pytest run in this process, its `student` behind the wall.

Imports checking, sandbox and the records.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import importlib.util
import io
import re
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import hypothesis
import pytest

from autograder.checking.running import (
    CheckDescription,
    before_each_example,
    describe,
    outcome_with_calls,
    place_in_handout,
    settings_for_checks,
)
from autograder.checking.student import Journal, StudentModule
from autograder.checking.verdicts import Outcome
from autograder.records import Assignment, CheckResult
from autograder.sandbox.session import SandboxSession

_EXAMPLES_PER_CHECK = 20
# No plugin that happens to be installed: Hypothesis's own would have pytest render whatever a
# submission returned, however large, for a report that nobody reads.
_ARGUMENTS = (
    "--disable-plugin-autoload",
    "--import-mode=importlib",
    "--noconftest",
    *("-c", "/dev/null"),
    *("-p", "no:cacheprovider"),
)


class ChecksError(Exception):
    """The week's checks can't be run; the message holds pytest's own words."""


def collect_checks(assignment: Assignment) -> list[tuple[CheckDescription, bool]]:
    """All checks of a week in the order in which they run, each with whether it is visible.

    Raises:
        ChecksError: they can't be collected.
    """
    collector = _Collector()
    _run_pytest(assignment, collector, ["--collect-only"])
    return [
        (describe(item), assignment.visible_checks in item.path.parents) for item in collector.items
    ]


def examine(
    assignment: Assignment,
    session: SandboxSession,
    problem: Outcome | None,
    secret: bytes,
    *,
    shrink: bool = True,
) -> tuple[CheckResult, ...]:
    """Run every check of a week against one submission.

    Args:
        assignment: the week.
        session: calls the submission's functions.
        problem: what every check says if the submission can't be called at all.
        secret: decides with each check's name which cases are drawn.
        shrink: whether failing cases are made smaller, for someone to read.

    Raises:
        ChecksError: the checks can't be collected.
    """
    if problem is not None:
        return tuple(CheckResult(check, problem) for check, _ in collect_checks(assignment))
    journal = Journal()
    examiner = _Examiner(
        student=StudentModule(assignment.functions, session, journal),
        reference=_load_module(assignment.reference, "reference"),
        session=session,
        journal=journal,
        secret=secret,
    )
    hypothesis.settings.register_profile(
        "grading", settings_for_checks(_EXAMPLES_PER_CHECK, shrink=shrink)
    )
    hypothesis.settings.load_profile("grading")
    _run_pytest(assignment, examiner, [])
    if len(examiner.results) != len(examiner.items):
        raise ChecksError(f"{len(examiner.results)} of {len(examiner.items)} checks gave a result")
    return tuple(examiner.results)


class _Collector:
    """A pytest plugin that remembers what was collected, in the order of the problems."""

    def __init__(self) -> None:
        self.items: list[pytest.Function] = []

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=place_in_handout)
        self.items = [item for item in items if isinstance(item, pytest.Function)]


@dataclass
class _Examiner(_Collector):
    """A pytest plugin: the fixtures of a check, its cases, and its result."""

    student: StudentModule
    reference: ModuleType
    session: SandboxSession
    journal: Journal
    secret: bytes

    def __post_init__(self) -> None:
        super().__init__()
        self.results: list[CheckResult] = []

    @pytest.fixture(name="student", scope="session")
    def student_fixture(self) -> StudentModule:
        return self.student

    @pytest.fixture(name="reference", scope="session")
    def reference_fixture(self) -> ModuleType:
        return self.reference

    @pytest.fixture(name="partner", scope="session")
    def partner_fixture(self) -> ModuleType:
        return self.reference

    def pytest_runtest_setup(self, item: pytest.Function) -> None:
        if hasattr(item.function, "hypothesis"):
            hypothesis.seed(_seed(self.secret, item.nodeid))(item.function)
        self.journal.start_example()
        before_each_example(item, self.journal.start_example)
        self.session.start_check()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Function, call: pytest.CallInfo[None]
    ) -> pytest.TestReport:
        """Keep the result, and spare pytest's own report: its traceback is for nobody."""
        error = call.excinfo.value if call.excinfo is not None else None
        if call.when == "call" or (call.when == "setup" and error is not None):
            outcome = outcome_with_calls(error, self.journal)
            self.results.append(CheckResult(describe(item), outcome))
        return pytest.TestReport(
            item.nodeid,
            item.location,
            keywords={},
            outcome="passed" if error is None else "failed",
            longrepr=None,
            when=call.when,  # type: ignore[arg-type]
        )


def _load_module(path: Path, name: str) -> ModuleType:
    """Import a trusted module from its file."""
    specification = importlib.util.spec_from_file_location(name, path)
    if specification is None or specification.loader is None:
        raise ChecksError(f"{path} can't be imported")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def _seed(secret: bytes, check: str) -> int:
    """A number that depends on the course's secret and the check's name, and on nothing else."""
    return int.from_bytes(hmac.digest(secret, check.encode(), hashlib.sha256)[:8], "big")


def _run_pytest(assignment: Assignment, plugin: _Collector, options: list[str]) -> None:
    root = assignment.reference.parents[2]
    folders = [str(assignment.visible_checks), str(assignment.hidden_checks)]
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        status = pytest.main(
            [*_ARGUMENTS, f"--rootdir={root}", *options, *folders], plugins=[plugin]
        )
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) or not plugin.items:
        said = output.getvalue()
        errors = re.findall(r"^E\s+(.*)$", said, re.MULTILINE) or ["no checks were found"]
        raise ChecksError(f"The checks of {assignment.name} can't be run: {errors[-1]}\n{said}")
    for item in plugin.items:
        describe(item)
