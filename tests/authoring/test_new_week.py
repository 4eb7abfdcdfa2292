"""A new week proves itself as it is, and writing one touches nothing that exists."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.course import Course
from autograder.grading.checks import collect_checks
from autograder.schedule import read_schedule
from tests.conftest import ROOT

NAME = "hw7_my_topic"
FOLDERS = ("assignments", "solutions", "autograder/hidden", "starter_code")
TOOLS = Path(sys.executable).parent


def run(root: Path, *command: str, fails: bool = False) -> str:
    """What `autograder` says."""
    done = CliRunner().invoke(main, ["--course", str(root), *command])
    assert done.exit_code == (1 if fails else 0), done.output
    return done.output


def make_course(root: Path) -> Path:
    """A course without a week."""
    for name in ("assignments", "solutions"):
        (root / name).mkdir(parents=True)
    return root


def content(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(root)): path.read_bytes() for path in files(root)}


def files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


def schedule_lines(said: str) -> str:
    """What `new` says is to be added to course.toml."""
    return said.partition("Add to course.toml, with your own dates:\n")[2]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_course(tmp_path / "course")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course whose only week is new, with its place in the term."""
    root = make_course(tmp_path_factory.mktemp("new") / "course")
    (root / "course.toml").write_text(schedule_lines(run(root, "new", NAME)))
    return root


def test_a_new_week_is_sound(made: Path) -> None:
    said = run(made, "verify", NAME, "--without", "mutants", "--workers", "1")
    assert f"{NAME} is sound as far as it was tried; left out: mutants." in said
    for kind in ("accepted", "vacuous", "wrong"):
        assert re.search(rf"{kind} .* (\d+) of \1 +ok", said)


def test_no_change_of_its_reference_goes_unnoticed(made: Path) -> None:
    said = run(made, "mutate", NAME, "--workers", "1")
    assert "Survived in" not in said
    assert re.search(rf"{NAME} +(\d+) +\1 +0 +0", said)


def test_a_new_week_can_be_released(made: Path) -> None:
    run(made, "release", NAME, "--workers", "1")
    assert (made / "releases" / f"{NAME}.zip").is_file()


def test_its_starter_code_is_up_to_date(made: Path) -> None:
    assert f"{NAME}: up to date" in run(made, "author", "--check")


def test_its_stub_says_what_to_do_first(made: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
        cwd=made / "starter_code" / NAME,
        env={"PATH": os.environ["PATH"], "COLUMNS": "100", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "What to do first: implement moving_average in my_topic.py." in done.stdout
    assert "Visible points so far: 0 of 40." in done.stdout
    assert "Traceback" not in done.stdout


def test_its_handout_promises_the_points_that_its_checks_give(made: Path) -> None:
    week = Course(made).assignment(NAME)
    given: dict[str, float] = {}
    for check in (check.description for check in collect_checks(week)):
        (function,) = check.tags
        given[function] = given.get(function, 0) + check.points
    rows = re.findall(r"^\| \d+ \| `(\w+)` \| ([\d.]+) \|$", week.handout.read_text(), re.M)
    assert {name: float(points) for name, points in rows} == given
    assert sum(given.values()) == 100


def test_its_place_in_the_term_is_printed(made: Path) -> None:
    (week,) = read_schedule(made / "course.toml").weeks
    assert (week.name, week.points) == (NAME, 100)
    assert week.release < week.due


def test_where_there_is_a_term_only_the_weeks_lines_are_printed(root: Path) -> None:
    (root / "course.toml").write_text("")
    assert schedule_lines(run(root, "new", NAME)).startswith(f"\n[weeks.{NAME}]\nrelease = ")


def test_a_new_week_is_four_folders_without_placeholders(root: Path) -> None:
    run(root, "new", NAME)
    written = [path.relative_to(root).as_posix() for path in files(root)]
    assert {name for name in FOLDERS if any(w.startswith(f"{name}/{NAME}/") for w in written)} == {
        *FOLDERS
    }
    assert all(w.startswith(tuple(f"{name}/{NAME}/" for name in FOLDERS)) for w in written)
    assert not any(w.endswith((".template", ".pyc")) for w in written)
    for path in files(root):
        assert not re.search(r"\{\{\w+\}\}", path.read_text()), path


@pytest.mark.parametrize("name", ["hw7_my_topic", "hw12_a", "hw3_a_topic_with_a_rather_long_name"])
def test_a_new_week_is_written_in_the_style_of_the_others(root: Path, name: str) -> None:
    run(root, "new", name)
    config = ["--no-cache", "--config", str(ROOT / "pyproject.toml"), str(root)]
    # In this repository these rules are left out by folder.
    check = [TOOLS / "ruff", "check", "--ignore", "D1", *config]
    for command in (check, [TOOLS / "ruff", "format", "--check", *config]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_a_second_week_leaves_the_first_as_it_is(root: Path) -> None:
    run(root, "new", NAME)
    before = content(root)
    run(root, "new", "hw8_another_topic")
    after = content(root)
    assert before.items() < after.items()
    assert Course(root).assignment("hw8_another_topic").title == "Homework 8: Another topic"
    assert all("hw8_another_topic" in name for name in after.keys() - before.keys())


@pytest.mark.parametrize(
    "name",
    [
        *("my_topic", "hw_my_topic", "hw7", "hw7_", "hw7-my-topic", "HW7_my_topic", "hw7_My_topic"),
        *("hw7_7th", "hw7_my topic", "../hw7_my_topic", "hw7_my/topic", "hw7_my_topic\n", "hw٧_x"),
        *("hw7_class", "hw7_random", "hw7_numpy", "hw7_tests", "hw7_conftest"),
    ],
)
def test_a_name_that_will_not_do_is_refused_in_a_sentence(root: Path, name: str) -> None:
    said = run(root, "new", "--", name, fails=True)
    assert re.fullmatch(r"Error: .*(can't name a week; a name is|that name is taken).*\.\n", said)
    assert content(root) == {}


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_that_exists_is_not_touched(root: Path, folder: str) -> None:
    (root / folder / NAME).mkdir(parents=True)
    (root / folder / NAME / "mine.txt").write_text("mine")
    said = run(root, "new", NAME, fails=True)
    assert said == f"Error: {root / folder / NAME} exists already; choose another name.\n"
    assert content(root) == {f"{folder}/{NAME}/mine.txt": b"mine"}


def test_where_something_goes_wrong_nothing_is_left(root: Path) -> None:
    (root / "starter_code").write_text("This is in the way of the last folder.")
    assert "where a folder is needed" in run(root, "new", NAME, fails=True)
    assert [*content(root)] == ["starter_code"]
