"""One class of forty through a whole week, from the release to the grades of every platform."""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from autograder.cli import main
from tests import a_class_of_forty as forty
from tests.a_class_of_forty import EVERYBODY, FLOAT32, ON_CANVAS, ON_GRADESCOPE, ON_MOODLE
from tests.tiny_course import NAME, make_tiny_course

TERM = f"""
name = "A course"
time_zone = "Europe/Berlin"
[weeks.{NAME}]
release = 2026-01-17T09:00:00
due = 2026-01-31T03:00:00
points = 10
late = {{ days = 2, penalty = 0.25 }}
[weeks.{NAME}.extensions]
"{forty.email(forty.EXTENDED)}" = 2026-02-02T03:00:00
"""
FAIR = "    assert_close(student.negate(x + 10), reference.negate(x + 10))\n"
STRICT = f"""\
    assert student.negate(x).dtype == x.dtype, "negate gives another dtype than it got."
{FAIR}"""


@dataclass
class Week:
    """A course's folder, what its commands said, and what they left at the time."""

    root: Path
    said: dict[str, str] = field(default_factory=dict)
    pages: dict[str, dict[str, str]] = field(default_factory=dict)
    points: dict[str, dict[str, float]] = field(default_factory=dict)

    @property
    def out(self) -> Path:
        return self.root / "out"

    def run(self, *command: str, step: str = "", status: int = 0) -> str:
        """What a command says."""
        done = CliRunner().invoke(main, ["--course", str(self.root), *command])
        assert done.exit_code == status, (command, done.output)
        self.said[step or command[0]] = done.output
        return done.output

    def keep_state(self, moment: str) -> None:
        """Everybody's points, and all pages, as they are now."""
        found = json.loads(self.run("grades", NAME, "--out", str(self.out), "--json"))
        self.points[moment] = {grade["student"]["name"]: grade["points"] for grade in found}
        report = self.out / "report"
        self.pages[moment] = {path.name: path.read_text() for path in report.rglob("*.html")}

    def export(self, platform: str, to: str, template: str = "") -> None:
        options = ["--template", str(self.root / template)] if template else []
        where = ["--out", str(self.out), "--to", str(self.root / to)]
        self.run("export", platform, NAME, *where, *options, step=to)

    def column(self, made: str, name: str, points: str, skip: int = 0) -> dict[str, str]:
        """A column of a CSV, by another one."""
        with (self.root / made).open(encoding="utf-8-sig", newline="") as file:
            return {row[name]: row[points] for row in list(csv.DictReader(file))[skip:]}


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Week:
    """The whole week, day by day."""
    week = Week(tmp_path_factory.mktemp("week") / "course")
    course = make_tiny_course(week.root)
    write_files(week.root)
    hidden = course.assignment(NAME).hidden_checks / "test_hidden.py"
    fair = hidden.read_text()
    assert FAIR in fair
    hidden.write_text(fair.replace(FAIR, STRICT))
    grading = ("--workers", "2")

    week.run("author", NAME)
    # Diagnosis and mutants take minutes; `verify` is asked for them elsewhere.
    week.run("release", NAME, *grading, "--without", "diagnosis", "--without", "mutants")

    roster = ("--roster", str(week.root / "roster.csv"))
    for platform in ("gradescope", "canvas", "moodle"):
        where = (str(week.root / f"{platform}.zip"), "--out", str(week.out))
        week.run("grade", NAME, *where, *roster, *grading, step=platform)
    week.keep_state("graded")
    week.export("canvas", "to_canvas.csv", "canvas.csv")
    week.export("moodle", "to_moodle.csv", "moodle.csv")
    week.export("gradescope", "to_gradescope.csv")

    out = ("--out", str(week.out))
    week.run("adjust", NAME, forty.MARKED, "-2.5", "--reason", "a day late", *out)
    hidden.write_text(fair)
    week.run("regrade", NAME, "--dry-run", *out, *grading, step="dry run")
    week.keep_state("adjusted")
    week.run("regrade", NAME, "--yes", *out, *grading)
    week.keep_state("regraded")
    week.export("canvas", "again_to_canvas.csv", "to_canvas.csv")
    for name in (forty.STRICT, forty.AGAIN):
        week.run("history", name, *out, step=f"history of {name}")
    return week


def write_files(root: Path) -> None:
    """What the instructor has from the platforms."""
    (root / "course.toml").write_text(TERM)
    (root / "roster.csv").write_text(forty.roster())
    (root / "gradescope.zip").write_bytes(forty.gradescope_export())
    (root / "canvas.zip").write_bytes(forty.canvas_download())
    (root / "moodle.zip").write_bytes(forty.moodle_download())
    (root / "canvas.csv").write_text(forty.canvas_gradebook())
    (root / "moodle.csv").write_text(forty.moodle_worksheet())


def test_the_week_proves_itself_and_goes_out(week: Week) -> None:
    with zipfile.ZipFile(week.root / "releases" / f"{NAME}.zip") as bundle:
        names = bundle.namelist()
    assert any(name.endswith("tiny.py") for name in names)
    assert not any("hidden" in name for name in names)


def test_each_platforms_download_is_recognised_and_counted(week: Week) -> None:
    assert "Read as a Gradescope export." in week.said["gradescope"]
    assert "Read as a Canvas download." in week.said["canvas"]
    assert "Read as a Moodle download." in week.said["moodle"]
    # Of the 14 on Gradescope, two are a team.
    assert "13 of 13 submissions graded" in week.said["gradescope"]
    assert "13 of 13 submissions graded" in week.said["canvas"]
    assert "12 of 12 submissions graded" in week.said["moodle"]


