"""The command `autograder report`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder import commands
from autograder.cli import main
from autograder.course import Course
from autograder.gradebook.store import Gradebook
from autograder.records import Grade
from tests.reports.made_up_class import made_up_class

GRADES = made_up_class(5)


def run(course: Course, out: Path, *options: str) -> Result:
    command = ["--course", str(course.root), "report", "hw4_convolution", "--out", str(out)]
    return CliRunner().invoke(main, [*command, *options])


@pytest.fixture
def gradebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(course: Course, assignment: str, out: Path) -> tuple[Grade, ...]:
        assert assignment == "hw4_convolution"
        return GRADES

    make_gradebook(tmp_path)
    monkeypatch.setattr(commands, "load_grades", load)


def make_gradebook(out: Path) -> None:
    with Gradebook.open(out / "gradebook.sqlite"):
        pass


@pytest.mark.usefixtures("gradebook")
def test_it_writes_the_report_and_says_where_it_is(course: Course, tmp_path: Path) -> None:
    done = run(course, tmp_path)
    assert done.exit_code == 0, done.output
    assert done.output.splitlines() == [
        f"Report:   {tmp_path / 'report' / 'index.html'}",
        f"Feedback: {tmp_path / 'report' / 'feedback'}, 5 students",
    ]
    page = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert course.assignment("hw4_convolution").title in page


@pytest.mark.usefixtures("gradebook")
def test_it_is_quiet_where_it_is_told_to_be(course: Course, tmp_path: Path) -> None:
    assert run(course, tmp_path, "--quiet").output == ""


def test_a_folder_without_a_gradebook_is_refused_and_stays_empty(
    course: Course, tmp_path: Path
) -> None:
    done = run(course, tmp_path)
    assert done.exit_code == 1
    assert done.output.startswith(f"Error: There is no gradebook {tmp_path / 'gradebook.sqlite'}; ")
    assert list(tmp_path.iterdir()) == []


def test_a_week_without_a_grade_is_refused(course: Course, tmp_path: Path) -> None:
    make_gradebook(tmp_path)
    done = run(course, tmp_path)
    assert done.exit_code == 1
    assert "has no grades of hw4_convolution; grade it first" in done.output
    assert not (tmp_path / "report").exists()
