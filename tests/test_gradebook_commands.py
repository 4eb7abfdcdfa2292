"""`grade`, `grades`, `adjust`, `regrade` and `history` together, on a tiny course."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder import commands
from autograder.checking.verdicts import Outcome, Verdict
from autograder.cli import common, main
from autograder.gradebook.store import Gradebook
from autograder.grading.job import Job
from autograder.records import Result, Student, Submission
from tests.tiny_course import HALF, NAME, RIGHT, hand_in, make_tiny_course

TERM = """
name = "A course"
time_zone = "Europe/Berlin"
[weeks.hw0_tiny]
release = 2026-01-10T09:00:00
due = 2026-01-31T03:00:00
points = 100
"""
MIRRORED = "def double(x): return 2 * x\ndef negate(x): return x\n"
CLASS = {"Ada Sample": RIGHT, "Ben Beispiel": HALF, "Cleo Muster": MIRRORED}


@pytest.fixture(scope="module")
def graded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny course, and a class that was graded."""
    root = tmp_path_factory.mktemp("graded") / "course"
    make_tiny_course(root)
    (root / "course.toml").write_text(TERM)
    for student, source in CLASS.items():
        hand_in(root / "class", student, source)
    run(root, "grade", NAME, str(root / "class"), "--out", str(root / "out"), "--workers", "1")
    return root


@pytest.fixture
def root(graded_once: Path, tmp_path: Path) -> Path:
    """The same for one test, whose class's folder is gone."""
    shutil.copytree(graded_once, tmp_path / "course")
    shutil.rmtree(tmp_path / "course" / "class")
    return tmp_path / "course"


def run(root: Path, *command: str, status: int = 0, says: str = "") -> str:
    """What `autograder` says."""
    done = CliRunner().invoke(main, ["--course", str(root), *command], input=says)
    assert done.exit_code == status, done.output
    return done.output


def ask(root: Path, command: str, *arguments: str, status: int = 0, says: str = "") -> str:
    """What a command says of the gradebook."""
    return run(root, command, *arguments, "--out", str(root / "out"), status=status, says=says)


def points(root: Path) -> dict[str, float | None]:
    found = json.loads(ask(root, "grades", NAME, "--json"))
    return {grade["student"]["name"]: grade["points"] for grade in found}


def mend(root: Path) -> None:
    """Turn the sign that one check expects: who had it right loses, who had it wrong gains."""
    hidden = root / "autograder" / "hidden" / NAME / "test_hidden.py"
    text = hidden.read_text()
    assert "reference.negate(x + 10)" in text
    hidden.write_text(text.replace("reference.negate(x + 10)", "-reference.negate(x + 10)"))


def regrade(root: Path, *arguments: str, status: int = 0, says: str = "") -> str:
    arguments = (NAME, "--workers", "1", "--trust-submissions", *arguments)
    return ask(root, "regrade", *arguments, status=status, says=says)


def rows(root: Path, table: str = "results") -> list[tuple[object, ...]]:
    with sqlite3.connect(root / "out" / "gradebook.sqlite") as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()


def line_of(said: str, start: str) -> str:
    (line,) = [line for line in said.splitlines() if line.startswith(start)]
    return " ".join(line.split())


class WithoutSandbox:
    """In the place of `run_jobs`: what grading by mended checks gives, known beforehand."""

    def __init__(self, root: Path) -> None:
        self.known = {row[3]: Result.from_json(row[10]) for row in rows(root)}
        self.asked: list[int] = []
        self.breaks_off_after = 99

    def __call__(self, jobs: Iterable[Job], workers: int) -> Iterator[Result]:
        jobs = list(jobs)
        self.asked.append(len(jobs))
        for k, job in enumerate(jobs):
            if k == self.breaks_off_after:
                raise KeyboardInterrupt
            known = self.known[job.submission.student]
            other = {"Ada Sample": Verdict.FAILED, "Cleo Muster": Verdict.PASSED}
            verdict = other.get(known.student, known.checks[-1].outcome.verdict)
            last = replace(known.checks[-1], outcome=Outcome(verdict))
            yield replace(known, versions=job.versions, checks=(*known.checks[:-1], last))


@pytest.fixture
def grader(root: Path, monkeypatch: pytest.MonkeyPatch) -> WithoutSandbox:
    """Grading takes no time in a test that asks for this."""
    grader = WithoutSandbox(root)
    monkeypatch.setattr(commands, "run_jobs", grader)
    return grader


BEFORE = {"Ada Sample": 100, "Ben Beispiel": 50, "Cleo Muster": 50}
AFTER = {"Ada Sample": 50, "Ben Beispiel": 50, "Cleo Muster": 100}


