"""What was handed in comes out of the gradebook as it went in, and nothing is overwritten."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.checking.verdicts import Outcome, Verdict
from autograder.gradebook.store import Gradebook
from autograder.gradebook.submissions import DamagedSubmissionError
from autograder.records import Student, Submission
from tests.gradebook.examples import ADA, BEN, WEEK, handed_in, result_of

FRIDAY = dt.datetime(2026, 1, 30, 20, tzinfo=dt.timezone(dt.timedelta(hours=1)))
SATURDAY = FRIDAY + dt.timedelta(days=1)

FULL = Submission(
    student="team 7",
    files={"tiny.py": b"x = 1\r\n", "data/table.bin": bytes(range(256)) * 9, "empty.txt": b""},
    authors=(ADA, BEN),
    submitted=FRIDAY,
)
BROKEN = Submission("Cleo", {}, Outcome(Verdict.MISSING, "There is no tiny.py."))
ODD = handed_in(os.fsdecode(b"M\xfcller\n\xf0\x9f\x98\x80"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gradebook.sqlite"


def counted(book: Gradebook) -> dict[str, str]:
    return {one.student: one.version for one in book.submissions.counting(WEEK)}


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()


@pytest.mark.parametrize("submission", [FULL, BROKEN, ODD], ids=["files", "problem", "odd name"])
def test_a_submission_comes_back_as_it_was(path: Path, submission: Submission) -> None:
    with Gradebook.open(path) as book:
        book.submissions.keep(WEEK, [submission])
    with Gradebook.read(path) as book:
        (kept,) = book.submissions.counting(WEEK)
        loaded = book.submissions.load(kept)
    expected = submission.authors or (Student(submission.student),)
    assert loaded == replace(submission, authors=expected)
    assert loaded.digest == submission.digest == kept.version


def test_where_no_author_is_known_it_is_who_bears_the_folders_name(path: Path) -> None:
    with Gradebook.open(path) as book:
        book.submissions.keep(WEEK, [handed_in("Cleo")])
        (kept,) = book.submissions.counting(WEEK)
    assert kept.authors == (Student("Cleo"),)


def test_taking_the_same_in_again_changes_nothing(path: Path) -> None:
    for _ in range(2):
        with Gradebook.open(path) as book:
            book.submissions.keep(WEEK, [handed_in(text="old", submitted=FRIDAY)], counts=False)
            book.submissions.keep(WEEK, [FULL, handed_in(text="new", submitted=SATURDAY)])
    assert len(rows(path, "submissions")) == 3
    assert len(rows(path, "contents")) == 5


def test_the_same_file_is_kept_once_for_a_class(path: Path) -> None:
    with Gradebook.open(path) as book:
        book.submissions.keep(WEEK, [handed_in(name) for name in ("Ada", "Ben", "Cleo")])
    assert len(rows(path, "submissions")) == 3
    assert len(rows(path, "contents")) == 1


def test_of_two_versions_the_later_one_counts_and_both_are_kept(path: Path) -> None:
    old, new = handed_in(text="old"), handed_in(text="new")
    with Gradebook.open(path) as book:
        book.submissions.keep(WEEK, [old])
        book.submissions.keep(WEEK, [new])
        assert counted(book) == {"Ada Sample": new.digest}
        first, second = book.submissions.taken_in(WEEK)
        assert book.submissions.load(first).files == old.files
        assert book.submissions.load(second).files == new.files


def test_a_version_that_comes_back_counts_again(path: Path) -> None:
    old, new = handed_in(text="old"), handed_in(text="new")
    with Gradebook.open(path) as book:
        for submission in (old, new, old):
            book.submissions.keep(WEEK, [submission])
        assert counted(book) == {"Ada Sample": old.digest}


def test_what_is_superseded_is_kept_but_does_not_count(path: Path) -> None:
    late, in_time = handed_in(text="late"), handed_in(text="in time")
    with Gradebook.open(path) as book:
        book.submissions.keep(WEEK, [in_time])
        book.submissions.keep(WEEK, [late], counts=False)
        assert counted(book) == {"Ada Sample": in_time.digest}
        assert [one.counts for one in book.submissions.taken_in(WEEK)] == [True, False]


def test_intakes_last_word_on_which_one_counts_is_valid(path: Path) -> None:
    one, other = handed_in(text="one"), handed_in(text="other")
    with Gradebook.open(path) as book:
        for counting, superseded in ((one, other), (other, one), (one, other)):
            book.submissions.keep(WEEK, [superseded], counts=False)
            book.submissions.keep(WEEK, [counting])
            assert counted(book) == {"Ada Sample": counting.digest}


def test_the_same_files_handed_in_twice_are_two_submissions(path: Path) -> None:
    first, second = handed_in(submitted=FRIDAY), handed_in(submitted=SATURDAY)
    for _ in range(2):
        with Gradebook.open(path) as book:
            book.submissions.keep(WEEK, [first], counts=False)
            book.submissions.keep(WEEK, [second])
            (kept,) = book.submissions.counting(WEEK)
    assert kept.submitted == SATURDAY
    assert len(rows(path, "submissions")) == 2


def test_new_authors_are_a_new_row(path: Path) -> None:
    with Gradebook.open(path) as book:
        book.submissions.keep(WEEK, [replace(FULL, authors=(ADA,))])
        book.submissions.keep(WEEK, [FULL])
        (kept,) = book.submissions.counting(WEEK)
    assert kept.authors == (ADA, BEN)
    assert len(rows(path, "submissions")) == 2


def test_a_submission_of_another_week_is_not_this_weeks(path: Path) -> None:
    with Gradebook.open(path) as book:
        book.submissions.keep("hw1_other", [FULL])
        assert counted(book) == {}


def test_files_that_are_damaged_are_not_graded(path: Path) -> None:
    with Gradebook.open(path) as book:
        book.submissions.keep(WEEK, [FULL])
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE contents SET compressed = substr(compressed, 1, 4)")
    with Gradebook.read(path) as book:
        (kept,) = book.submissions.counting(WEEK)
        with pytest.raises(DamagedSubmissionError, match="'team 7' for hw0_tiny is damaged"):
            book.submissions.load(kept)


def test_what_was_graded_before_files_were_kept_counts_without_them(path: Path) -> None:
    old, new = handed_in(text="old"), handed_in(text="new")
    with Gradebook.open(path) as book:
        book.results.record(result_of(old), result_of(new))
        (kept,) = book.submissions.counting(WEEK)
        assert (kept.id, kept.version, kept.authors) == (None, new.digest, (Student(ADA.name),))
        book.submissions.keep(WEEK, [new])
        (kept,) = book.submissions.counting(WEEK)
        assert book.submissions.load(kept).files == new.files


def test_of_submissions_that_come_one_by_one_none_is_kept_unless_all_are(path: Path) -> None:
    def break_off() -> None:
        with Gradebook.open(path) as book, book.submissions.keeping(WEEK) as keep:
            keep(handed_in("Ada"), True)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert rows(path, "submissions") == []
