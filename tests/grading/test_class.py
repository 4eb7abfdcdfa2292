"""A class is graded whole: nobody harms another, nothing is lost, nothing is graded twice."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from click.testing import Result as Done

from autograder import cli
from autograder.commands import keep_class, kept_jobs
from autograder.grading.grade import grade_job
from autograder.grading.pool import LocalProcesses
from autograder.grading.preparation import make_jobs
from autograder.intake.taking_in import opened_class, take_in
from autograder.records import Result
from autograder.sandbox.layers import Layer
from tests.conftest import ROOT, family
from tests.tiny_course import HALF, NAME, RIGHT, hand_in, make_tiny_course

ODD_NAMES = [
    "Mary Ann O'Brien",
    'Quo "te"',
    "new\nline",
    "陳小明",
    "-rf",
    "[bold]Rich[red]",
    "semi;colon $HOME `id`",
    "%s{0}",
    "x" * 255,
    "x" * 250,
]
CLASS = {
    "Ada": RIGHT,
    "Ben": HALF,
    "Cleo": "def double(x):\n    while True: pass\ndef negate(x): return -x\n",
    "Dora": "import os\nos._exit(0)\n",
    "Emil": "def double(:\n",
    "Fay": "import os\ndef double(x): os.fork()\ndef negate(x): return -x\n",
    "Gus": "def negate(x): return x\n",
    "Hal": b"\xff\xfe\x00",
} | dict.fromkeys(ODD_NAMES, RIGHT)


@pytest.fixture(scope="module")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny course, and a class in its folder `class`."""
    root = tmp_path_factory.mktemp("course")
    make_tiny_course(root)
    settings = root / "assignments" / NAME / "assignment.toml"
    short = settings.read_text().replace("call_cpu_seconds = 1", "call_cpu_seconds = 0.3")
    settings.write_text(short)
    for student, source in CLASS.items():
        hand_in(root / "class", student, source)
    (root / "class" / os.fsdecode(b"not \xff utf-8")).mkdir()
    (root / "class" / "a stray file.txt").write_text("no submission")
    return root


def run(root: Path, *arguments: str, check: bool = True, folder: str = "class") -> Done:
    """`autograder grade` on the class of a tiny course."""
    command = ["--course", str(root), "grade", NAME, str(root / folder), *arguments]
    done = CliRunner().invoke(cli.main, command)
    assert not check or done.exit_code == 0, done.output
    return done


def grades(out: Path) -> dict[str, object]:
    """Every results file's content without its time, by name."""
    found = {}
    for path in (out / "results").iterdir():
        content = json.loads(path.read_text())
        assert content.pop("execution_time") >= 0
        found[path.name] = content
    return found


@pytest.fixture(scope="module")
def graded(classroom: Path) -> Path:
    """The class graded by two workers, uninterrupted."""
    out = classroom / "out"
    run(classroom, "--out", str(out), "--workers", "2")
    return out


def scores(out: Path) -> dict[str, float]:
    with sqlite3.connect(out / "gradebook.sqlite") as book:
        return dict(book.execute("SELECT student, score FROM results"))


def test_everyone_gets_what_is_due(graded: Path) -> None:
    got = scores(graded)
    assert {name: got[name] for name in list(CLASS)[:8]} == {
        "Ada": 10, "Ben": 5, "Cleo": 5, "Dora": 0, "Emil": 0, "Fay": 5, "Gus": 0, "Hal": 0,
    }  # fmt: skip


@pytest.mark.parametrize("name", ODD_NAMES, ids=lambda name: name[:12].encode("unicode_escape"))
def test_an_odd_name_gets_its_grade_and_its_results_file(graded: Path, name: str) -> None:
    assert scores(graded)[name] == 10
    if len(name) < 250:
        assert (graded / "results" / f"{name}.json").is_file()


def test_every_submission_has_a_results_file(graded: Path) -> None:
    assert len(list((graded / "results").iterdir())) == len(CLASS) + 1


