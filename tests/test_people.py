"""Who is who: by numbers and addresses, and else by names, and never by a guess."""

from __future__ import annotations

import pytest

from autograder.people import PersonError, Roll, choose, merged
from autograder.records import Student

ADA = Student("Ada Sample", email="ada@example.org", student_id="1001")
BEN = Student("Ben Beispiel", email="ben@example.org", student_id="1002")
CLASS = (
    ADA,
    BEN,
    Student("陳小明", student_id="1003", canvas_id="77"),
    Student("Li Wei", student_id="1004"),
    Student("Li Wei", student_id="1005"),
    Student("O'Brien, Mary"),
)
WITH_KEYS = [(person, (f"submission_{k}",)) for k, person in enumerate(CLASS)]


@pytest.mark.parametrize(
    ("person", "place"),
    [
        (Student("A. Sample", email="ADA@example.org"), 0),
        (Student("Ada Sample"), 0),
        (Student("ada  sample", canvas_id="5"), 0),
        (Student("Ada Sample", student_id="1002"), 1),
        (Student("someone", canvas_id="77"), 2),
        (Student("O'Brien, Mary", canvas_id="77"), 2),
        (Student("Li Wei", student_id="1005"), 4),
    ],
)
def test_a_person_is_found_by_what_is_known(person: Student, place: int) -> None:
    assert Roll(CLASS).find(person) == place


@pytest.mark.parametrize(
    "person",
    [
        Student("Li Wei"),
        Student("Nobody"),
        Student("Ada Sample", student_id="9999"),
        Student("Ada"),
    ],
    ids=["two of the name", "unknown", "another one's number", "part of a name"],
)
def test_nobody_is_guessed(person: Student) -> None:
    assert Roll(CLASS).find(person) is None


def test_what_one_record_adds_finds_the_next() -> None:
    roll = Roll([ADA])
    roll.find_or_add(Student("Ada Sample", canvas_id="5"))
    assert roll.find_or_add(Student("sampleada", canvas_id="5")) == 0
    assert roll.people == [Student("Ada Sample", "ada@example.org", "1001", canvas_id="5")]


def test_one_record_fills_the_blanks_of_another() -> None:
    other = Student("ada", email="private@example.org", moodle_id="12")
    assert merged(ADA, other) == Student(
        "Ada Sample", email="ada@example.org", student_id="1001", moodle_id="12"
    )


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        *(("Ada Sample", 0), ("ben@EXAMPLE.org", 1), ("1004", 3), ("77", 2), ("submission_4", 4)),
        *(("陳小明", 2), ("o'brien, mary", 5)),
    ],
)
def test_someone_is_chosen_by_name_key_address_or_number(wanted: str, place: int) -> None:
    assert choose(wanted, WITH_KEYS) == place


def test_capitals_tell_two_people_apart_where_nothing_else_does() -> None:
    people = [(Student(name), (name,)) for name in ("anna", "Anna")]
    assert choose("Anna", people) == 1
    with pytest.raises(PersonError, match="may be 2 people: anna; Anna"):
        choose("ANNA", people)


def test_of_several_people_all_are_named() -> None:
    with pytest.raises(PersonError) as error:
        choose("li wei", WITH_KEYS)
    assert str(error.value) == (
        "'li wei' may be 2 people: Li Wei (1004, submission_3); Li Wei (1005, submission_4). "
        "Say which by an email address or a number."
    )


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [("Ada", "did you mean Ada Sample?"), ("Ben Beispeil", "did you mean Ben Beispiel?")],
)
def test_of_nobody_who_may_be_meant_is_asked(wanted: str, hint: str) -> None:
    with pytest.raises(PersonError, match="Nobody in the gradebook is called") as error:
        choose(wanted, WITH_KEYS)
    assert str(error.value).endswith(hint)
