"""On a full disk every command ends with a sentence, nothing is half-written, and it can go on."""

from __future__ import annotations

import contextlib
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.robustness.runs import (
    SCORES,
    Run,
    grade,
    make_classroom,
    mend_a_check,
    regrade,
    scores,
    state,
)
from tests.robustness.small_disk import SmallDisk, small_disk
from tests.tiny_course import NAME

SENTENCE = re.compile(r"Error: .* can't be written: .*(make room|once there is room).*")
KB = 1 << 10


@pytest.fixture(scope="module")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_classroom(tmp_path_factory.mktemp("class"))


@pytest.fixture(scope="module")
def peaceful(classroom: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The class, graded where there is room."""
    out = tmp_path_factory.mktemp("peaceful") / "out"
    Run(grade(classroom, out), out.parent).finish()
    return out


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as mounted:
        yield mounted


def fetched(disk: SmallDisk, target: Path) -> Path:
    """What a command has written, here."""
    return Path(shutil.copytree(disk.seen_from_here / "out", target))


def assert_refused(done: subprocess.CompletedProcess[str]) -> None:
    """That a command said what is wrong in one sentence, and nothing of our insides."""
    assert done.returncode == 1, done
    assert SENTENCE.fullmatch(done.stderr.strip()), done.stderr


def unfinished(disk: SmallDisk) -> list[Path]:
    return list(disk.seen_from_here.rglob(".unfinished"))


def grade_again_with_room(disk: SmallDisk, classroom: Path, room: int, folder: Path) -> Path:
    """What a class's results are that were graded on a full disk first, then with room."""
    disk.leave(room)
    assert_refused(disk.autograder(*grade(classroom, disk.folder / "out")))
    assert unfinished(disk) == []
    book = disk.seen_from_here / "out" / "gradebook.sqlite"
    if book.exists() and book.stat().st_size:
        assert set(scores(fetched(disk, folder / "before"))) <= SCORES.items()
    disk.empty()
    done = disk.autograder(*grade(classroom, disk.folder / "out"))
    assert done.returncode == 0, done.stderr
    return fetched(disk, folder / "after")


def test_grading_on_a_full_disk_ends_with_a_sentence_and_can_be_continued(
    disk: SmallDisk, classroom: Path, tmp_path: Path
) -> None:
    after = grade_again_with_room(disk, classroom, 64 * KB, tmp_path)
    assert sorted(scores(after)) == sorted(SCORES.items())
    assert {path.stem for path in (after / "results").iterdir()} == set(SCORES)
    assert {path.stem for path in (after / "report" / "feedback").iterdir()} == set(SCORES)


@pytest.mark.slow
@pytest.mark.parametrize("room", [0, 4, 16, 40, 64, 80, 110, 130, 150, 180, 220])
def test_grading_goes_on_wherever_the_disk_was_full(
    disk: SmallDisk, classroom: Path, peaceful: Path, tmp_path: Path, room: int
) -> None:
    after = grade_again_with_room(disk, classroom, room * KB, tmp_path)
    assert state(after) == state(peaceful)


@pytest.mark.slow
def test_an_export_on_a_full_disk_leaves_the_last_one_as_it_was(
    disk: SmallDisk, classroom: Path, peaceful: Path
) -> None:
    shutil.copytree(peaceful, disk.seen_from_here / "out")
    (disk.seen_from_here / "grades.csv").write_text("the last ones")
    out, target = str(disk.folder / "out"), str(disk.folder / "grades.csv")
    export = ["--course", str(classroom), "export", "plain", NAME, "--out", out, "--to", target]
    disk.leave(0)
    assert_refused(disk.autograder(*export))
    assert (disk.seen_from_here / "grades.csv").read_text() == "the last ones"
    disk.empty()
    assert disk.autograder(*export).returncode == 0
    assert "Ada Sample" in (disk.seen_from_here / "grades.csv").read_text()


@pytest.mark.slow
def test_an_adjustment_on_a_full_disk_is_made_and_said_or_not_made(
    disk: SmallDisk, classroom: Path, peaceful: Path, tmp_path: Path
) -> None:
    out = disk.seen_from_here / "out"
    where = ["--out", str(disk.folder / "out")]
    adjust = ["adjust", NAME, "Ada Sample", "-3", "--reason", "a mistake", *where]
    course = ["--course", str(classroom)]
    outcomes = set()
    for room in (0, 4, 8, 12, 16, 24, 32, 48):
        disk.empty()
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(peaceful, out)
        disk.leave(room * KB)
        done = disk.autograder(*course, *adjust)
        made = adjustments(fetched(disk, tmp_path / f"{room}"))
        if done.returncode:
            assert_refused(done)
            assert unfinished(disk) == []
            is_kept = "The gradebook has everything" in done.stderr
            assert made == int(is_kept)
            outcomes.add(is_kept)
            disk.empty()
            again = ["report", NAME, *where] if is_kept else adjust
            done = disk.autograder(*course, *again)
        assert done.returncode == 0, done.stderr
        ended = fetched(disk, tmp_path / f"{room} in the end")
        assert adjustments(ended) == 1
        page = ended / "report" / "feedback" / "Ada Sample.md"
        assert "a mistake" in page.read_text()
    assert outcomes == {False, True}


@pytest.mark.slow
def test_a_regrading_on_a_full_disk_counts_as_a_whole_or_not_at_all(
    disk: SmallDisk, peaceful: Path, tmp_path: Path
) -> None:
    root, before = make_classroom(tmp_path / "mended"), tmp_path / "before"
    Run(grade(root, before), tmp_path).finish()
    mend_a_check(root)
    regraded = tmp_path / "regraded"
    shutil.copytree(before, regraded)
    Run(regrade(root, regraded), tmp_path).finish()
    out = disk.seen_from_here / "out"
    found = set()
    for room in (0, 12, 24, 48, 72):
        disk.empty()
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(before, out)
        disk.leave(room * KB)
        done = disk.autograder(*regrade(root, disk.folder / "out"))
        if done.returncode == 0:
            break
        assert_refused(done)
        then = scores(fetched(disk, tmp_path / f"{room}"))
        assert then in (scores(before), scores(regraded))
        found.add(len(then))
        disk.empty()
        done = disk.autograder(*regrade(root, disk.folder / "out"))
        assert done.returncode == 0, done.stderr
        assert state(fetched(disk, tmp_path / f"{room} in the end")) == state(regraded)
    assert len(scores(before)) in found


@pytest.mark.slow
@pytest.mark.parametrize("most", [2, 20, 50])
def test_files_that_may_not_grow_are_as_a_full_disk(
    classroom: Path, peaceful: Path, tmp_path: Path, most: int
) -> None:
    """As under a quota: RLIMIT_FSIZE."""
    command = [sys.executable, "-B", "-m", "autograder", *grade(classroom, tmp_path / "out")]
    done = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_FSIZE, (most * KB, resource.getrlimit(resource.RLIMIT_FSIZE)[1])
        ),
    )
    assert_refused(done)
    assert list((tmp_path / "out").rglob(".unfinished")) == []
    Run(grade(classroom, tmp_path / "out"), tmp_path).finish()
    assert state(tmp_path / "out") == state(peaceful)


def adjustments(out: Path) -> int:
    with contextlib.closing(sqlite3.connect(out / "gradebook.sqlite")) as book:
        count: int = book.execute("SELECT count(*) FROM adjustments").fetchone()[0]
        return count
