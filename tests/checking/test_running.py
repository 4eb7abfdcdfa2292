"""What running the checks has in common for students and in grading."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from autograder.checking.running import (
    before_each_example,
    describe,
    is_check,
    outcome_with_calls,
    place_in_handout,
)
from autograder.checking.signatures import FunctionSpec, Kind
from autograder.checking.student import Journal
from autograder.checking.verdicts import CheckStopped, SubmissionTrace, Verdict, mark_as_submissions

HEADER = """
from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, strategies as st
"""


class Items:
    """A pytest plugin: the collected tests by name, and the examples that each of them tried."""

    def __init__(self) -> None:
        self.by_name: dict[str, pytest.Function] = {}
        self.examples: dict[str, int] = {}
        self.reports: list[pytest.TestReport] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Function]) -> None:
        self.by_name = {item.name: item for item in items}

    def pytest_runtest_setup(self, item: pytest.Function) -> None:
        def count() -> None:
            self.examples[item.name] = self.examples.get(item.name, 0) + 1

        before_each_example(item, count)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.reports.append(report)


RunTests = Callable[[str], Items]


@pytest.fixture
def run_tests(tmp_path: Path) -> RunTests:
    """Run a file of tests in a pytest of its own; what was seen of them."""

    def run(source: str) -> Items:
        # pytest keeps a module of the same name, for the whole process.
        path = tmp_path / f"test_{tmp_path.name}.py"
        path.write_text(HEADER + textwrap.dedent(source), encoding="utf-8")
        items = Items()
        options = ["-p", "no:cacheprovider", "-p", "no:terminal", "-c", "/dev/null"]
        pytest.main([*options, "--import-mode=importlib", "--noconftest", str(path)], [items])
        return items

    return run


def test_a_check_is_described_by_its_docstring_and_decorators(run_tests: RunTests) -> None:
    items = run_tests('''
        @number("6.10")
        @weight(1.5)
        @tags("conv1d", "toeplitz_matrix")
        @visibility("after_published")
        def test_one():
            """conv1d: the handout's
            example.

            More words."""
    ''')
    check = describe(items.by_name["test_one"])
    assert (check.name, check.title) == ("test_one", "conv1d: the handout's example.")
    assert (check.number, check.points) == ("6.10", 1.5)
    assert (check.tags, check.visibility) == (("conv1d", "toeplitz_matrix"), "after_published")


@pytest.mark.parametrize("missing", ["@weight(1)", '@tags("f")', '"""Words."""'])
def test_a_check_without_points_tags_or_docstring_is_refused(
    run_tests: RunTests, missing: str
) -> None:
    lines = ["@weight(1)", '@tags("f")', "def test_one():", '    """Words."""', "    pass"]
    source = "\n".join(line for line in lines if missing not in line)
    items = run_tests(source)
    with pytest.raises(ValueError, match="test_one: a check needs a docstring"):
        describe(items.by_name["test_one"])


def test_a_test_without_points_is_no_check_and_comes_last(run_tests: RunTests) -> None:
    items = run_tests("""
        def test_own(): pass

        @number("10.2")
        @weight(1)
        def test_late(): pass

        @number("9.11")
        @weight(1)
        def test_middle(): pass

        @number("9.2")
        @weight(1)
        def test_early(): pass
    """)
    assert not is_check(items.by_name["test_own"])
    assert is_check(items.by_name["test_late"])
    order = sorted(items.by_name.values(), key=place_in_handout)
    assert [item.name for item in order] == ["test_early", "test_middle", "test_late", "test_own"]


def test_the_action_comes_before_every_example(run_tests: RunTests) -> None:
    items = run_tests("""
        tried = []

        def test_plain(): pass

        @given(st.integers())
        def test_drawn(x): tried.append(x)

        def test_how_many_were_tried(): assert len(tried) == 0
    """)
    assert items.examples["test_plain"] == 1
    last = next(report for report in items.reports if report.failed)
    assert f"assert {items.examples['test_drawn']} == 0" in last.longreprtext


@pytest.fixture
def journal() -> Journal:
    journal = Journal()
    spec = FunctionSpec("relu_forward", ("x",), (Kind.ARRAY,))
    journal.calls.append((spec, {"x": np.array([1.0])}))
    return journal


@pytest.mark.parametrize(
    "error",
    [
        AssertionError("out is wrong."),
        mark_as_submissions(ValueError(), SubmissionTrace("ValueError", "", ())),
        CheckStopped(Verdict.TIMED_OUT, "It took too long."),
    ],
)
def test_a_failure_starts_with_the_calls_that_show_it(
    journal: Journal, error: BaseException
) -> None:
    message = outcome_with_calls(error, journal).message
    assert message.startswith("relu_forward(x)\n    x = [1]  shape (1,)\n")
    assert len(message.splitlines()) > 2


@pytest.mark.parametrize(
    "error",
    [
        None,
        ZeroDivisionError(),
        CheckStopped(Verdict.MISSING, "Not implemented yet: relu_forward"),
        CheckStopped(Verdict.ERROR, "It can't be imported.", concerns_all_checks=True),
    ],
)
def test_calls_are_not_shown_where_they_are_beside_the_point(
    journal: Journal, error: BaseException | None
) -> None:
    assert "relu_forward(x)" not in outcome_with_calls(error, journal).message


@pytest.mark.parametrize("stopped", [True, False])
def test_an_endless_message_is_cut(journal: Journal, stopped: bool) -> None:
    words = "x" * 100_000
    error = CheckStopped(Verdict.ERROR, words) if stopped else AssertionError(words)
    message = outcome_with_calls(error, journal).message
    assert len(message) < 10_000
    assert message.endswith("(cut)")


def test_a_failure_before_any_call_is_said_in_its_own_words() -> None:
    assert outcome_with_calls(AssertionError("why"), Journal()).message == "why"