def test_a_name_that_is_no_text_has_a_row_and_a_file(graded: Path) -> None:
    assert scores(graded)["not \\xff utf-8".replace("\\xff", "\\udcff")] == 0
    assert (graded / "results" / os.fsdecode(b"not \xff utf-8.json")).is_file()


def test_each_trouble_is_reported_as_what_it_is(graded: Path) -> None:
    def verdicts(student: str) -> list[str]:
        content = json.loads((graded / "results" / f"{student}.json").read_text())
        return [test["extra_data"]["verdict"] for test in content["tests"]]

    assert verdicts("Ben") == ["passed", "passed", "missing"]
    assert verdicts("Cleo") == ["timed_out", "timed_out", "passed"]
    assert verdicts("Dora") == ["error"] * 3
    assert verdicts("Fay") == ["forbidden", "forbidden", "passed"]
    assert verdicts("Gus") == ["missing", "missing", "failed"]


def test_one_worker_and_two_give_the_same_results(classroom: Path, graded: Path) -> None:
    alone = classroom / "alone"
    run(classroom, "--out", str(alone), "--workers", "1")
    assert grades(alone) == grades(graded)


def test_a_second_run_grades_nothing_again(classroom: Path, graded: Path) -> None:
    def rows() -> list[tuple[object, ...]]:
        with sqlite3.connect(graded / "gradebook.sqlite") as book:
            return book.execute("SELECT * FROM results ORDER BY id").fetchall()

    before, files = rows(), grades(graded)
    run(classroom, "--out", str(graded))
    assert rows() == before
    assert grades(graded) == files


def test_a_lost_results_file_is_written_again_from_the_gradebook(
    classroom: Path, graded: Path
) -> None:
    before = grades(graded)
    (graded / "results" / "Ada.json").unlink()
    run(classroom, "--out", str(graded))
    assert grades(graded) == before


def test_only_what_changed_is_graded_again(tmp_path: Path) -> None:
    make_tiny_course(tmp_path)
    hand_in(tmp_path / "class", "Ada", HALF)
    hand_in(tmp_path / "class", "Ben", RIGHT)
    out = tmp_path / "out"
    run(tmp_path, "--out", str(out))
    (tmp_path / "class" / "Ada" / "tiny.py").write_text(RIGHT)
    run(tmp_path, "--out", str(out))
    with sqlite3.connect(out / "gradebook.sqlite") as book:
        rows = book.execute("SELECT student, score FROM results ORDER BY id").fetchall()
    assert sorted(rows) == [("Ada", 5), ("Ada", 10), ("Ben", 10)]
    assert json.loads((out / "results" / "Ada.json").read_text())["score"] == 10


@pytest.mark.parametrize("moment", [0.3, 1.2, 2.0, 2.6])
def test_a_run_that_is_killed_is_continued_and_leaves_nothing(
    classroom: Path, graded: Path, moment: float
) -> None:
    out = classroom / f"killed-{moment}"
    command = [sys.executable, "-m", "autograder", "--course", str(classroom), "grade", NAME]
    running = subprocess.Popen(
        [*command, str(classroom / "class"), "--out", str(out), "--workers", "2", "--quiet"],
        cwd=ROOT,
    )
    time.sleep(moment)
    whole_family = family(running.pid)
    running.send_signal(signal.SIGKILL)
    running.wait()
    deadline = time.monotonic() + 10
    while any(family(process) for process in whole_family) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [process for process in whole_family if family(process)]
    run(classroom, "--out", str(out), "--workers", "2")
    assert grades(out) == grades(graded)
    assert scores(out) == scores(graded)
    with sqlite3.connect(out / "gradebook.sqlite") as book:
        assert book.execute("SELECT count(*) FROM results").fetchone() == (len(CLASS) + 1,)


