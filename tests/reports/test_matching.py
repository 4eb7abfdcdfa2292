"""People are found by what identifies them, and never guessed."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from autograder.records import Student
from autograder.reports.matching import match
from tests.reports.grades import NAMES

ADA = Student("Ada Sample", "ada@example.edu", "00123", "ada01", "7001", "501")
BEN = Student("Ben Muster", "ben@example.edu", "00124", "ben01", "7002", "502")


def doubt(student: Student, *people: Student) -> str:
    """Why one student is not found."""
    matching = match([student], people)
    assert not matching.found
    return matching.doubts[0]


@pytest.mark.parametrize(
    "student",
    [
        Student("adasample", canvas_id="7001"),
        Student("Ada Sample", moodle_id="501"),
        Student("A.", student_id="00123"),
        Student("A.", student_id=" 123"),
        Student("A.", email="Ada@Example.EDU"),
        Student("A.", login="ADA01"),
        Student("A.", email="ada01"),
        Student("ada  SAMPLE"),
        Student("Sample, Ada"),
    ],
)
def test_a_person_is_found_by_any_identity(student: Student) -> None:
    assert match([student], [BEN, ADA]).found == {0: 1}


@pytest.mark.parametrize("name", NAMES)
def test_odd_names_are_found_in_any_composition(name: str) -> None:
    people = [Student(unicodedata.normalize("NFD", other).upper()) for other in NAMES]
    assert match([Student(name)], people).found == {0: NAMES.index(name)}


def test_a_platforms_own_number_goes_before_the_rest() -> None:
    moved = Student("Ben Muster", "ben@example.edu", canvas_id="7001")
    assert match([moved], [BEN, ADA]).found == {0: 1}


def test_whoever_is_not_there_is_said_not_to_be() -> None:
    assert doubt(Student("Cleo"), ADA, BEN) == "nobody in the file has this ID, email or name"


def test_empty_fields_are_nobodys_identity() -> None:
    assert doubt(Student(""), Student(""), Student("Ben")).startswith("nobody")


def test_of_two_with_one_name_nobody_is_chosen() -> None:
    twins = Student("Wei Test", "w1@example.edu"), Student("Wei Test", "w2@example.edu")
    assert doubt(Student("Wei Test"), *twins) == "2 people of the file have this name"
    assert match([Student("Wei Test", "w2@example.edu")], twins).found == {0: 1}


def test_of_two_grades_for_one_person_none_is_chosen() -> None:
    matching = match([ADA, Student("Ada Sample"), BEN], [ADA, BEN])
    assert matching.found == {2: 1}
    assert matching.doubts[0] == matching.doubts[1] == "2 grades fit 'Ada Sample' of the file"


@pytest.mark.parametrize("field", ["email", "student_id", "login", "canvas_id", "moodle_id"])
def test_a_namesake_with_another_identity_is_another_person(field: str) -> None:
    namesake = replace(Student("Ada Sample"), **{field: "another@example.edu"})
    reason = doubt(namesake, replace(ADA))
    assert reason.startswith("'Ada Sample' of the file has this name, and another ")


def test_who_is_found_by_the_name_alone_is_told() -> None:
    assert match([BEN, Student("Ada Sample")], [ADA, BEN]).by_name == (1,)


def test_a_participants_number_of_another_assignment_finds_nobody() -> None:
    assert doubt(Student("Cleo Else", moodle_id="501"), ADA) == (
        "'Ada Sample' of the file has this Moodle participant number, and nothing else in common"
    )


def test_a_participants_number_is_enough_where_nothing_else_is_known() -> None:
    assert match([Student("", moodle_id="501")], [ADA]).found == {0: 0}
    obrien = Student("Mary Ann O'Brien", moodle_id="9")
    as_moodle_names_its_folder = Student("Mary Ann OBrien", moodle_id="9")
    assert match([as_moodle_names_its_folder], [obrien]).found == {0: 0}
