"""Rosters, as people write them and as platforms export them."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.intake.roster import Roster, RosterError, read_roster
from autograder.records import Student


def read(folder: Path, text: str, encoding: str = "utf-8") -> Roster:
    path = folder / "roster.csv"
    path.write_bytes(text.encode(encoding))
    return read_roster(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [
        'Name,Email,Student ID\n陳小明,chen@example.org,007\n"O\'Test, Pat",pat@example.org,8\n',
        "E-Mail;name;SID;Notes\r\nchen@example.org;陳小明;007;x\r\n\r\n"
        "pat@example.org;O'Test, Pat;8",
        "STUDENT NAME\tstudent_number\temail address\n 陳小明 \t007\tchen@example.org\n"
        "O'Test, Pat\t8\tpat@example.org\n",
    ],
    ids=["commas", "semicolons", "tabs"],
)
def test_a_plain_roster_is_read(tmp_path: Path, text: str, encoding: str) -> None:
    assert read(tmp_path, text, encoding).students == (
        Student("陳小明", email="chen@example.org", student_id="007"),
        Student("O'Test, Pat", email="pat@example.org", student_id="8"),
    )


def test_first_and_last_names_are_put_together(tmp_path: Path) -> None:
    roster = read(tmp_path, "Last Name,First Name,Username\nvan der Berg,Jan,jvdb\n")
    assert roster.students == (Student("Jan van der Berg", login="jvdb"),)


def test_gradescopes_roster_has_students_and_others(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "First Name,Last Name,SID,Email,Role,Sections\n"
        "Ada,Sample,1,ada@example.org,Student,A\n"
        "Tess,Assistant,,tess@example.org,TA,\n",
    )
    assert roster.students == (Student("Ada Sample", email="ada@example.org", student_id="1"),)
    assert roster.ignored == (("roster.csv, line 3", "Tess Assistant is TA"),)


def test_canvass_gradebook_is_a_roster(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Student,ID,SIS User ID,SIS Login ID,Section,Homework 4 (123)\n"
        ",,,,,Manual Posting\n"
        "    Points Possible,,,,,100.00\n"
        '"Sample, Ada",1234,s1,ada1,A,\n'
        '"Sample, Ada",1234,s1,ada1,A,\n'
        '"Student, Test",99,,abc,A,\n',
    )
    person = Student("Sample, Ada", student_id="s1", login="ada1", canvas_id="1234")
    assert roster == Roster((person,))


def test_canvass_list_of_people_calls_its_own_number_the_students(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Student name,Student ID,Student SIS ID,Email,Section Name\nAda Sample,12,s1,a@x.org,A\n",
    )
    person = Student("Ada Sample", email="a@x.org", student_id="s1", canvas_id="12")
    assert roster.students == (person,)


def test_moodles_worksheet_is_a_roster(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Identifier,Full name,ID number,Email address,Status,Grade\n"
        'Participant 4100,Pat O\'Brien,77,pat@example.org,"Submitted, late",\n',
    )
    person = Student("Pat O'Brien", email="pat@example.org", student_id="77", moodle_id="4100")
    assert roster.students == (person,)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no column for a name or an email address; line 0 holds nothing. Give a CSV"),
        ("Group,Points\nA,1\n", "line 1 holds Group, Points. Give a CSV with a line of headers"),
        (
            "Name,Email\nAda,a@x.org\nBen,A@x.org\n",
            "line 3: a@x.org is another student's in line 2",
        ),
        ("Name\nAda\0\n", "is no text; give a CSV"),
        ("Name\n" + "x" * 200_000, "line 2: field larger than field limit"),
    ],
)
def test_a_roster_that_can_not_be_used_is_one_sentence(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(RosterError) as caught:
        read(tmp_path, text)
    assert message in str(caught.value)


def test_a_roster_in_an_old_encoding_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="is no text in UTF-8; save it again"):
        read(tmp_path, "Name\nZoë\n", "latin-1")
