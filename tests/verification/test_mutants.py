"""Mutants differ from the reference in one small way, and the count of survivors is honest."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.progress import Progress

from autograder.cli import main
from autograder.course import Course, CourseError
from autograder.verification.mutants import mutants_of
from autograder.verification.mutation import Fate, try_mutants
from tests.tiny_course import NAME, make_tiny_course

SOURCE = '''
"""A module."""
LIMIT = 3

def f(x, axis=0):
    """Says 1 + 1."""
    if x is None:
        raise ValueError(f"no {1 + 1}")
    total = x.sum(axis=axis) / 2
    total += x[1:].T.max()
    return total
'''


def changes(source: str) -> set[tuple[str, str]]:
    return {(mutant.before, mutant.after) for mutant in mutants_of(source)}


@pytest.mark.parametrize(
    "after",
    [
        "def f(x, axis=1):",
        "if not x is None:",
        "total = x.sum() / 2",
        "total = x.mean(axis=axis) / 2",
        "total = x.sum(axis=axis) * 2",
        "total = x.sum(axis=axis)",
        "total = x.sum(axis=axis) / 3",
        "total += x[1:].max()",
        "total += x[:].T.max()",
        "total += x[1:].T.min()",
        "total = x[1:].T.max()",
        "total -= x[1:].T.max()",
        "pass",
    ],
)
def test_each_kind_of_change_is_made(after: str) -> None:
    assert after in {new for _, new in changes(SOURCE)}


def test_messages_docstrings_and_the_modules_constants_stay(tmp_path: Path) -> None:
    for mutant in mutants_of(SOURCE):
        assert "LIMIT = 3" in mutant.source
        assert "Says 1 + 1." in mutant.source
        assert "f'no {1 + 1}'" in mutant.source or mutant.after == "pass"


def test_every_mutant_is_another_module_that_can_be_compiled() -> None:
    mutants = list(mutants_of(SOURCE))
    assert len({mutant.source for mutant in mutants}) == len(mutants) > 15
    for mutant in mutants:
        ast.parse(mutant.source)
        assert mutant.function == "f"


def test_methods_are_changed_in_the_name_of_their_class() -> None:
    source = '''
class Network(nn.Module):
    """Says 1 + 1."""

    def __init__(self, size=2):
        """Make it."""
        self.layer = nn.Linear(size, 3 * size)

    def forward(self, x):
        return self.layer(x) + x
'''
    mutants = list(mutants_of(source))
    assert {mutant.function for mutant in mutants} == {"Network"}
    assert all("Says 1 + 1." in mutant.source for mutant in mutants)
    assert {
        "def __init__(self, size=3):",
        "self.layer = nn.Linear(size, 4 * size)",
        "return self.layer(x) - x",
    } <= {after for _, after in changes(source)}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """The tiny course, whose check of `double` draws three numbers that may well be negative."""
    return make_tiny_course(tmp_path)


def list_equivalent(course: Course, before: str, after: str) -> None:
    path = course.root / "solutions" / NAME / "equivalent_mutants.toml"
    entry = f'function = "double"\nbefore = "{before}"\nafter = "{after}"\n'
    path.write_text(f'[[equivalent]]\n{entry}reason = "Nobody can tell."\n')


def test_mutants_are_killed_by_hidden_checks(course: Course) -> None:
    report = try_mutants(course, course.assignment(NAME), 1, Progress(disable=True))
    assert set(report.fates.values()) == {Fate.KILLED}
    assert report.is_sound


def test_what_only_visible_checks_notice_survives(course: Course) -> None:
    hidden = course.root / "autograder" / "hidden" / NAME / "test_hidden.py"
    hidden.write_text(hidden.read_text().replace("assert_close(student.double(x)", "(student(x)"))
    hidden.write_text(
        hidden.read_text().replace("(student(x), reference.double(x))", "student.double(x)")
    )
    done = CliRunner().invoke(main, ["--course", str(course.root), "mutate", "--workers", "1"])
    assert done.exit_code == 1
    assert "Survived in double: return 2 * x\n    became return 3 * x" in done.output


def test_a_survivor_that_is_listed_as_equivalent_does_not_count(course: Course) -> None:
    reference = course.root / "solutions" / NAME / "tiny.py"
    reference.write_text(reference.read_text().replace("return 2 * x", "return 2 * x[:3]"))
    list_equivalent(course, "return 2 * x[:3]", "return 2 * x[:4]")
    report = try_mutants(course, course.assignment(NAME), 1, Progress(disable=True))
    assert Fate.EQUIVALENT in report.fates.values()
    assert [mutant.after for mutant in report.survivors] == ["return 2 * x[:]"]
    assert not report.is_sound


def test_an_entry_that_fits_no_survivor_is_told(course: Course) -> None:
    list_equivalent(course, "return 2 * x", "return 3 * x")
    report = try_mutants(course, course.assignment(NAME), 1, Progress(disable=True))
    assert report.unused == ("double: return 2 * x: return 3 * x",)
    assert not report.is_sound


def test_an_entry_needs_a_reason(course: Course) -> None:
    list_equivalent(course, "a", "b")
    path = course.root / "solutions" / NAME / "equivalent_mutants.toml"
    path.write_text(path.read_text().replace("Nobody can tell.", ""))
    with pytest.raises(CourseError, match="reason"):
        try_mutants(course, course.assignment(NAME), 1, Progress(disable=True))