def test_grades_are_printed(root: Path) -> None:
    said = ask(root, "grades", NAME)
    assert line_of(said, "Ben Beispiel") == "Ben Beispiel 50 / 100 graded"
    assert "3 graded; mean 66.7." in said
    assert points(root) == BEFORE


def test_grades_are_json_for_scripts(root: Path) -> None:
    (ada, _, _) = json.loads(ask(root, "grades", NAME, "--json"))
    assert (ada["state"], ada["score"], ada["max_score"]) == ("graded", 10, 10)
    assert (ada["max_points"], ada["remarks"], ada["outdated"]) == (100, [], False)


def test_who_did_not_hand_in_is_on_the_list(root: Path) -> None:
    roster = [Student(name) for name in (*CLASS, "Dora Nobody")]
    with Gradebook.open(root / "out" / "gradebook.sqlite") as book:
        book.people.keep_roster(NAME, roster)
    said = ask(root, "grades", NAME)
    assert line_of(said, "Dora Nobody") == "Dora Nobody 0 / 100 not submitted"
    assert "3 graded, 1 not submitted" in said


def test_a_grade_does_not_depend_on_whether_the_machine_that_reads_it_has_a_gpu(
    root: Path, grader: WithoutSandbox
) -> None:
    regrade(root, "--yes", "--device", "cuda")
    assert grader.asked == [3]
    grades = json.loads(ask(root, "grades", NAME, "--json"))
    assert {grade["outdated"] for grade in grades} == {False}
    assert points(root) == AFTER


def test_a_mended_check_changes_no_grade_before_someone_agrees(
    root: Path, grader: WithoutSandbox
) -> None:
    mend(root)
    assert "3 rest on checks or an engine that have changed since" in ask(root, "grades", NAME)
    assert points(root) == BEFORE
    for arguments, says, status in (
        (("--dry-run",), "", 0),
        ((), "n\n", 1),
        ((), "", 1),
    ):
        said = regrade(root, *arguments, says=says, status=status)
        assert "Nothing is kept: every grade is what it was." in said
        assert points(root) == BEFORE
        assert len(rows(root)) == 3


def test_a_regrading_shows_who_gains_and_who_loses_and_is_kept_when_agreed_to(root: Path) -> None:
    mend(root)
    earlier = rows(root)
    said = regrade(root, says="y\n")
    assert line_of(said, "Ada") == "Ada Sample 10 / 10 5 / 10 −5 2.1 passed → failed (−5)"
    assert line_of(said, "Cleo") == "Cleo Muster 5 / 10 10 / 10 +5 2.1 failed → passed (+5)"
    assert "Ben" not in said
    assert line_of(said, "2.1") == "2.1 1 1 negate: any three numbers."
    assert "1 gained, 1 lost, 1 with the same score." in said
    assert said.index("1 gained") < said.index("Keep these results?") < said.index("Kept.")
    assert points(root) == AFTER
    assert rows(root)[:3] == earlier
    assert len(rows(root)) == 6
    ada = json.loads((root / "out" / "results" / "Ada Sample.json").read_text())
    assert ada["score"] == 5


def test_a_regrading_for_a_script_asks_nobody_and_says_all(
    root: Path, grader: WithoutSandbox
) -> None:
    mend(root)
    assert "add --yes or --dry-run" in regrade(root, "--json", status=2)
    shown = json.loads(regrade(root, "--json", "--dry-run"))
    assert (shown["kept"], shown["report"]) == (False, None)
    assert points(root) == BEFORE
    found = json.loads(regrade(root, "--json", "--yes"))
    assert found["changes"] == shown["changes"]
    assert {one["student"]: (one["before"], one["after"]) for one in found["changes"]} == {
        "Ada Sample": (10, 5),
        "Ben Beispiel": (5, 5),
        "Cleo Muster": (5, 10),
    }
    (check,) = found["changes"][0]["checks"]
    assert (check["check"], check["before"], check["after"]) == ("2.1", "passed", "failed")
    assert (found["kept"], found["failed"], found["up_to_date"]) == (True, [], 0)
    assert points(root) == AFTER


def test_what_is_graded_by_the_present_checks_is_not_graded_anew(
    root: Path, grader: WithoutSandbox
) -> None:
    assert "3 submissions are graded by the present checks." in regrade(root)
    mend(root)
    regrade(root, "--yes")
    assert "3 submissions are graded by the present checks." in regrade(root)
    assert len(rows(root)) == 6


def test_a_change_that_is_taken_back_needs_no_regrading(root: Path, grader: WithoutSandbox) -> None:
    hidden = root / "autograder" / "hidden" / NAME / "test_hidden.py"
    text = hidden.read_text()
    mend(root)
    regrade(root, "--yes")
    hidden.write_text(text)
    assert points(root) == BEFORE
    assert "3 submissions are graded by the present checks." in regrade(root)


