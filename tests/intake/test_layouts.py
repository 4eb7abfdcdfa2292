"""Which layout a class has is told by its names."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.intake.handed_in import IntakeError
from autograder.intake.taking_in import take_in
from autograder.records import Assignment
from tests.intake.classes import SOURCE, write, zipped

FOLDERS = {"Ada Sample/convolution.py": SOURCE, "Ben Placeholder/convolution.py": SOURCE}
FILES = {"Ada Sample.py": SOURCE, "Ben Placeholder.py": SOURCE}
CANVAS = {"sampleada_1_2_convolution.py": SOURCE, "placeholderben_3_4_convolution.py": SOURCE}
MOODLE = {
    "Ada Sample_1_assignsubmission_file/convolution.py": SOURCE,
    "Ben Placeholder_2_assignsubmission_file/convolution.py": SOURCE,
}
LAYOUTS = {
    "a folder per student": FOLDERS,
    "a file per student": FILES,
    "a Canvas download": CANVAS,
    "a Moodle download": MOODLE,
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("around", ["", "class/", "class/ from macOS"])
def test_a_zip_may_have_a_folder_around_the_class(
    tmp_path: Path, assignment: Assignment, layout: str, around: str
) -> None:
    above, _, system = around.partition(" from ")
    files = {f"{above}{name}": data for name, data in LAYOUTS[layout].items()}
    if system:
        files["__MACOSX/class/._a"] = b""
    (tmp_path / "class.zip").write_bytes(zipped(files))
    intake = take_in(tmp_path / "class.zip", assignment)
    assert intake.layout == layout
    assert [one.files for one in intake.submissions] == [{"convolution.py": SOURCE}] * 2
    assert all(name == "__MACOSX" for name, _ in intake.ignored)


@pytest.mark.parametrize("layout", ["a folder per student", "a Canvas download"])
def test_a_folder_may_be_around_the_classes_folder(
    tmp_path: Path, assignment: Assignment, layout: str
) -> None:
    write(tmp_path / "downloads" / "hw4", LAYOUTS[layout])
    intake = take_in(tmp_path / "downloads", assignment)
    assert intake.layout == layout
    assert len(intake.submissions) == 2


@pytest.mark.parametrize(
    "files",
    [
        {"Ada Sample/convolution.py": SOURCE},
        {"Ada Sample/hw4/convolution.py": SOURCE},
        {"Ada Sample/convolution.py": SOURCE, "Ada Sample/a/b.py": b"", "Ada Sample/c/d.py": b""},
    ],
)
def test_a_class_of_one_is_no_folder_around_a_class(
    tmp_path: Path, assignment: Assignment, files: dict[str, bytes]
) -> None:
    (submission,) = take_in(write(tmp_path / "class", files), assignment).submissions
    assert submission.student == "Ada Sample"
    assert submission.files["convolution.py"] == SOURCE


@pytest.mark.parametrize(
    "stray", ["sampleada_1_2_convolution.py", "Ada_1_assignsubmission_file/convolution.py"]
)
def test_a_stray_file_does_not_change_the_layout(
    tmp_path: Path, assignment: Assignment, stray: str
) -> None:
    intake = take_in(write(tmp_path, FOLDERS | {stray: SOURCE}), assignment)
    assert intake.layout == "a folder per student"


@pytest.mark.parametrize("more", [False, True])
def test_a_folder_that_holds_no_submission_is_no_class(
    tmp_path: Path, assignment: Assignment, more: bool
) -> None:
    if more:
        (tmp_path / "notes.txt").write_text("On grading.\n")
    with pytest.raises(
        IntakeError, match=r"holds no submissions.*notes.txt" if more else "holds no"
    ):
        take_in(tmp_path, assignment)
