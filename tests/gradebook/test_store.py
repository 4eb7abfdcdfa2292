"""The gradebook keeps every result once, and overwrites none."""

from __future__ import annotations

import dataclasses
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.checking.running import CheckDescription
from autograder.checking.verdicts import Outcome, Verdict
from autograder.gradebook.store import Gradebook, GradebookBusyError
from autograder.records import CheckResult, Result, Versions

VERSIONS = Versions("submission 1", "checks 1", "engine 1", "secret 1")
CHECK = CheckDescription("test_it", "It works.", "1.1", 4.0, ("it",), "visible")


def result(verdict: Verdict = Verdict.PASSED, student: str = "Ada", **versions: str) -> Result:
    return Result(
        assignment="hw0_tiny",
        student=student,
        versions=dataclasses.replace(VERSIONS, **versions),
        checks=(CheckResult(CHECK, Outcome(verdict)),),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out" / "gradebook.sqlite"


def rows(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT student, score FROM results ORDER BY id").fetchall()


def test_a_recorded_grade_is_found_again_as_it_was(path: Path) -> None:
    with Gradebook.open(path) as book:
        book.record(result())
    with Gradebook.open(path) as book:
        assert book.graded("hw0_tiny", "Ada", VERSIONS) == result()


@pytest.mark.parametrize("version", ["submission", "checks", "engine", "secret"])
def test_a_grade_counts_for_its_own_versions_only(path: Path, version: str) -> None:
    with Gradebook.open(path) as book:
        book.record(result())
        other = dataclasses.replace(VERSIONS, **{version: "another"})
        assert book.graded("hw0_tiny", "Ada", other) is None
        assert book.graded("hw0_tiny", "Ben", VERSIONS) is None
        assert book.graded("hw1_other", "Ada", VERSIONS) is None


def test_the_same_grade_delivered_twice_is_one_row(path: Path) -> None:
    with Gradebook.open(path) as book:
        book.record(result())
        book.record(result())
    assert rows(path) == [("Ada", 4.0)]


def test_an_earlier_result_is_kept_beside_a_newer_one(path: Path) -> None:
    with Gradebook.open(path) as book:
        book.record(result(Verdict.FAILED))
        book.record(result(checks="checks 2"))
    assert rows(path) == [("Ada", 0.0), ("Ada", 4.0)]


def test_a_grader_error_is_kept_but_is_no_grade(path: Path) -> None:
    with Gradebook.open(path) as book:
        book.record(result(Verdict.GRADER_ERROR))
        assert book.graded("hw0_tiny", "Ada", VERSIONS) is None
        book.record(result())
        assert book.graded("hw0_tiny", "Ada", VERSIONS) == result()
    assert rows(path) == [("Ada", None), ("Ada", 4.0)]


def test_a_name_that_is_no_text_is_a_key_of_its_own(path: Path) -> None:
    odd, similar = os.fsdecode(b"\xff"), "\\udcff"
    with Gradebook.open(path) as book:
        book.record(result(student=odd))
        assert book.graded("hw0_tiny", odd, VERSIONS) == result(student=odd)
        assert book.graded("hw0_tiny", similar, VERSIONS) is None


def test_it_is_written_by_one_process_at_a_time(path: Path) -> None:
    with (
        Gradebook.open(path),
        pytest.raises(GradebookBusyError, match="Another run is writing"),
        Gradebook.open(path),
    ):
        pass


def test_a_result_is_on_the_disk_when_record_returns(path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path\n"
        "from autograder.gradebook.store import Gradebook\n"
        "from tests.gradebook.test_store import result\n"
        "with Gradebook.open(Path(sys.argv[1])) as book:\n"
        "    book.record(result()); os.kill(os.getpid(), 9)\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program, str(path)], check=False, cwd=root)
    assert done.returncode == -9
    assert rows(path) == [("Ada", 4.0)]