def test_a_regrading_that_is_broken_off_changes_nothing_and_is_continued(
    root: Path, grader: WithoutSandbox
) -> None:
    mend(root)
    grader.breaks_off_after = 1
    said = regrade(root, "--yes", status=130)
    assert "No grade is changed; run again to go on." in said
    assert points(root) == BEFORE
    grader.breaks_off_after = 99
    regrade(root, "--yes")
    assert grader.asked == [3, 2]
    assert points(root) == AFTER


def test_results_files_that_a_killed_regrading_did_not_write_are_written(
    root: Path, grader: WithoutSandbox
) -> None:
    mend(root)
    regrade(root, "--yes")
    shutil.rmtree(root / "out" / "results")
    regrade(root)
    ada = json.loads((root / "out" / "results" / "Ada Sample.json").read_text())
    assert ada["score"] == 5


BROKEN_CHECK = '''
import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight

@number("3.1")
@weight(1)
@tags("double")
def test_broken(student):
    """double: a check with a mistake of its own."""
    if student.negate(np.array([1.0]))[0] > 0:
        raise RuntimeError("the check's own mistake")
'''


def test_where_the_grader_fails_the_grade_is_what_it_was(root: Path) -> None:
    (root / "autograder" / "hidden" / NAME / "test_broken.py").write_text(BROKEN_CHECK)
    said = regrade(root, "--yes", status=3)
    assert "Not graded anew: Cleo Muster: test_broken: RuntimeError" in said
    assert points(root) == {"Ada Sample": 100, "Ben Beispiel": 45.45, "Cleo Muster": 50}
    assert len(rows(root)) == 5
    assert "Not graded anew: Cleo Muster" in regrade(root, status=3)


def test_a_submission_whose_files_are_not_kept_is_named(root: Path, grader: WithoutSandbox) -> None:
    mend(root)
    with sqlite3.connect(root / "out" / "gradebook.sqlite") as connection:
        connection.execute("DELETE FROM submissions WHERE student = 'Ada Sample'")
    said = regrade(root, "--yes")
    assert "The gradebook has no files of Ada Sample" in said
    assert points(root) == AFTER | {"Ada Sample": 100}


def test_a_second_grading_after_a_change_counts_without_asking(root: Path) -> None:
    mend(root)
    for student, source in CLASS.items():
        hand_in(root / "class", student, source)
    out = ("--out", str(root / "out"), "--workers", "1", "--trust-submissions", "--quiet")
    run(root, "grade", NAME, str(root / "class"), *out)
    assert points(root) == AFTER
    assert len(rows(root, "submissions")) == 3


def test_regrading_needs_a_gradebook(root: Path) -> None:
    shutil.rmtree(root / "out")
    assert "There is no gradebook" in regrade(root, status=1)
    assert not (root / "out").exists()


def test_points_are_changed_by_hand_and_back(root: Path) -> None:
    ben = (NAME, "ben beispiel")
    because = ("--reason", "a good question")
    said = ask(root, "adjust", *ben, "-5.5", *because)
    assert said == "Ben Beispiel, hw0_tiny: −5.5 points; 50 of 100 points → 44.5 of 100 points.\n"
    assert "44.5 of 100 points → 110 of 100 points" in ask(root, "adjust", *ben, "110", *because)
    assert "adjustment 2 taken back; 110 of" in ask(root, "adjust", *ben, "revoke", *because)
    assert points(root)["Ben Beispiel"] == 44.5
    assert "−5.5 points: a good question" in ask(root, "grades", NAME)
    assert "50 of 100 points." in ask(root, "adjust", *ben, "revoke", *because)
    assert "has no adjustment" in ask(root, "adjust", *ben, "revoke", *because, status=1)
    assert len(rows(root, "adjustments")) == 4


@pytest.mark.parametrize("amount", ["five", "--5", "+", "1e400", "nan", "5,5", "80%"])
def test_points_that_are_none_are_refused(root: Path, amount: str) -> None:
    said = ask(root, "adjust", NAME, "Ada Sample", amount, "--reason", "because", status=2)
    assert "is none of 80 (sets the points), +5, -5 and revoke." in said
    assert rows(root, "adjustments") == []


@pytest.mark.parametrize("reason", [(), ("--reason", " ")])
def test_points_are_not_changed_without_a_reason(root: Path, reason: tuple[str, ...]) -> None:
    assert "--reason" in ask(root, "adjust", NAME, "Ada Sample", "5", *reason, status=2)
    assert rows(root, "adjustments") == []


def test_someone_who_is_not_there_is_not_guessed(root: Path) -> None:
    said = ask(root, "adjust", NAME, "Ada", "+5", "--reason", "because", status=1)
    assert said == "Error: Nobody in the gradebook is called 'Ada'; did you mean Ada Sample?\n"
    assert "did you mean Ada Sample?" in ask(root, "history", "Ada", status=1)


