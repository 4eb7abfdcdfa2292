"""Canvas's download of all submissions."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.intake.taking_in import Intake, take_in
from autograder.records import Assignment, Student
from tests.intake.classes import OTHER, SOURCE, write, zipped

CLASS = {
    "sampleada_1234_56789_convolution.py": SOURCE,
    "placeholderben_LATE_1235_56790_convolution.py": SOURCE,
    "obrienpat_1236_56791_hw4.zip": zipped({"hw4/convolution.py": SOURCE}),
    "陳小明_1237_56792_convolution.py": SOURCE,
    "vandenbergjan_1238_56793_my_1_2_work.ipynb": b"{}",
}


def taken(folder: Path, files: dict[str, bytes], assignment: Assignment) -> Intake:
    return take_in(write(folder, files), assignment)


def sources(intake: Intake) -> dict[str, bytes | None]:
    return {one.student: one.files.get("convolution.py") for one in intake.submissions}


@pytest.mark.parametrize("is_zip", [True, False])
def test_a_download_is_read_as_a_folder_and_as_a_zip(
    tmp_path: Path, assignment: Assignment, is_zip: bool
) -> None:
    place = write(tmp_path / "submissions", CLASS)
    if is_zip:
        place = tmp_path / "submissions.zip"
        place.write_bytes(zipped(CLASS))
    intake = take_in(place, assignment)
    assert intake.layout == "a Canvas download"
    assert sources(intake) == {
        "sampleada_1234": SOURCE,
        "placeholderben_1235": SOURCE,
        "obrienpat_1236": SOURCE,
        "陳小明_1237": SOURCE,
        "vandenbergjan_1238": None,
    }
    assert {one.authors[0].canvas_id for one in intake.submissions} == {
        *("1234", "1235", "1236", "1237", "1238")
    }
    assert intake.superseded == intake.ignored == ()


def test_files_of_one_student_are_one_submission(tmp_path: Path, assignment: Assignment) -> None:
    files = {
        "sampleada_1234_1_convolution.py": SOURCE,
        "sampleada_1234_2_windows.py": b"x = 1",
    }
    (submission,) = taken(tmp_path, files, assignment).submissions
    assert submission.files == {"convolution.py": SOURCE, "windows.py": b"x = 1"}


def test_of_files_handed_in_again_the_last_counts_and_the_others_are_listed(
    tmp_path: Path, assignment: Assignment
) -> None:
    files = {
        "sampleada_1234_90_convolution.py": b"first",
        "sampleada_1234_95_windows-1.py": b"x = 1",
        "sampleada_1234_101_convolution-1.py": b"second",
        "sampleada_1234_1100_convolution-2.py": b"third",
        "placeholderben_1235_7_convolution-1.py": SOURCE,
    }
    intake = taken(tmp_path, files, assignment)
    ben, ada = intake.submissions
    assert ada.files == {"convolution.py": b"third", "windows.py": b"x = 1"}
    assert ben.files == {"convolution.py": SOURCE}
    assert [(one.source, one.submission.files["convolution.py"]) for one in intake.superseded] == [
        ("sampleada_1234_90_convolution.py", b"first"),
        ("sampleada_1234_101_convolution-1.py", b"second"),
    ]
    assert "handed in again; sampleada_1234_1100_" in intake.superseded[0].reason


def test_what_is_late_does_not_replace_what_was_in_time(
    tmp_path: Path, assignment: Assignment
) -> None:
    files = {
        "sampleada_1234_90_convolution.py": SOURCE,
        "sampleada_LATE_1234_101_convolution-1.py": OTHER,
    }
    intake = taken(tmp_path, files, assignment)
    assert sources(intake) == {"sampleada_1234": SOURCE}
    assert intake.superseded[0].reason == (
        "late; sampleada_1234_90_convolution.py was in time and counts"
    )
    assert intake.superseded[0].submission.files["convolution.py"] == OTHER


def test_being_late_is_told_though_there_is_no_time(tmp_path: Path, assignment: Assignment) -> None:
    intake = taken(tmp_path, CLASS, assignment)
    assert [one.student for one in intake.submissions if one.marked_late] == ["placeholderben_1235"]
    assert all(one.submitted is None for one in intake.submissions)
    assert dict(intake.notes) == {
        "placeholderben_1235": "marked as late, and the download does not say how late"
    }


def test_an_anonymous_download_is_read(tmp_path: Path, assignment: Assignment) -> None:
    files = {
        "anon_x7Yz2_56789_convolution.py": SOURCE,
        "LATE_anon_1234_56790_convolution.py": OTHER,
    }
    intake = taken(tmp_path, files, assignment)
    assert sources(intake) == {"anon_x7Yz2": SOURCE, "anon_1234": OTHER}
    by_key = {one.student: one for one in intake.submissions}
    assert by_key["anon_1234"].marked_late
    assert by_key["anon_1234"].authors == (Student("anon_1234"),)  # it is no id of Canvas's


def test_other_files_in_a_download_are_listed(tmp_path: Path, assignment: Assignment) -> None:
    files = CLASS | {"sample.html": b"", ".DS_Store": b"", "notes/a.txt": b""}
    intake = taken(tmp_path, files, assignment)
    reason = "it is not named as Canvas names submissions"
    assert dict(intake.ignored) == {
        "sample.html": reason,
        "notes": reason,
        ".DS_Store": "its name starts with a dot",
    }


@pytest.mark.parametrize("whose", ["sampleada_1234", "sampleada_LATE_1234", "anon_x7Yz2"])
def test_a_text_typed_into_canvas_is_called_so_and_can_be_graded_as_is_said(
    tmp_path: Path, assignment: Assignment, whose: str
) -> None:
    write(tmp_path, {"placeholderben_1235_56790_convolution.py": SOURCE})
    write(tmp_path, {f"{whose}_text.html": b"<p>def conv1d(...)</p>"})
    intake = take_in(tmp_path, assignment)
    ((name, reason),) = intake.ignored
    assert name == f"{whose}_text.html"
    assert reason.startswith("it is a text that was typed into Canvas")
    named = reason.rpartition(" ")[2]
    assert named == f"{whose}_1_convolution.py"
    assert len(taken(tmp_path, {named: SOURCE}, assignment).submissions) == 2


def test_a_link_in_a_download_is_not_followed(tmp_path: Path, assignment: Assignment) -> None:
    write(tmp_path, CLASS)
    (tmp_path / "mallory_66_1_convolution.py").symlink_to("/etc/passwd")
    intake = take_in(tmp_path, assignment)
    assert dict(intake.ignored) == {"mallory_66_1_convolution.py": "it is a link"}