def test_nobody_of_the_roster_is_there_twice_or_not_at_all(week: Week) -> None:
    assert len(EVERYBODY) == 40
    assert sorted(week.points["graded"]) == sorted(person.name for person in EVERYBODY)
    for platform in ("gradescope", "canvas", "moodle"):
        assert "not in the roster" not in week.said[platform]
    assert f"Handed in nothing ({1 + len(ON_MOODLE)}): " in week.said["canvas"]
    assert f"Handed in nothing (1): {forty.ABSENT.name}." in week.said["moodle"]


def test_what_does_not_count_is_said_with_the_reason(week: Week) -> None:
    (again,) = lines(week.said["gradescope"], "Does not count")
    assert "late (2026-01-31 21:00 +0100)" in again
    assert "was in time and counts" in again
    (before,) = lines(week.said["canvas"], "Does not count")
    assert "obrienmaryann_8016_900_tiny.py: handed in again" in before
    (marked,) = lines(week.said["canvas"], "Note on")
    assert "marked as late, and the download does not say how late" in marked


def test_everybody_gets_the_points_of_what_counts(week: Week) -> None:
    assert week.points["graded"] == {person.name: person.before for person in EVERYBODY}


def test_grading_ends_with_the_report_and_a_page_for_each_student(week: Week) -> None:
    assert f"Report:    {week.out / 'report' / 'index.html'}" in week.said["moodle"]
    pages = week.pages["graded"]
    assert len(pages) == 1 + 40
    for person in EVERYBODY:
        assert person.name.replace("'", "&#39;") in pages["index.html"]
    assert "negate gives another dtype than it got." in pages[f"{forty.STRICT}.html"]
    assert "1 day late: −25% of the points" in pages[f"{forty.LATE}.html"]
    assert "Nothing was handed in." in pages[f"{forty.ABSENT.name}.html"]


def test_a_lateness_without_a_time_is_left_to_a_person(week: Week) -> None:
    to_decide = "marked as late, and not by how much"
    assert to_decide in week.pages["graded"]["index.html"]
    assert to_decide not in week.pages["graded"][f"{forty.MARKED}.html"]
    assert f"A person must decide: {forty.MARKED}: {to_decide}" in week.said["to_canvas.csv"]


def test_the_report_follows_an_adjustment_at_once(week: Week) -> None:
    assert week.points["adjusted"][forty.MARKED] == 7.5
    pages = week.pages["adjusted"]
    assert "−2.5 points: a day late" in pages[f"{forty.MARKED}.html"]
    assert "marked as late" not in pages["index.html"]


def test_canvas_gets_points_of_its_own_maximum(week: Week) -> None:
    written = week.column("to_canvas.csv", "Student", "Homework 0 (99)", skip=1)
    assert {name: float(points) for name, points in written.items()} == {
        person.name: person.before * 2 for person in ON_CANVAS
    }
    assert "13 grades written" in week.said["to_canvas.csv"]
    assert len(lines(week.said["to_canvas.csv"], "Not written")) == 40 - 13


def test_moodle_gets_its_worksheet_back(week: Week) -> None:
    written = week.column("to_moodle.csv", "Full name", "Grade")
    assert {name: float(points) for name, points in written.items()} == {
        person.name: person.before * 10 for person in ON_MOODLE
    }


def test_gradescopes_scores_have_everybody(week: Week) -> None:
    written = week.column("to_gradescope.csv", "Email", "Total Score")
    for person in (*ON_GRADESCOPE, forty.ABSENT):
        assert float(written[forty.email(person.name)]) == person.before
    assert len(written) == 40


def test_a_mended_check_shows_who_gains_before_it_counts(week: Week) -> None:
    gained = [person.name for person in EVERYBODY if person.source == FLOAT32]
    for step in ("dry run", "regrade"):
        assert f"{len(gained)} gained, " in week.said[step]
        assert " lost" not in week.said[step]
        for name in gained:
            assert name in week.said[step]
    assert week.points["adjusted"][forty.STRICT] == 5


def test_a_regrading_reaches_grades_pages_and_the_platforms_files(week: Week) -> None:
    expected = {person.name: person.after for person in EVERYBODY} | {forty.MARKED: 7.5}
    assert week.points["regraded"] == expected
    page = week.pages["regraded"][f"{forty.STRICT}.html"]
    assert "negate gives another dtype than it got." not in page
    replaced = lines(week.said["again_to_canvas.csv"], "Replaced")
    assert sorted(replaced) == [
        "Replaced: Flora Float: 10.00 → 20.00",
        "Replaced: Fritz Float: 10.00 → 20.00",
        "Replaced: Mara Marked: 20.00 → 15.00",
    ]


def test_the_story_of_a_grade_can_be_told(week: Week) -> None:
    story = week.said[f"history of {forty.STRICT}"]
    assert story.index("handed in") < story.index(" 5 / 10") < story.index("10 / 10")
    assert "the checks changed" in story
    story = week.said[f"history of {forty.AGAIN}"]
    assert story.count("handed in") == 2
    assert story.count("another one counts") == 1


@pytest.mark.slow
def test_the_report_opens_in_a_browser_and_leads_to_a_students_page(page: Any, week: Week) -> None:
    page.goto((week.out / "report" / "index.html").as_uri())
    assert page.locator("#student-table tbody tr").count() == 40
    page.get_by_role("link", name=forty.STRICT).last.click()
    assert forty.STRICT in page.inner_text("h1, main")
    assert "10 of 10" in page.inner_text("body")


def lines(said: str, start: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith(start)]