def test_the_story_of_a_grade_is_told(root: Path, grader: WithoutSandbox) -> None:
    mend(root)
    regrade(root, "--yes")
    ask(root, "adjust", NAME, "Ada Sample", "+20", "--reason", "a check was wrong")
    said = ask(root, "history", "Ada Sample")
    assert said.startswith(
        "Ada Sample, hw0_tiny: graded, 70 of 100 points; +20 points: a check was wrong\n"
    )
    told = re.findall(r"^(•| ) +2\d{3}-\S+ \S+ \S+ +(.*?)  +(.*?) *$", said, re.MULTILINE)
    assert told == [
        ("•", "handed in", "tiny.py"),
        (" ", "graded", "10 / 10"),
        ("•", "regraded", "5 / 10"),
        ("•", "adjusted", "+20 points (adjustment 1)"),
    ]
    assert "the checks changed" in said
    assert "2.1 passed → failed (−5)" in said


def test_the_story_is_json_for_scripts(root: Path) -> None:
    (story,) = json.loads(ask(root, "history", "Ada Sample", NAME, "--json"))
    assert story["grade"]["points"] == 100
    assert [event["kind"] for event in story["events"]] == ["handed_in", "graded"]
    assert story["events"][1]["versions"] == story["grade"]["versions"]


def test_two_people_who_share_a_name_in_two_weeks_are_not_one(root: Path) -> None:
    with Gradebook.open(root / "out" / "gradebook.sqlite") as book:
        for k, week in enumerate(("hw1_one", "hw2_other")):
            someone = Student("Li Wei", student_id=f"100{k}")
            book.submissions.keep(week, [Submission(f"key {k}", {}, authors=(someone,))])
    said = ask(root, "history", "Li Wei", status=1)
    assert "is not the same person in every week: Li Wei (1000); Li Wei (1001)" in said
    assert "hw2_other" in ask(root, "history", "1001")


@pytest.mark.parametrize("command", ["export plain", "gradescope"])
def test_nothing_is_written_over_a_gradebook(root: Path, command: str) -> None:
    book = root / "out" / "gradebook.sqlite"
    before = book.read_bytes()
    arguments = [*command.split(), NAME, "--to", str(book)]
    arguments += ["--out", str(root / "out")] if command.startswith("export") else []
    assert "is a gradebook, which nothing overwrites" in run(root, *arguments, status=1)
    assert book.read_bytes() == before


@pytest.mark.parametrize("command", ["export plain", "report"])
def test_a_week_that_nobody_handed_in_is_no_row_of_zeros(root: Path, command: str) -> None:
    for part in ("assignments", "solutions", "autograder/hidden"):
        shutil.copytree(root / part / NAME, root / part / "hw1_tiny")
    to = ["--to", str(root / "made.csv")] if command.startswith("export") else []
    said = ask(root, *command.split(), "hw1_tiny", *to, status=1)
    assert "has no submissions of hw1_tiny" in said or "has no grades of hw1_tiny" in said
    assert not (root / "made.csv").exists()


def test_an_adjustment_that_changes_no_grade_says_so(root: Path) -> None:
    reason = ("--reason", "Found a mistake of ours.")
    assert "The grade is as it was" in ask(root, "adjust", NAME, "Ada Sample", "+5", *reason)
    assert "as it was" not in ask(root, "adjust", NAME, "Ada Sample", "105", *reason)


def test_a_gpu_that_is_not_there_is_no_error_of_the_students(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    week = root / "assignments" / NAME / "assignment.toml"
    week.write_text(week.read_text().replace('["numpy"]', '["numpy", "torch"]'))
    monkeypatch.setattr(common, "device_here", lambda week: "cpu")
    hand_in(root / "class", "Ada Sample", RIGHT)
    command = ("grade", NAME, str(root / "class"), "--out", str(root / "new"), "--device", "cuda")
    assert "no GPU that PyTorch can use" in run(root, *command, status=1)
    assert not (root / "new").exists()


def test_a_folder_without_submissions_leaves_nothing_behind(root: Path) -> None:
    (root / "empty").mkdir()
    command = ("grade", NAME, str(root / "empty"), "--out", str(root / "new"))
    assert "holds no submissions" in run(root, *command, status=1)
    assert not (root / "new").exists()


@pytest.mark.parametrize(
    ("place", "words"),
    [("file", "it is a file, where a folder is needed"), ("file/out", "is a file")],
)
def test_a_file_in_the_place_of_a_folder_is_said_in_words(
    root: Path, place: str, words: str
) -> None:
    (root / "file").write_text("")
    command = ("export", "plain", NAME, "--out", str(root / "out"))
    said = run(root, *command, "--to", str(root / place / "made.csv"), status=1)
    assert words in said
    assert "Errno" not in said
