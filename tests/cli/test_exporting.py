"""`autograder export` writes one whole file, or none, and says who is not in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder import cli
from autograder.cli import exporting
from autograder.gradebook.store import Gradebook
from autograder.records import Grade, Student
from tests.conftest import ROOT
from tests.reports.grades import graded, ungraded
from tests.reports.test_canvas import GRADEBOOK
from tests.reports.test_moodle import WORKSHEET

ADA = graded(Student("Ada Sample"), 94)
Exporter = Callable[..., Result]


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Exporter:
    """Runs the command in `tmp_path` with these grades in the gradebook."""
    (tmp_path / "canvas.csv").write_text(GRADEBOOK, newline="")
    (tmp_path / "moodle.csv").write_text(WORKSHEET, newline="")
    monkeypatch.chdir(tmp_path)

    def run_with(arguments: str, *grades: Grade) -> Result:
        monkeypatch.setattr(exporting, "load_grades", lambda course, name, out: grades)
        return run(arguments)

    return run_with


def run(arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["--course", str(ROOT), *arguments.split()])


@pytest.mark.parametrize("platform", ["canvas", "moodle"])
def test_a_platforms_file_is_filled(export: Exporter, tmp_path: Path, platform: str) -> None:
    result = export(
        f"export {platform} hw4_convolution --out . --template {platform}.csv --to new/made.csv",
        ADA,
        graded("Cleo Nowhere\n"),
    )
    assert result.exit_code == 0, result.output
    assert "1 grade written to new/made.csv." in result.output
    assert "Not written: Cleo Nowhere\\n (87.5 of 100 points): nobody in the file" in result.output
    assert "Without a grade, left as it is: Mary Ann O'Brien" in result.output
    assert "94.00" in (tmp_path / "new" / "made.csv").read_text()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["made.csv"]


@pytest.mark.parametrize("platform", ["gradescope", "plain"])
def test_files_of_our_own_need_no_template(export: Exporter, tmp_path: Path, platform: str) -> None:
    result = export(f"export {platform} hw4_convolution --out . --to made.csv", ADA)
    assert result.exit_code == 0, result.output
    assert "94.00" in (tmp_path / "made.csv").read_text()


def test_someone_ungraded_is_named_and_gives_exit_status_3(
    export: Exporter, tmp_path: Path
) -> None:
    result = export(
        "export plain hw4_convolution --out . --to made.csv", ungraded(Student("Ben Muster"))
    )
    assert result.exit_code == 3
    assert "Ungraded, left empty: Ben Muster" in result.output
    assert (tmp_path / "made.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        ("canvas hw4_convolution", 2, "canvas needs --template: the gradebook that Canvas"),
        ("plain hw4_convolution --template canvas.csv", 2, "plain takes no --template"),
        ("plain hw4_convolution --column x", 2, "--column goes with canvas and moodle"),
        ("moodle hw4_convolution --new-column --template moodle.csv", 2, "goes with canvas"),
        ("canvas hw4_convolution --time-column x --template canvas.csv", 2, "goes with moodle"),
        ("canvas hw1_histograms --template canvas.csv", 1, "has no assignment 'Homework 1: Hist"),
        ("canvas hw4_convolution --template moodle.csv", 1, "must begin with Student"),
        ("moodle hw4_convolution --template canvas.csv", 1, "no column has an identifier"),
        ("plain hw9_nothing", 1, "There is no assignment 'hw9_nothing'"),
    ],
)
def test_bad_input_gives_a_sentence_and_leaves_the_old_file(
    export: Exporter, tmp_path: Path, arguments: str, status: int, sentence: str
) -> None:
    (tmp_path / "made.csv").write_text("old")
    result = export(f"export {arguments} --out . --to made.csv", ADA)
    assert result.exit_code == status
    assert sentence in " ".join(result.output.split())
    assert (tmp_path / "made.csv").read_text() == "old"


def test_the_template_is_never_written_over(export: Exporter, tmp_path: Path) -> None:
    result = export(
        "export canvas hw4_convolution --out . --template canvas.csv --to canvas.csv", ADA
    )
    assert result.exit_code == 2
    assert (tmp_path / "canvas.csv").read_text() == GRADEBOOK


def test_no_grades_at_all_are_no_export(tmp_path: Path) -> None:
    with Gradebook.open(tmp_path / "gradebook.sqlite"):
        pass
    result = run(f"export plain hw4_convolution --out {tmp_path} --to {tmp_path}/made.csv")
    assert result.exit_code == 1
    assert "has no grades of hw4_convolution; grade it first" in result.output
    assert not (tmp_path / "made.csv").exists()


def test_a_folder_without_a_gradebook_is_told(tmp_path: Path) -> None:
    result = run(f"export plain hw4_convolution --out {tmp_path} --to {tmp_path}/made.csv")
    assert result.exit_code == 1
    assert f"There is no gradebook {tmp_path}" in result.output
