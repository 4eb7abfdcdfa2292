"""Gradescope's export of all submissions, with metadata as Ruby writes it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from autograder.checking.verdicts import Verdict
from autograder.intake.handed_in import IntakeError
from autograder.intake.taking_in import Intake, take_in
from autograder.records import Assignment, Student, Submission
from tests.intake.classes import OTHER, SOURCE, write, zipped

METADATA = """\
---
submission_101:
  :submitters:
  - :name: Ada Sample
    :sid: '00123'
    :email: ada@example.org
  :created_at: 2026-12-11 22:14:03.512340678 Z
  :score: 84.0
  :status: processed
  :results:
    :output: |-
      = anything: [1, *
    tests: []
  :history:
  - :id: 90
    :created_at: 2026-12-10 10:00:00.000000000 Z
submission_102:
  :submitters:
  - :name: Pat O'Brien
    :sid: 124
    :email: pat@example.org
  - :name: 陳小明
    :email: chen@example.org
  :created_at: !ruby/object:ActiveSupport::TimeWithZone
    utc: &1 2026-12-11 20:00:00.000000000 Z
    zone: !ruby/object:ActiveSupport::TimeZone
      name: Europe/Berlin
    time: 2026-12-11 21:00:00.000000000 Z
  :score:
  :status: unprocessed
  :history: []
submission_103:
  :submitters:
  - :name: "Berg, Jan van der / ../x"
    :sid:
    :email: jan@example.org
  :created_at: 2026-12-11 21:00:00.000000000 -05:00
  :history:
"""


def export(folder: Path, metadata: str = METADATA) -> Path:
    files = {
        "submission_metadata.yml": metadata.encode(),
        "submission_101/convolution.py": SOURCE,
        "submission_102/hw4/convolution.py": OTHER,
        "submission_103/hw.zip": zipped({"convolution.py": SOURCE}),
    }
    return write(folder / "assignment_7_export", files)


def by_key(intake: Intake) -> dict[str, Submission]:
    return {one.student: one for one in intake.submissions}


@pytest.mark.parametrize("kind", ["folder", "folder around", "zip"])
def test_an_export_is_read(tmp_path: Path, assignment: Assignment, kind: str) -> None:
    place = export(tmp_path / "class")
    if kind == "folder around":
        place = tmp_path / "class"
    if kind == "zip":
        files = {
            path.relative_to(place.parent).as_posix(): path.read_bytes()
            for path in place.rglob("*.*")
        }
        place = tmp_path / "download (1).zip"
        place.write_bytes(zipped(files))
    intake = take_in(place, assignment)
    assert intake.layout == "a Gradescope export"
    assert {key: one.files["convolution.py"] for key, one in by_key(intake).items()} == {
        "Ada Sample_ada@example.org": SOURCE,
        "陳小明, Pat O'Brien_chen@example.org": OTHER,
        "Berg, Jan van der - ..-x_jan@example.org": SOURCE,
    }
    assert intake.ignored == ()


def test_authors_have_their_ids_as_they_are_written(tmp_path: Path, assignment: Assignment) -> None:
    intake = take_in(export(tmp_path), assignment)
    authors = [one.authors for one in intake.submissions]
    assert authors[0] == (Student("Ada Sample", email="ada@example.org", student_id="00123"),)
    assert authors[2] == (
        Student("陳小明", email="chen@example.org"),
        Student("Pat O'Brien", email="pat@example.org", student_id="124"),
    )


def test_times_are_read_with_their_zone_however_ruby_writes_them(
    tmp_path: Path, assignment: Assignment
) -> None:
    submissions = take_in(export(tmp_path), assignment).submissions
    assert {one.student.split("_")[1]: one.submitted for one in submissions} == {
        "ada@example.org": dt.datetime(2026, 12, 11, 22, 14, 3, 512340, dt.UTC),
        "chen@example.org": dt.datetime(2026, 12, 11, 20, tzinfo=dt.UTC),
        "jan@example.org": dt.datetime(2026, 12, 12, 2, tzinfo=dt.UTC),
    }


@pytest.mark.parametrize("time", ["", "yesterday", "2026-12-11 22:14:03", "[1]", "2026-99-99 Z"])
def test_a_time_that_says_nothing_sure_is_none(
    tmp_path: Path, assignment: Assignment, time: str
) -> None:
    metadata = METADATA.replace("2026-12-11 22:14:03.512340678 Z", time)
    ada = by_key(take_in(export(tmp_path, metadata), assignment))["Ada Sample_ada@example.org"]
    assert ada.submitted is None


def test_a_submission_without_its_folder_asks_for_a_person(
    tmp_path: Path, assignment: Assignment
) -> None:
    place = export(tmp_path)
    (place / "submission_101" / "convolution.py").unlink()
    (place / "submission_101").rmdir()
    problem = by_key(take_in(place, assignment))["Ada Sample_ada@example.org"].problem
    assert problem is not None
    assert problem.verdict is Verdict.GRADER_ERROR
    assert "no such folder; export it again" in problem.message


def test_what_the_metadata_does_not_name_is_listed(tmp_path: Path, assignment: Assignment) -> None:
    place = export(tmp_path, METADATA + "submission_104:\n  :submitters: []\n")
    write(place, {"submission_99/convolution.py": SOURCE, "notes.txt": b""})
    intake = take_in(place, assignment)
    assert dict(intake.ignored) == {
        "submission_104": "submission_metadata.yml does not say whose it is",
        "submission_99": "submission_metadata.yml does not name it",
        "notes.txt": "submission_metadata.yml does not name it",
    }


@pytest.mark.parametrize("metadata", ["a: [", "", "- 1", "\x07", "a: &x [*x", "? {a: 1}\n: 2"])
def test_metadata_that_can_not_be_read_are_one_sentence(
    tmp_path: Path, assignment: Assignment, metadata: str
) -> None:
    with pytest.raises(IntakeError, match=r"^submission_metadata\.yml .*; export it again\.$"):
        take_in(export(tmp_path, metadata), assignment)


def test_nothing_in_the_metadata_is_executed(tmp_path: Path, assignment: Assignment) -> None:
    call = f"!!python/object/apply:pathlib.Path.touch [{tmp_path}/pwned]"
    place = export(tmp_path, METADATA.replace("84.0", call))
    assert len(take_in(place, assignment).submissions) == 3
    assert not (tmp_path / "pwned").exists()
