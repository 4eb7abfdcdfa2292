"""`similar`: pairs in the terminal and in the report, where they stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.commands import gradebook_in
from autograder.gradebook.store import Gradebook
from autograder.records import Student, Submission
from tests.similarity.programs import COPY, ONE, OTHER
from tests.tiny_course import NAME, make_tiny_course


def handed_in(name: str, text: str, *authors: str) -> Submission:
    people = tuple(Student(author) for author in authors or (name,))
    return Submission(name, {"tiny.py": text.encode()}, authors=people)


def keep(root: Path, *submissions: Submission) -> None:
    with Gradebook.open(gradebook_in(root / "out")) as book:
        book.submissions.keep(NAME, submissions)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A tiny course, and a gradebook with a copy among what was handed in."""
    make_tiny_course(tmp_path)
    keep(
        tmp_path,
        *(handed_in("Ada Sample", ONE), handed_in("Ben Beispiel", OTHER)),
        *(handed_in("Cleo Muster", COPY), Submission("Dora Leer", {})),
    )
    return tmp_path


def run(root: Path, *command: str, status: int = 0) -> str:
    done = CliRunner().invoke(main, ["--course", str(root), *command])
    assert done.exit_code == status, done.output
    return done.output


def similar(root: Path, *options: str) -> str:
    return run(root, "similar", NAME, str(root / "out"), *options)


def report(root: Path) -> str:
    return (root / "out" / "report" / "index.html").read_text(encoding="utf-8")


def pages(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "out" / "report" / "similar").glob("*"))


def test_a_pair_is_printed_with_its_lines_and_what_is_usual(root: Path) -> None:
    lines = similar(root).splitlines()
    assert " ".join(lines[1].split()) == "Ada Sample 81% 15 of 16 5–13, 16–22"
    assert " ".join(lines[2].split()) == "Cleo Muster 17 of 18 18–26, 4–13"
    assert "3 submissions compared; half of all pairs have up to 0% in common" in lines[4]
    assert "no verdict" in lines[5]


def test_json_has_everything(root: Path) -> None:
    found = json.loads(similar(root, "--json"))
    assert [(one["left"]["names"], one["right"]["names"]) for one in found["pairs"]] == [
        ("Ada Sample", "Cleo Muster")
    ]
    assert found["pairs"][0]["passages"][0] == {"left": [5, 13], "right": [18, 26]}
    assert found["submissions"] == 3
    assert found["report"] == str(root / "out" / "report" / "index.html")


def test_the_report_leads_to_the_two_texts_and_keeps_them_when_it_is_written_anew(
    root: Path,
) -> None:
    run(root, "report", NAME, "--out", str(root / "out"))
    assert "Pairs to look at" not in report(root)
    similar(root)
    run(root, "report", NAME, "--out", str(root / "out"))
    assert "Pairs to look at" in report(root)
    assert 'href="similar/1.html"' in report(root)
    page = (root / "out" / "report" / "similar" / "1.html").read_text(encoding="utf-8")
    assert "total += values[start + offset]" in page
    assert "s += v[i + j]" in page
    assert pages(root) == ["1.html"]


def test_a_pair_of_which_one_was_handed_in_anew_is_gone_and_the_report_says_so(root: Path) -> None:
    similar(root)
    keep(root, handed_in("Cleo Muster", OTHER + "# mine\n"))
    run(root, "report", NAME, "--out", str(root / "out"))
    assert "1 came or changed since" in report(root)
    assert pages(root) == []


def test_a_team_and_one_of_it_alone_are_no_pair(root: Path) -> None:
    keep(root, handed_in("team", COPY, "Ada Sample", "Cleo Muster"))
    keep(root, handed_in("team", COPY + "x = 1\n", "Ada Sample"))
    found = json.loads(similar(root, "--json"))
    assert [(one["left"]["student"], one["right"]["student"]) for one in found["pairs"]] == [
        ("Ada Sample", "Cleo Muster")
    ]


def test_out_may_be_named_as_in_other_commands_but_only_once(root: Path) -> None:
    out = str(root / "out")
    assert "3 submissions compared" in run(root, "similar", NAME, "--out", out)
    assert "Give OUT" in run(root, "similar", NAME, status=2)
    assert "Give OUT" in run(root, "similar", NAME, out, "--out", out, status=2)


def test_where_nothing_was_handed_in_a_sentence_says_so(root: Path, tmp_path: Path) -> None:
    said = run(root, "similar", NAME, str(tmp_path / "nowhere"), status=1)
    assert "There is no gradebook" in said


def test_a_class_without_a_pair_is_calm(root: Path) -> None:
    keep(root, handed_in("Cleo Muster", OTHER.replace("signal", "s")[:200]))
    assert "0 pairs listed" in similar(root)
    assert "No two submissions have much more in common" in report(root)
