"""The course's people, from a CSV: a roster, or a gradebook as a platform exports it.

Columns are recognised by their usual names; Gradescope's and Canvas's exports and Moodle's grading
worksheet work as they are. Imports `handed_in` and the records.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.intake.handed_in import Note
from autograder.records import Student

_LARGEST_ROSTER = 16 << 20
_COLUMNS: Mapping[str, Collection[str]] = {
    "name": ("name", "fullname", "student", "studentname", "vollständigername"),
    "first": ("firstname", "givenname", "vorname"),
    "last": ("lastname", "surname", "familyname", "nachname"),
    "email": ("email", "emailaddress", "mail", "studentemail", "emailadresse"),
    "student_id": (
        *("studentsisid", "sisuserid", "sid", "studentid", "studentnumber", "idnumber"),
        *("matriculationnumber", "matrikelnummer", "idnummer", "id"),
    ),
    "login": ("sisloginid", "loginid", "login", "username", "anmeldename"),
    "canvas_id": ("canvasid", "canvasuserid"),
    "moodle_id": ("identifier", "moodleid", "identifikator", "identifiant", "identificador"),
    "role": ("role",),
}
"""By field: headers, without spaces and signs; of several in a file, the first one counts."""
_CANVAS_MARKS = ("sisloginid", "sisuserid", "studentsisid")
_CANVAS_ROWS = ("points possible", "student, test", "test student")
"""Names of rows in Canvas's gradebook that are nobody's."""
_IDS = ("canvas_id", "moodle_id", "student_id", "email", "login")


class RosterError(Exception):
    """The roster can't be used; the message is one sentence."""


@dataclass(frozen=True)
class Roster:
    """The course's students, and the lines that are none."""

    students: tuple[Student, ...]
    ignored: tuple[Note, ...] = ()


def read_roster(path: Path) -> Roster:
    """Read a roster.

    Raises:
        OSError: the file can't be opened.
        RosterError: no column says who is who, or two lines contradict each other.
    """
    rows = csv_rows(path)
    number_of_header, header = next(((n, row) for n, row in rows if any(row)), (0, []))
    places = _places(header)
    if not {"name", "last", "email"} & places.keys():
        shown = ", ".join(header)[:100] or "nothing"
        raise RosterError(
            f"{path} has no column for a name or an email address; line {number_of_header} holds "
            f"{shown}. Give a CSV with a line of headers, such as: Name, Email, Student ID."
        )
    students: dict[Student, int] = {}
    ignored = []
    for number, row in rows:
        cells = {key: row[place].strip() for key, place in places.items() if place < len(row)}
        student, role = _student(cells), cells.get("role", "")
        if not student.name or student.name.casefold() in _CANVAS_ROWS:
            continue
        if role.casefold() not in ("", "student"):
            ignored.append(Note(f"{path.name}, line {number}", f"{student.name} is {role}"))
        else:
            students.setdefault(student, number)  # of several sections, one line each
    _check_that_ids_differ(students, path)
    return Roster(tuple(students), tuple(ignored))


def csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV with their lines' numbers.

    Raises:
        OSError: the file can't be opened.
        RosterError: it is no CSV.
    """
    with path.open("rb") as file:
        data = file.read(_LARGEST_ROSTER + 1)
    if len(data) > _LARGEST_ROSTER:
        raise RosterError(
            f"{path} has more than {_LARGEST_ROSTER >> 20} MB; is it a CSV of people?"
        )
    text = _text(data, path)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in rows:
            yield rows.line_num, [cell.strip() for cell in row]
    except csv.Error as error:
        raise RosterError(f"{path}, line {rows.line_num}: {error}.") from None


def _text(data: bytes, path: Path) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise RosterError(f"{path} is no text in UTF-8; save it again, as “CSV UTF-8”.") from None
    if "\0" in text:
        raise RosterError(f"{path} is no text; give a CSV.")
    return text


def _places(header: list[str]) -> dict[str, int]:
    """Where the columns are that are known."""
    names = [
        "".join(c for c in unicodedata.normalize("NFC", cell).casefold() if c.isalnum())
        for cell in header
    ]
    wanted = dict(_COLUMNS)
    if any(mark in names for mark in _CANVAS_MARKS):
        wanted["canvas_id"] = ("id", "studentid", *_COLUMNS["canvas_id"])
        wanted["student_id"] = ("studentsisid", "sisuserid")
    places = {}
    for key, known in wanted.items():
        found = [names.index(name) for name in known if name in names]
        if found:
            places[key] = found[0]
    return places


def _student(cells: Mapping[str, str]) -> Student:
    full = " ".join(filter(None, (cells.get("first", ""), cells.get("last", ""))))
    number = re.search(r"\d+$", cells.get("moodle_id", ""))  # "Participant 123", in any language
    known = {key: cells.get(key, "") for key in ("email", "student_id", "login", "canvas_id")}
    name = cells.get("name") or full or cells.get("email", "")
    return Student(name, moodle_id=number[0] if number else "", **known)


def _check_that_ids_differ(students: Mapping[Student, int], path: Path) -> None:
    for key in _IDS:
        lines: dict[str, int] = {}
        for student, number in students.items():
            value = str(getattr(student, key)).casefold()
            if value and value in lines:
                raise RosterError(
                    f"{path}, line {number}: {value} is another student's in line {lines[value]}."
                )
            lines[value] = number
