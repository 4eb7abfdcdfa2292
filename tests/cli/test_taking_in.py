"""`autograder grade` takes in a class from a platform, and says what became of everything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder import cli
from tests.intake.classes import write, zipped
from tests.tiny_course import HALF, NAME, RIGHT, make_tiny_course

COURSE = """\
name = "Tiny"
time_zone = "Europe/Berlin"
[weeks.hw0_tiny]
release = 2026-12-01T09:00:00
due = 2026-12-12T03:00:00
[weeks.hw0_tiny.extensions]
"ben@example.org" = 2026-12-13T03:00:00
"""
METADATA = """\
---
submission_1:
  :submitters:
  - :name: Ada Sample
    :email: ada@example.org
  :created_at: 2026-12-11 22:00:00.000000000 Z
submission_2:
  :submitters:
  - :name: Ada Sample
    :email: ada@example.org
  :created_at: 2026-12-12 02:30:00.000000000 Z
submission_3:
  :submitters:
  - :name: Ben Placeholder
    :email: ben@example.org
  :created_at: 2026-12-11 22:00:00.000000000 Z
submission_4:
  :submitters:
  - :name: Ben Placeholder
    :email: ben@example.org
  :created_at: 2026-12-12 02:30:00.000000000 Z
"""
EXPORT = {
    "export/submission_metadata.yml": METADATA.encode(),
    "export/submission_1/tiny.py": RIGHT.encode(),
    "export/submission_2/tiny.py": HALF.encode(),
    "export/submission_3/tiny.py": HALF.encode(),
    "export/submission_4/tiny.zip": zipped({"tiny.py": RIGHT.encode()}),
    "export/readme.txt": b"",
}
ROSTER = "Name,Email\nAda Sample,ada@example.org\nCleo Absent,cleo@example.org\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("course")
    make_tiny_course(root)
    files = {"export.zip": zipped(EXPORT), "roster.csv": ROSTER.encode()}
    return write(root, files | {"course.toml": COURSE.encode()})


def grade(course: Path, *arguments: str) -> Result:
    command = ["--course", str(course), "grade", NAME, str(course / "export.zip"), *arguments]
    return CliRunner().invoke(cli.main, command)


def test_what_counts_is_graded_and_everything_else_is_said(course: Path) -> None:
    out, roster = str(course / "out"), str(course / "roster.csv")
    done = grade(course, "--out", out, "--roster", roster, "--json")
    assert done.exit_code == 0, done.output
    summary = json.loads(done.output)
    assert {one["student"]: one["score"] for one in summary["submissions"]} == {
        "Ada Sample_ada@example.org": 10,
        "Ben Placeholder_ben@example.org": 10,
    }
    assert summary["layout"] == "a Gradescope export"
    assert {one["name"]: one["reason"] for one in summary["superseded"]} == {
        "submission_2": "late (2026-12-12 03:30 +0100); "
        "submission_1 (2026-12-11 23:00 +0100) was in time and counts",
        "submission_3": "handed in again; submission_4 (2026-12-12 03:30 +0100) counts",
    }
    assert summary["ignored"] == [
        {"name": "readme.txt", "reason": "submission_metadata.yml does not name it"}
    ]
    assert summary["notes"] == [{"name": "Ben Placeholder", "reason": "not in the roster"}]
    assert summary["absent"] == [
        {"name": "Cleo Absent", "email": "cleo@example.org", "student_id": ""}
    ]

    lines = grade(course, "--out", out, "--roster", roster).output.splitlines()
    assert "Read as a Gradescope export." in lines
    assert "Note on Ben Placeholder: not in the roster." in lines
    assert "Ignored readme.txt: submission_metadata.yml does not name it." in lines
    assert "Handed in nothing (1): Cleo Absent." in lines
    assert [line.split(":")[1] for line in lines if line.startswith("Does not count")] == [
        " submission_2",
        " submission_3",
    ]


@pytest.mark.parametrize(
    ("roster", "message"),
    [("Group\nA\n", "has no column for a name"), ("Name\nAda\0", "is no text; give a CSV")],
)
def test_a_bad_roster_is_one_sentence_before_anything_is_graded(
    course: Path, tmp_path: Path, roster: str, message: str
) -> None:
    write(tmp_path, {"people.csv": roster.encode()})
    out = tmp_path / "out"
    done = grade(course, "--out", str(out), "--roster", str(tmp_path / "people.csv"))
    assert done.exit_code == 1
    assert message in done.output
    assert done.output.count("\n") == 1
    assert not out.exists()


WORKSHEET = """\
Identifier,Full name,Grade,Maximum Grade,Last modified (submission),Last modified (grade)
Participant 1,Ada Sample,,100.00,"Saturday, 12 December 2026, 3:00 AM",-
Participant 2,Ben Placeholder,,100.00,"Saturday, 12 December 2026, 3:01 AM",-
"""


def test_moodles_worksheet_says_who_is_late(course: Path, tmp_path: Path) -> None:
    people = ("Ada Sample_1", "Ben Placeholder_2")
    files = {f"{who}_assignsubmission_file/tiny.py": RIGHT.encode() for who in people}
    place = write(tmp_path / "class", files)
    write(tmp_path, {"worksheet.csv": WORKSHEET.encode()})
    out, times = str(tmp_path / "out"), str(tmp_path / "worksheet.csv")
    options = ["--out", out, "--times", times, "--quiet", "--workers", "1"]
    start = ["--course", str(course)]
    assert CliRunner().invoke(cli.main, [*start, "grade", NAME, str(place), *options]).output == ""
    grades = CliRunner().invoke(cli.main, [*start, "grades", NAME, "--out", out, "--json"])
    found = {one["student"]["name"]: one for one in json.loads(grades.output)}
    assert found["Ada Sample"]["submitted"] == "2026-12-12T02:00:00+00:00"
    assert found["Ada Sample"]["remarks"] == []
    assert found["Ben Placeholder"]["remarks"] == [
        "1 day late: no points, since nothing late is taken"
    ]