def test_an_interrupted_run_says_how_to_go_on(classroom: Path) -> None:
    out = classroom / "interrupted"
    hand_in(classroom / "slow class", "Ada", RIGHT)
    # Many seconds by the clock, so that the run is still in the middle.
    hand_in(classroom / "slow class", "Ben", "import time\ndef double(x): time.sleep(60)\n")
    command = [sys.executable, "-m", "autograder", "--course", str(classroom), "grade", NAME]
    running = subprocess.Popen(
        [*command, str(classroom / "slow class"), "--out", str(out), "--workers", "1", "--quiet"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        # A shell has what it runs in the background ignore Ctrl-C, and that is inherited.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while not (out / "results").is_dir():
        assert running.poll() is None
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=20)
    assert running.returncode == 130
    assert "run again to go on" in said
    assert "Traceback" not in said


def test_two_runs_do_not_write_to_one_gradebook(classroom: Path) -> None:
    out = classroom / "busy"
    out.mkdir()
    with (out / "gradebook.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run(classroom, "--out", str(out), check=False)
    assert done.exit_code == 1
    assert "Another run is writing" in done.stderr


def test_the_summary_for_scripts_is_json(classroom: Path, graded: Path) -> None:
    done = run(classroom, "--out", str(graded), "--json")
    summary = json.loads(done.stdout)
    assert {entry["student"]: entry["score"] for entry in summary["submissions"]}["Ada"] == 10
    assert summary["ungraded"] == []
    assert summary["ignored"] == [{"name": "a stray file.txt", "reason": "it is not a folder"}]


def test_quiet_prints_nothing(classroom: Path, graded: Path) -> None:
    done = run(classroom, "--out", str(graded), "--quiet")
    assert done.stdout == done.stderr == ""


def test_the_table_names_students_scores_and_the_first_trouble(
    classroom: Path, graded: Path
) -> None:
    lines = run(classroom, "--out", str(graded)).stdout.splitlines()
    (ben,) = [line for line in lines if line.startswith("Ben")]
    assert ben.split()[1:4] == ["5", "/", "10"]
    assert "missing: negate: any three numbers." in ben
    assert any("[bold]Rich[red]" in line for line in lines)
    assert any("new\\nline" in line for line in lines)
    assert any("Ignored a stray file.txt" in line for line in lines)


BROKEN_CHECK = '''
from gradescope_utils.autograder_utils.decorators import number, tags, weight

@number("3.1")
@weight(1)
@tags("double")
def test_broken(student):
    """double: a check with a mistake of its own."""
    if student.double is not None:
        raise RuntimeError("the check's own mistake")
'''


def test_a_grader_error_leaves_the_submission_ungraded_and_is_said(tmp_path: Path) -> None:
    make_tiny_course(tmp_path)
    hidden = tmp_path / "autograder" / "hidden" / NAME
    (hidden / "test_broken.py").write_text(BROKEN_CHECK)
    hand_in(tmp_path / "class", "Ada", RIGHT)
    out = tmp_path / "out"
    done = run(tmp_path, "--out", str(out), check=False)
    assert done.exit_code == 3
    assert "Ungraded: Ada: test_broken: RuntimeError: the check's own mistake" in done.stderr
    content = json.loads((out / "results" / "Ada.json").read_text())
    assert "score" not in content
    assert not any("score" in test for test in content["tests"])
    assert "the check's own mistake" not in json.dumps(content)
    assert scores(out) == {"Ada": None}
    (hidden / "test_broken.py").unlink()
    run(tmp_path, "--out", str(out))
    assert json.loads((out / "results" / "Ada.json").read_text())["score"] == 10


def test_an_ungraded_submission_is_graded_by_the_next_run(tmp_path: Path) -> None:
    make_tiny_course(tmp_path)
    hand_in(tmp_path / "class", "Ada", RIGHT)
    reference = tmp_path / "solutions" / NAME / "tiny.py"
    text = reference.read_text()
    reference.write_text(text + "\nraise RuntimeError('broken reference')\n")
    out = tmp_path / "out"
    done = run(tmp_path, "--out", str(out), check=False)
    assert done.exit_code == 3
    assert "broken reference" in done.stderr
    reference.write_text(text)
    run(tmp_path, "--out", str(out))
    assert json.loads((out / "results" / "Ada.json").read_text())["score"] == 10


def test_an_unprotected_machine_is_refused_unless_submissions_are_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_tiny_course(tmp_path)
    hand_in(tmp_path / "class", "Ada", RIGHT)
    layers = dict.fromkeys(Layer, "") | {Layer.SECCOMP: "libseccomp is not installed"}
    monkeypatch.setattr(LocalProcesses, "layers", lambda *_: layers)
    command = ["--course", str(tmp_path), "grade", NAME, str(tmp_path / "class"), "--quiet"]
    out = tmp_path / "out"
    refused = CliRunner().invoke(cli.main, [*command, "--out", str(out)])
    assert refused.exit_code == 1
    assert "seccomp (libseccomp is not installed)" in refused.output
    assert not out.exists()
    trusted = CliRunner().invoke(cli.main, [*command, "--out", str(out), "--trust-submissions"])
    assert trusted.exit_code == 0
    assert scores(out) == {"Ada": 10}


def test_a_layer_that_is_lost_during_grading_is_a_grader_error(tmp_path: Path) -> None:
    course = make_tiny_course(tmp_path)
    hand_in(tmp_path / "class", "Ada", RIGHT)
    week = course.assignment(NAME)
    submissions = take_in(tmp_path / "class", week).submissions
    (job,) = make_jobs(course, week, submissions, frozenset(Layer) | {"a lost layer"})  # type: ignore[arg-type]
    result = Result.from_json(grade_job(job))
    assert not result.is_graded
    assert any("a lost layer" in check.outcome.message for check in result.checks)


def test_bad_input_is_one_sentence(tmp_path: Path) -> None:
    make_tiny_course(tmp_path)
    (tmp_path / "file").write_text("")
    done = run(tmp_path, "--out", str(tmp_path / "out"), folder="file", check=False)
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert "is neither a folder nor a zip that can be read" in done.stderr


def test_a_gradebook_that_is_none_is_not_overwritten(tmp_path: Path) -> None:
    make_tiny_course(tmp_path)
    hand_in(tmp_path / "class", "Ada", RIGHT)
    out = tmp_path / "out"
    out.mkdir()
    (out / "gradebook.sqlite").write_text("this is no database, but somebody's notes " * 40)
    before = (out / "gradebook.sqlite").read_bytes()
    done = run(tmp_path, "--out", str(out), check=False)
    assert done.exit_code == 1
    assert "can't be used" in done.stderr
    assert (out / "gradebook.sqlite").read_bytes() == before


def test_a_library_that_is_not_installed_is_named(classroom: Path, tmp_path: Path) -> None:
    course = make_tiny_course(tmp_path)
    settings = tmp_path / "assignments" / NAME / "assignment.toml"
    settings.write_text(settings.read_text().replace('["numpy"]', '["numpy", "no-such-library"]'))
    command = ["--course", str(course.root), "grade", NAME, str(classroom / "class")]
    done = CliRunner().invoke(cli.main, [*command, "--out", str(tmp_path / "out")])
    assert done.exit_code == 1
    assert "hw0_tiny needs no-such-library, which is not installed here" in done.output


def test_the_files_of_a_class_are_in_the_gradebook_and_not_in_memory(tmp_path: Path) -> None:
    course = make_tiny_course(tmp_path)
    week = course.assignment(NAME)
    for student, source in {"Ben": HALF, "Ada": RIGHT}.items():
        hand_in(tmp_path / "class", student, source)
    with opened_class(tmp_path / "class", week) as opened:
        taken = keep_class(opened, tmp_path / "out")
    assert [(one.student, one.files) for one in taken.submissions] == [("Ada", {}), ("Ben", {})]
    jobs = kept_jobs(course, week, tmp_path / "out", taken, frozenset())
    read = [(job.submission.student, job.submission.files["tiny.py"].decode()) for job in jobs]
    assert read == [("Ada", RIGHT), ("Ben", HALF)]
