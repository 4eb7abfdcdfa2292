"""The starter code: what it holds, and that the one in the repository is up to date."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.authoring.generate import StaleError, check_generated, generate, starter_files
from autograder.authoring.stubs import BEGIN, END
from autograder.checking.signatures import Homework, read_signatures
from autograder.course import Course
from autograder.records import Assignment
from tests.conftest import ROOT

WEEKS = Course(ROOT).assignment_names()


@pytest.fixture(scope="module")
def files(assignment: Assignment) -> dict[str, str]:
    return starter_files(assignment)


@pytest.fixture
def generated(files: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A week's folder, just written; the texts are made once for all tests."""
    monkeypatch.setattr("autograder.authoring.generate.starter_files", lambda _: files)
    folder = tmp_path / "starter"
    generate(Course(ROOT).assignment("hw4_convolution"), folder)
    return folder


@pytest.mark.parametrize("name", WEEKS)
def test_the_starter_code_in_the_repository_is_up_to_date(course: Course, name: str) -> None:
    check_generated(course.assignment(name), ROOT / "starter_code" / name)


@pytest.mark.parametrize("name", WEEKS)
def test_every_week_has_starter_code_and_no_other_does(name: str) -> None:
    assert (ROOT / "starter_code" / name).is_dir()
    assert sorted(path.name for path in (ROOT / "starter_code").iterdir()) == WEEKS


def test_a_bundle_holds_what_a_student_needs(files: dict[str, str]) -> None:
    assert {
        "README.md",
        "autograder/__init__.py",
        "autograder/checking/__init__.py",
        "autograder/checking/local_plugin.py",
        "conftest.py",
        "convolution.py",
        "homework.json",
        "pytest.ini",
        "requirements.txt",
        "tests/test_conv2d.py",
    } <= files.keys()


def test_a_bundle_holds_no_solution_and_no_hidden_check(
    files: dict[str, str], assignment: Assignment
) -> None:
    hidden = {path.name for path in assignment.hidden_checks.glob("test_*.py")}
    hidden -= {path.name for path in assignment.visible_checks.glob("test_*.py")}
    reference = assignment.reference.read_text(encoding="utf-8")
    regions = [part.split(END)[0] for part in reference.split(BEGIN)[1:]]
    secret_lines = {line.strip() for region in regions for line in region.splitlines()}
    for name, text in files.items():
        assert Path(name).name not in hidden
        assert BEGIN not in text
        assert "autograder.hidden" not in text
    shown = {line.strip() for line in files["convolution.py"].splitlines()}
    assert secret_lines & shown <= {""}


def test_the_stub_has_every_function_of_the_contract(
    files: dict[str, str], assignment: Assignment
) -> None:
    assert read_signatures(files["convolution.py"]) == assignment.functions


def test_the_visible_checks_are_those_of_grading(
    files: dict[str, str], assignment: Assignment
) -> None:
    paths = list(assignment.visible_checks.glob("*.py"))
    assert paths
    for path in paths:
        assert files[f"tests/{path.name}"] == path.read_text(encoding="utf-8")


def test_homework_json_says_how_many_points_are_hidden(
    generated: Path, assignment: Assignment
) -> None:
    homework = Homework.read(generated / "homework.json")
    assert (homework.name, homework.module) == ("hw4_convolution", "convolution")
    assert homework.functions == assignment.functions
    assert 50 < homework.hidden_points < 70


def test_the_requirements_are_the_packages_that_the_checks_import(files: dict[str, str]) -> None:
    names = [line.split(">")[0] for line in files["requirements.txt"].splitlines()]
    assert names == ["gradescope-utils", "hypothesis", "numpy", "pytest"]


def test_what_is_generated_is_up_to_date(generated: Path, assignment: Assignment) -> None:
    check_generated(assignment, generated)


def test_generating_again_removes_what_is_no_longer_made(
    generated: Path, assignment: Assignment
) -> None:
    (generated / "tests" / "test_of_last_year.py").write_text("")
    generate(assignment, generated)
    assert not (generated / "tests" / "test_of_last_year.py").exists()


@pytest.mark.parametrize("change", ["edited", "removed", "added", "all removed"])
def test_stale_files_are_named_with_what_to_do(
    generated: Path, assignment: Assignment, change: str
) -> None:
    stub = generated / "convolution.py"
    if change == "edited":
        stub.write_text(stub.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    elif change == "removed":
        stub.unlink()
    elif change == "added":
        stub = generated / "tests" / "test_of_last_year.py"
        stub.write_text("")
    else:
        generated.rename(generated.with_name("elsewhere"))
    with pytest.raises(StaleError) as caught:
        check_generated(assignment, generated)
    assert stub.relative_to(generated).as_posix() in str(caught.value)
    assert "Run `autograder author hw4_convolution`." in str(caught.value)


@pytest.mark.parametrize("made", ["__pycache__/x.pyc", ".hypothesis/x", "tests/.pytest_cache/x"])
def test_what_running_leaves_behind_is_not_stale(
    generated: Path, assignment: Assignment, made: str
) -> None:
    path = generated / made
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff")
    check_generated(assignment, generated)
