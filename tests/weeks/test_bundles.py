"""Each week's bundle as a student unpacks it: the stub fails readably, the reference passes."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.grading.checks import collect_checks
from autograder.records import Assignment
from autograder.releasing.bundle import make_bundle
from tests.conftest import ONE_THREAD, ROOT

WEEKS = Course(ROOT).assignment_names()


@pytest.fixture(params=WEEKS)
def week(request: pytest.FixtureRequest, course: Course) -> Assignment:
    return course.assignment(request.param)


@pytest.fixture
def folder(week: Assignment, tmp_path: Path) -> Path:
    """The bundle's only folder, unpacked."""
    with zipfile.ZipFile(io.BytesIO(make_bundle(week))) as archive:
        archive.extractall(tmp_path)
    (only,) = tmp_path.iterdir()
    return only


def run_tests(folder: Path, python: str = sys.executable) -> str:
    """What `pytest` says, of an environment that knows nothing of this repository."""
    environment = dict([ONE_THREAD], PATH=os.environ["PATH"], COLUMNS="100")
    done = subprocess.run(
        [python, "-m", "pytest"],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=environment,
    )
    return done.stdout + done.stderr


def visible_points(week: Assignment) -> str:
    return f"{sum(c.description.points for c in collect_checks(week) if c.is_visible):g}"


def assert_says_what_to_do_first(week: Assignment, output: str) -> None:
    first = week.functions[0].name
    assert f"0 of {visible_points(week)}" in output
    assert re.search(rf"(?i)implement {first}\b", output), output[-2000:]
    assert "Traceback" not in output
    assert max(map(len, output.splitlines())) < 200


def assert_has_all_visible_points(week: Assignment, output: str) -> None:
    points = visible_points(week)
    assert f"{points} of {points}" in output, output[-2000:]
    assert "hidden" in output
    assert "all tests passed" not in output.lower()


def test_the_stub_says_what_to_do_first(week: Assignment, folder: Path) -> None:
    assert_says_what_to_do_first(week, run_tests(folder))


def test_the_reference_has_all_visible_points(week: Assignment, folder: Path) -> None:
    (folder / f"{week.module}.py").write_bytes(week.reference.read_bytes())
    assert_has_all_visible_points(week, run_tests(folder))


@pytest.mark.slow
def test_a_bundle_works_by_its_own_two_commands(week: Assignment, folder: Path) -> None:
    environment = folder.parent / "environment"
    venv.create(environment, with_pip=True)
    python = str(environment / "bin" / "python")
    install = [python, "-m", "pip", "install", "--quiet", "-r", "requirements.txt"]
    subprocess.run(install, check=True, cwd=folder)
    assert_says_what_to_do_first(week, run_tests(folder, python))
    (folder / f"{week.module}.py").write_bytes(week.reference.read_bytes())
    assert_has_all_visible_points(week, run_tests(folder, python))
