"""Moodle's download of all submissions."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.checking.verdicts import Outcome, Verdict
from autograder.intake.taking_in import Intake, take_in
from autograder.records import Assignment, Student
from tests.intake.classes import SOURCE, write, zipped

NAMES = ["Ada Sample", "陳小明", "OBrien", "Jan van der Berg", "Test, Pat", "Ada Sample"]


def sources(intake: Intake) -> dict[str, bytes | None]:
    return {one.student: one.files.get("convolution.py") for one in intake.submissions}


@pytest.mark.parametrize(
    "ending", ["_assignsubmission_file/", "_assignsubmission_file_/", "_assignsubmission_file_"]
)
@pytest.mark.parametrize("is_zip", [True, False])
def test_a_download_of_any_version_is_read(
    tmp_path: Path, assignment: Assignment, ending: str, is_zip: bool
) -> None:
    files = {
        f"{name}_{number}{ending}convolution.py": SOURCE
        for number, name in enumerate(NAMES, start=4100)
    }
    place = write(tmp_path / "hw4", files)
    if is_zip:
        place = tmp_path / "hw4.zip"
        place.write_bytes(zipped(files))
    intake = take_in(place, assignment)
    assert intake.layout == "a Moodle download"
    assert sources(intake) == {
        f"{name}_{number}": SOURCE for number, name in enumerate(NAMES, start=4100)
    }
    by_key = {one.student: one for one in intake.submissions}
    assert by_key["Test, Pat_4104"].authors == (Student("Test, Pat", moodle_id="4104"),)
    assert intake.superseded == intake.ignored == ()


def test_several_files_and_folders_are_one_submission(
    tmp_path: Path, assignment: Assignment
) -> None:
    above = "Ada Sample_7_assignsubmission_file_"
    files = {
        f"{above}/convolution.py": SOURCE,
        f"{above}/helpers/windows.py": b"x = 1",
        "Ada Sample_7_assignsubmission_onlinetext_/onlinetext.html": b"Hello!",
        "Ben Placeholder_8_assignsubmission_file_/hw.zip": zipped({"convolution.py": SOURCE}),
    }
    ada, ben = take_in(write(tmp_path, files), assignment).submissions
    assert ada.files == {
        "convolution.py": SOURCE,
        "helpers/windows.py": b"x = 1",
        "onlinetext.html": b"Hello!",
    }
    assert ben.files == {"convolution.py": SOURCE}


def test_who_wrote_a_text_instead_of_handing_in_a_file_is_known(
    tmp_path: Path, assignment: Assignment
) -> None:
    files = {
        "Ada Sample_7_assignsubmission_file/convolution.py": SOURCE,
        "Ben Placeholder_8_assignsubmission_onlinetext/onlinetext.html": b"Sorry!",
    }
    _, ben = take_in(write(tmp_path, files), assignment).submissions
    assert ben.problem == Outcome(
        Verdict.MISSING, "There is no convolution.py. The folder holds onlinetext.html."
    )


def test_other_things_in_a_download_are_listed(tmp_path: Path, assignment: Assignment) -> None:
    write(tmp_path, {"Ada Sample_7_assignsubmission_file/convolution.py": SOURCE, "a.txt": b""})
    intake = take_in(tmp_path, assignment)
    assert dict(intake.ignored) == {"a.txt": "it is not named as Moodle names submissions"}
