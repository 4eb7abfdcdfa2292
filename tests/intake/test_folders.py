"""A class as a folder of folders, or of files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.intake.handed_in import IntakeError
from autograder.intake.taking_in import take_in
from autograder.records import Assignment, Student
from tests.intake.classes import SOURCE, write, zipped


@pytest.fixture
def ada(tmp_path: Path) -> Path:
    """A student's folder with a file to hand in."""
    folder = tmp_path / "ada"
    folder.mkdir()
    (folder / "convolution.py").write_bytes(SOURCE)
    return folder


NAMES = [
    b"Ada Lovelace",
    b'O\'Brien "Bob"',
    b"new\nline",
    "陳小明".encode(),
    "Zoë".encode(),
    b"M\xfcller",
    b"$(touch pwned); rm -rf *",
    b"-rf",
    b"a" * 255,
    "陳".encode() * 85,
    b"%s {0} \\",
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_student_may_have_any_name(tmp_path: Path, assignment: Assignment, name: bytes) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    folder.mkdir()
    (folder / "convolution.py").write_bytes(SOURCE)
    intake = take_in(tmp_path, assignment)
    assert [os.fsencode(submission.student) for submission in intake.submissions] == [name]
    assert intake.submissions[0].files == {"convolution.py": SOURCE}
    assert intake.ignored == ()


def test_students_come_in_a_fixed_order(tmp_path: Path, assignment: Assignment) -> None:
    for name in NAMES:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).mkdir()
    students = [os.fsencode(s.student) for s in take_in(tmp_path, assignment).submissions]
    assert students == sorted(NAMES)


def test_what_is_no_students_folder_is_ignored_with_its_reason(
    ada: Path, tmp_path: Path, assignment: Assignment
) -> None:
    (tmp_path / "eve").symlink_to(ada)
    (tmp_path / "mallory").symlink_to("/etc")
    (tmp_path / "notes.txt").touch()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / ".git").mkdir()
    intake = take_in(tmp_path, assignment)
    assert [submission.student for submission in intake.submissions] == ["ada"]
    assert dict(intake.ignored) == {
        "eve": "it is a link, and links are not followed",
        "mallory": "it is a link, and links are not followed",
        "notes.txt": "it is not a folder",
        "pipe": "it is not a folder",
        ".git": "its name starts with a dot",
    }


def test_one_bad_folder_does_not_change_another(
    ada: Path, tmp_path: Path, assignment: Assignment
) -> None:
    before = take_in(tmp_path, assignment).submissions[0]
    (tmp_path / "eve" / "convolution.py").mkdir(parents=True)
    (tmp_path / "zed").mkdir()
    os.mkfifo(tmp_path / "zed" / "convolution.py")
    submissions = take_in(tmp_path, assignment).submissions
    assert len(submissions) == 3
    assert submissions[0] == before
    assert submissions[0].digest == before.digest


def test_a_folders_name_is_its_authors(ada: Path, tmp_path: Path, assignment: Assignment) -> None:
    (submission,) = take_in(tmp_path, assignment).submissions
    assert submission.authors == (Student("ada"),)
    assert submission.submitted is None


def test_a_students_folder_may_hold_a_zip_or_one_more_folder(
    tmp_path: Path, assignment: Assignment
) -> None:
    files = {
        "Ada Sample/hw4.zip": zipped({"hw4/convolution.py": SOURCE}),
        "Ben Placeholder/hw4/convolution.py": SOURCE,
        "Ben Placeholder/.DS_Store": b"",
    }
    intake = take_in(write(tmp_path, files), assignment)
    assert intake.layout == "a folder per student"
    assert [one.files for one in intake.submissions] == [{"convolution.py": SOURCE}] * 2


FLAT = {
    "Ada Sample.py": SOURCE,
    "O'Test, Pat.zip": zipped({"hw4/convolution.py": SOURCE}),
    "陳小明.PY": SOURCE,
    "van der Berg.ipynb": b"{}",
    "Zoë.py": SOURCE,
    "Zoë.ipynb": b"{}",
    "notes.pdf": b"",
}


@pytest.mark.parametrize("is_zip", [True, False])
def test_a_flat_folder_holds_a_file_per_student(
    tmp_path: Path, assignment: Assignment, is_zip: bool
) -> None:
    place = write(tmp_path / "class", FLAT)
    if is_zip:
        place = tmp_path / "class.zip"
        place.write_bytes(zipped(FLAT))
    intake = take_in(place, assignment)
    assert intake.layout == "a file per student"
    assert {one.student: one.files.get("convolution.py") for one in intake.submissions} == {
        "Ada Sample": SOURCE,
        "O'Test, Pat": SOURCE,
        "van der Berg": None,
        "Zoë": SOURCE,
        "陳小明": SOURCE,
    }
    assert dict(intake.ignored) == {"notes.pdf": "it is no .py, .ipynb or .zip"}


@pytest.mark.parametrize("name", ["convolution.py", "convolution.ipynb"])
def test_one_students_folder_is_no_class(tmp_path: Path, assignment: Assignment, name: str) -> None:
    write(tmp_path / "ada", {name: SOURCE})
    with pytest.raises(IntakeError, match=f"ada holds {name} itself; give the folder that holds"):
        take_in(tmp_path / "ada", assignment)
