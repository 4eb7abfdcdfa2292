"""A week goes out only when everything speaks for it; each reason is told."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.authoring.generate import generate
from autograder.cli import main
from autograder.course import Course
from autograder.releasing.bundle import make_bundle
from autograder.verification.demands import Demand
from tests.releasing.conftest import git
from tests.tiny_course import NAME, make_tiny_course

TERM = f"""
name = "Tiny"
time_zone = "UTC"
[weeks.{NAME}]
release = 2026-10-17T09:00:00
due = 2026-10-31T03:00:00
points = 10
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    course = make_tiny_course(tmp_path / "course")
    (course.root / "course.toml").write_text(TERM)
    author(course.root)
    return course.root


def author(root: Path) -> None:
    course = Course(root)
    generate(course.assignment(NAME), root / "starter_code" / NAME)


def release(root: Path, *arguments: str, fails: bool = False) -> str:
    """What `autograder release` says."""
    command = ["--course", str(root), "release", "--workers", "1", *arguments]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == (1 if fails else 0), done.output
    return done.output


def without(*demands: Demand) -> list[str]:
    """The options that leave demands out: each takes seconds, and is tried by tests of its own."""
    return [word for demand in demands for word in ("--without", demand)]


UNTRIED = without(*(demand for demand in Demand if demand is not Demand.LEAKS))


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def test_the_bundle_is_one_folder_and_always_the_same_bytes(root: Path) -> None:
    week = Course(root).assignment(NAME)
    bundle = make_bundle(week)
    for path in (root / "assignments" / NAME).rglob("*"):
        os.utime(path, (time.time() + 5000,) * 2)
    assert make_bundle(week) == bundle
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {NAME}
    assert {f"{NAME}/tiny.py", f"{NAME}/requirements.txt", f"{NAME}/README.md"} < set(names)


def test_a_sound_week_is_released(root: Path) -> None:
    said = release(root, NAME)
    path = root / "releases" / f"{NAME}.zip"
    assert str(path) in said
    assert path.read_bytes() == make_bundle(Course(root).assignment(NAME))


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        (f"starter_code/{NAME}/tiny.py", "Twice x", "Thrice x", "is stale: tiny.py"),
        ("course.toml", "points = 10", "points = 20", "promises 20 points, and the checks give 10"),
        (
            f"solutions/{NAME}/accepted/sums.py",
            "return x - x - x",
            "return x",
            "accepted/sums got 5 points, and must get all; it loses in negate",
        ),
        (
            f"solutions/{NAME}/vacuous/zeros.py",
            "return 0 * x",
            "return 2 * x",
            "vacuous/zeros got 5 points, and must get none",
        ),
        (
            f"solutions/{NAME}/wrong/forgets_sign.py",
            "return x",
            "return -x",
            "wrong/forgets_sign lost no points: the misconception is not found",
        ),
    ],
)
def test_a_week_that_is_not_sound_is_refused_with_the_reason(
    root: Path, name: str, old: str, new: str, reason: str
) -> None:
    edit(root, name, old, new)
    others = without(Demand.MUTANTS, Demand.DIAGNOSIS)
    assert reason in release(root, NAME, *others, fails=True)
    assert not (root / "releases").exists()


def test_a_demand_that_is_not_met_can_be_left_out_by_name_only(root: Path) -> None:
    entry = 'function = "double"\nbefore = "return 2 * x"\nafter = "return 3 * x"\n'
    listed = f'[[equivalent]]\n{entry}reason = "Nobody can tell."\n'
    (root / "solutions" / NAME / "equivalent_mutants.toml").write_text(listed)
    assert "Listed as equivalent, but no survivor" in release(root, NAME, fails=True)
    assert (root / "releases").exists() is False
    release(root, NAME, *without(Demand.MUTANTS))
    assert (root / "releases" / f"{NAME}.zip").exists()


def test_a_stub_that_earns_points_is_refused(root: Path) -> None:
    hidden = f"autograder/hidden/{NAME}/test_hidden.py"
    edit(
        root,
        hidden,
        "    assert_close(student.negate(x + 10), reference.negate(x + 10))",
        "    pass",
    )
    others = without(Demand.MUTANTS, Demand.WRONG, Demand.DIAGNOSIS)
    assert "stub got 5 points, and must get none" in release(root, NAME, *others, fails=True)


def test_a_bundle_with_something_private_is_refused(root: Path) -> None:
    secret = Course(root).secret().decode()
    handout = root / "assignments" / NAME / "README.md"
    handout.write_text(f"# Homework 0\nSee test_negate, and {secret}.\n")
    author(root)
    said = release(root, NAME, fails=True)
    assert "README.md has the hidden check test_negate" in said
    assert "README.md has the course's secret" in said
    assert secret not in said


def test_what_the_schedule_says_is_released_once(root: Path) -> None:
    due_now = ("--due-now", *UNTRIED)
    assert "0 of 1 weeks" in release(root, *due_now, "--at", "2026-10-17T08:59")
    assert f"{NAME}.zip" in release(root, *due_now, "--at", "2026-10-17T09:00")
    assert "Nothing to release: 1 of 1 weeks are out" in release(root, *due_now)


def test_a_week_is_also_committed_to_the_public_repository(root: Path, public: Path) -> None:
    assert "commit" in release(root, NAME, "--into", str(public), *UNTRIED)
    assert git(public, "log", "-1", "--format=%s") == "Release Homework 0"
    assert (public / NAME / "tiny.py").is_file()


def test_nothing_is_written_where_one_of_several_weeks_is_refused(root: Path) -> None:
    assert "no assignment" in release(root, NAME, "hw9_nothing", *UNTRIED, fails=True)
    assert not (root / "releases").exists()
