"""The zip: what is in it, and that it is the same wherever it is made."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.course import Course
from autograder.gradescope.archive import make_autograder
from tests.gradescope.conftest import SCHEMA
from tests.tiny_course import NAME, make_tiny_course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_tiny_course(tmp_path / "course")


def files_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_it_is_always_the_same_bytes(course: Course) -> None:
    week = course.assignment(NAME)
    first = make_autograder(course, week, 600)
    for path in course.root.rglob("*"):
        os.utime(path, (time.time() + 5000,) * 2)
    assert make_autograder(course, week, 600) == first


def test_it_holds_what_grades_the_week_and_its_secret(course: Course) -> None:
    files = files_of(make_autograder(course, course.assignment(NAME), 600))
    assert files[".course-secret"].strip() == course.secret()
    assert {
        "autograder/sandbox/warm_parent.py",
        "autograder/hidden/__init__.py",
        f"autograder/hidden/{NAME}/test_hidden.py",
        f"assignments/{NAME}/assignment.toml",
        f"assignments/{NAME}/tests/test_visible.py",
        f"solutions/{NAME}/tiny.py",
    } < files.keys()


def test_it_holds_no_other_week_and_no_other_solution(course: Course) -> None:
    names = files_of(make_autograder(course, course.assignment(NAME), 600)).keys()
    assert not any("hw4_convolution" in name or "/accepted/" in name for name in names)


def test_its_two_programs_can_be_run(course: Course) -> None:
    data = make_autograder(course, course.assignment(NAME), 600)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        modes = {entry.filename: entry.external_attr >> 16 for entry in opened.infolist()}
    assert {name for name, mode in modes.items() if mode == 0o755} == {"run_autograder", "setup.sh"}


def test_every_library_is_pinned_to_the_version_that_is_here(course: Course) -> None:
    files = files_of(make_autograder(course, course.assignment(NAME), 600))
    lines = files["requirements.txt"].decode().splitlines()
    assert all("==" in line for line in lines)
    names = {line.partition("==")[0] for line in lines}
    assert {"numpy", "hypothesis", "msgpack", "nbformat", "pydantic", "pytest"} < names
    assert "torch" not in names


def test_a_week_with_pytorch_is_pinned_without_its_build(course: Course) -> None:
    pytest.importorskip("torch")
    settings = course.root / "assignments" / NAME / "assignment.toml"
    settings.write_text(settings.read_text().replace('["numpy"]', '["numpy", "torch"]'))
    files = files_of(make_autograder(course, course.assignment(NAME), 600))
    lines = files["requirements.txt"].decode().splitlines()
    assert "+" not in "".join(lines)
    assert any(line.startswith("torch==") for line in lines)


def test_another_index_is_where_pip_looks_too(course: Course) -> None:
    address = "https://packages.example.org/cpu"
    files = files_of(make_autograder(course, course.assignment(NAME), 600, address))
    assert files["requirements.txt"].decode().startswith(f"--extra-index-url {address}\n")


def test_a_library_that_is_not_installed_here_is_named(course: Course) -> None:
    settings = course.root / "assignments" / NAME / "assignment.toml"
    settings.write_text(settings.read_text().replace('["numpy"]', '["no-such-library"]'))
    said = build(course.root, course.root / "week.zip", fails=True)
    assert "no-such-library is not installed here" in said
    assert not (course.root / "week.zip").exists()


def test_the_deadlines_are_below_gradescopes_limit(course: Course) -> None:
    files = files_of(make_autograder(course, course.assignment(NAME), 600))
    assert json.loads(files["gradescope.json"])["deadline_seconds"] == 540
    program = files["run_autograder"].decode()
    assert "--signal=KILL 582 " in program
    assert "{" not in program.replace("${", "")


def test_the_results_before_any_grading_are_as_gradescope_wants_them(course: Course) -> None:
    files = files_of(make_autograder(course, course.assignment(NAME), 600))
    content = json.loads(files["not_graded.json"])
    jsonschema.validate(content, SCHEMA)
    assert "score" not in content
    assert content["output"].startswith("Not graded")


def build(root: Path, path: Path, *arguments: str, fails: bool = False) -> str:
    """What `autograder gradescope` says."""
    command = ["--course", str(root), "gradescope", NAME, "--to", str(path), *arguments]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == (1 if fails else 0), done.output
    return done.output


def test_the_command_writes_the_zip_for_its_owner_alone(course: Course, tmp_path: Path) -> None:
    path = tmp_path / "new" / "week.zip"
    said = build(course.root, path)
    assert path.read_bytes() == make_autograder(course, course.assignment(NAME), 600)
    assert path.stat().st_mode & 0o777 == 0o600
    assert "10 autograder points, a time limit of 10 minutes" in said
    assert "the course's secret" in said


def test_a_time_limit_too_short_for_the_week_is_said(course: Course, tmp_path: Path) -> None:
    assert "take more --minutes" in build(course.root, tmp_path / "week.zip", "--minutes", "5")
    assert "take more --minutes" not in build(course.root, tmp_path / "week.zip")


def test_nothing_is_written_for_a_week_whose_checks_are_broken(course: Course) -> None:
    (course.root / "autograder" / "hidden" / NAME / "test_hidden.py").write_text("import nothing\n")
    assert "can't be run" in build(course.root, course.root / "week.zip", fails=True)
    assert not (course.root / "week.zip").exists()
