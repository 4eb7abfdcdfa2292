"""Who of the roster handed in what."""

from __future__ import annotations

import pytest

from autograder.intake.handed_in import HandedIn
from autograder.intake.matching import Matched, match
from autograder.intake.tree import folder_of
from autograder.records import Student

ADA = Student("Ada Sample", "ada@example.org", "s1", "ada1", "1234")
PAT = Student("O'Test, Pat", "pat@example.org", "s2", "pat2", "1235")
JAN = Student("Jan van der Berg", "jan@example.org", "s3", "jan3", "1236", moodle_id="41")
CHEN = Student("陳小明", "chen@example.org", "s4", "chen4", "1237")
ROSTER = (ADA, PAT, JAN, CHEN)


def matched(*authors: Student, roster: tuple[Student, ...] = ROSTER) -> Matched:
    handed_in = [HandedIn(f"key{n}", "", folder_of("", ()), (a,)) for n, a in enumerate(authors)]
    return match(handed_in, roster)


def authors(result: Matched) -> list[Student]:
    return [author for one in result.handed_in for author in one.authors]


@pytest.mark.parametrize(
    ("author", "person"),
    [
        (Student("sampleada", canvas_id="1234"), ADA),
        (Student("A. Sample", student_id="s1"), ADA),
        (Student("A. Sample", email="Ada@Example.org"), ADA),
        (Student("JanvdB", moodle_id="41"), JAN),
        (Student("Ada  sample"), ADA),
        (Student("Sample, Ada"), ADA),
        (Student("Pat O'Test"), PAT),
        (Student("Pat O’Test"), PAT),
        (Student("Pat OTest", moodle_id="7"), PAT),
        (Student("van der Berg, Jan"), JAN),
        (Student("陳小明"), CHEN),
        (Student("ada@example.org"), ADA),
        (Student("s2"), PAT),
        (Student("jan3"), JAN),
        (Student("vanderbergjan"), JAN),
        (Student("otestpat"), PAT),
    ],
)
def test_an_author_is_found_by_ids_and_then_by_the_name(author: Student, person: Student) -> None:
    result = matched(author)
    (found,) = authors(result)
    assert (found.name, found.email, found.canvas_id) == (
        person.name,
        person.email,
        person.canvas_id,
    )
    assert found.moodle_id == (person.moodle_id or author.moodle_id)
    assert result.notes == ()
    assert set(result.absent) == set(ROSTER) - {person}


def test_ids_are_believed_before_names() -> None:
    result = matched(Student("Jan van der Berg", student_id="s1"))
    assert authors(result) == [ADA]


def test_who_is_not_in_the_roster_is_told() -> None:
    stranger = Student("Eve Mallory")
    result = matched(stranger, Student("Ada Sample"))
    assert authors(result) == [stranger, ADA]
    assert result.notes == (("Eve Mallory", "not in the roster"),)
    assert result.absent == (PAT, JAN, CHEN)


def test_of_two_people_of_one_name_neither_is_taken_and_neither_is_absent() -> None:
    other = Student("Ada Sample", "other@example.org", "s9")
    author = Student("Ada Sample")
    result = matched(author, Student("陳小明"), roster=(*ROSTER, other))
    assert authors(result) == [author, CHEN]
    ((name, reason),) = result.notes
    assert name == "Ada Sample"
    assert "has several of whom it may be: Ada Sample, ada@example.org" in reason
    assert result.absent == (PAT, JAN)


def test_of_two_authors_of_one_name_neither_is_taken_to_be_the_person() -> None:
    twins = [Student("Ada Sample", moodle_id="1"), Student("Ada Sample", moodle_id="2")]
    result = matched(*twins, Student("陳小明"))
    assert authors(result) == [*twins, CHEN]
    assert len(result.notes) == 2
    assert ADA not in result.absent


def test_an_author_known_by_an_id_leaves_the_name_to_the_other() -> None:
    twins = [Student("Ada Sample", email="ada@example.org"), Student("Ada Sample", email="a@b.c")]
    result = matched(*twins)
    assert authors(result) == [ADA, twins[1]]
    assert result.notes == (("Ada Sample", "not in the roster"),)


def test_a_name_does_not_outweigh_another_number() -> None:
    author = Student("Ada Sample", student_id="s77")
    result = matched(author, CHEN)
    assert authors(result) == [author, CHEN]
    assert ADA in result.absent


def test_where_nobody_is_found_nobody_is_called_absent() -> None:
    anonymous = [Student("anon_x7"), Student("anon_y8")]
    result = matched(*anonymous)
    assert authors(result) == anonymous
    assert result.absent == ()
    assert result.notes == (
        ("The roster", "nobody of it is among the authors, so who is absent is unknown"),
    )


def test_where_nothing_was_handed_in_all_are_absent() -> None:
    assert matched().absent == ROSTER
