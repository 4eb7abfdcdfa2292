"""The roster in the gradebook."""

from __future__ import annotations

from pathlib import Path

from autograder.gradebook.store import Gradebook
from autograder.records import Student
from tests.gradebook.examples import ADA, BEN, WEEK


def test_a_roster_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    with Gradebook.open(tmp_path / "book") as book:
        book.people.keep_roster(WEEK, [ADA, BEN])
        book.people.keep_roster(WEEK, [BEN])
        book.people.keep_roster(WEEK, [BEN])
        assert book.people.roster(WEEK) == (BEN,)
        assert book._connection.execute("SELECT count(*) FROM people").fetchone() == (3,)


def test_a_week_without_a_roster_has_the_last_one_but_not_moodles_numbers(tmp_path: Path) -> None:
    with Gradebook.open(tmp_path / "book") as book:
        assert book.people.roster(WEEK) == ()
        book.people.keep_roster(
            "hw1_other", [Student("Ada Sample", "ada@example.org", "", "", "", "4")]
        )
        assert book.people.roster(WEEK) == (Student("Ada Sample", "ada@example.org"),)
        assert book.people.roster("hw1_other")[0].moodle_id == "4"
