"""The gradebook keeps every result once, and overwrites none."""

from __future__ import annotations

import dataclasses
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.checking.description import CheckDescription
from autograder.checking.verdicts import Outcome, Verdict
from autograder.gradebook.grades import grades
from autograder.gradebook.store import Gradebook, GradebookBusyError, GradebookMissingError
from autograder.records import CheckResult, Result, Submission, Versions

VERSIONS = Versions("submission 1", "checks 1", "engine 1", "secret 1")
PRESENT = [dataclasses.replace(VERSIONS, submission="")]
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


def test_it_can_be_read_while_another_process_writes_to_it(path: Path) -> None:
    with Gradebook.open(path) as book:
        book.record(result())
        with Gradebook.read(path) as reader:
            assert reader.graded("hw0_tiny", "Ada", VERSIONS) == result()


def test_a_reader_changes_nothing(path: Path) -> None:
    with Gradebook.open(path) as book:
        book.record(result())
    before = path.read_bytes()
    with Gradebook.read(path) as reader:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.record(result(checks="checks 2"))
        assert reader.assignments() == ("hw0_tiny",)
    assert path.read_bytes() == before


def test_where_there_is_no_gradebook_none_is_made_to_be_read(path: Path) -> None:
    for opened in (Gradebook.read(path), Gradebook.open(path, make=False)):
        with (
            pytest.raises(GradebookMissingError, match=r"There is no gradebook .*; --out is"),
            opened,
        ):
            pass
    assert not path.parent.exists()


OLD_SCHEMA = """
CREATE TABLE results (
    id INTEGER PRIMARY KEY, assignment TEXT NOT NULL, folder BLOB NOT NULL, student TEXT NOT NULL,
    submission_version TEXT NOT NULL, checks_version TEXT NOT NULL, engine_version TEXT NOT NULL,
    secret_version TEXT NOT NULL, score REAL, max_score REAL NOT NULL, result TEXT NOT NULL,
    graded_at TEXT NOT NULL
);
CREATE UNIQUE INDEX one_grade ON results (
    assignment, folder, submission_version, checks_version, engine_version, secret_version
) WHERE score IS NOT NULL;
"""


@pytest.fixture
def old(path: Path) -> Path:
    """A gradebook from when there was nothing in it but results."""
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as connection:
        connection.executescript(OLD_SCHEMA)
        connection.execute(
            "INSERT INTO results VALUES (1, 'hw0_tiny', ?, 'Ada', ?, ?, ?, ?, 4.0, 4.0, ?, ?)",
            (b"Ada", *vars(VERSIONS).values(), result().to_json(), "2026-01-31T02:00:00+00:00"),
        )
    return path


def test_a_gradebook_of_results_only_can_be_read(old: Path) -> None:
    before = old.read_bytes()
    with Gradebook.read(old) as book:
        assert book.graded("hw0_tiny", "Ada", VERSIONS) == result()
        assert book.submissions.taken_in("hw0_tiny") == ()
        (grade,) = grades(book, "hw0_tiny", None, PRESENT)
        assert (grade.student.name, grade.points) == ("Ada", 4.0)
    assert old.read_bytes() == before


def test_a_gradebook_of_results_only_gets_the_other_tables(old: Path) -> None:
    with Gradebook.open(old) as book:
        book.record(result())
        book.submissions.keep("hw0_tiny", [Submission("Ben", {"tiny.py": b""})])
    with Gradebook.read(old) as book:
        assert [grade.student.name for grade in grades(book, "hw0_tiny", None, PRESENT)] == [
            "Ada",
            "Ben",
        ]
    assert rows(old) == [("Ada", 4.0)]


def test_what_a_killed_writer_left_half_done_is_undone_for_a_reader(path: Path) -> None:
    with Gradebook.open(path) as book:
        book.record(result())
    program = (
        "import os, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1])\n"
        "connection.execute('PRAGMA cache_size = 1')\n"  # so that pages are written before the end
        "connection.execute('UPDATE results SET result = zeroblob(1000000)')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert path.with_name(f"{path.name}-journal").exists()
    with Gradebook.read(path) as book:
        assert book.graded("hw0_tiny", "Ada", VERSIONS) == result()


def test_proposals_count_only_when_they_are_accepted(path: Path) -> None:
    later = result(checks="checks 2")
    with Gradebook.open(path) as book:
        book.record(result(Verdict.FAILED))
        book.results.propose(later)
        book.results.propose(later)
        assert book.results.proposed("hw0_tiny", "Ada", later.versions) == later
        assert book.graded("hw0_tiny", "Ada", later.versions) is None
        assert len(rows(path)) == 1
        book.results.accept("hw0_tiny", [later])
        assert book.graded("hw0_tiny", "Ada", later.versions) == later
        assert book.results.proposed("hw0_tiny", "Ada", later.versions) is None
    assert rows(path) == [("Ada", 0.0), ("Ada", 4.0)]


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
