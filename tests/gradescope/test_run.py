"""`run_autograder` in Gradescope's folders, for submissions of every kind.

Not run here: setup.sh, which needs a network, and a real container; its lack of namespaces is had
by switching them off.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.course import Course, checks_version, engine_version, secret_version
from autograder.gradescope.archive import make_autograder
from autograder.records import Assignment
from autograder.sandbox.layers import Layer
from tests.gradescope.conftest import (
    NAMESPACES,
    has_no_score,
    lay_out,
    needs_root,
    run_there,
    set_up,
)
from tests.tiny_course import RIGHT

ENDLESS = RIGHT + "def negate(x):\n    import time\n    while True: time.sleep(0.1)\n"


def test_a_right_submission_gets_all_points(place: Path, archive: bytes) -> None:
    lay_out(place, archive, tiny=RIGHT)
    content = run_there(place)
    assert content["score"] == 10
    assert content["extra_data"]["graded"] is True


def test_a_wrong_submission_is_told_what_is_wrong(place: Path, archive: bytes) -> None:
    lay_out(place, archive, tiny=RIGHT + "def negate(x): return x\n")
    content = run_there(place)
    assert content["score"] == 5
    assert [test["status"] for test in content["tests"]] == ["passed", "passed", "failed"]
    assert "negate(x)" in content["tests"][2]["output"]


def test_a_notebook_is_graded(place: Path, archive: bytes) -> None:
    lay_out(place, archive)
    cell = {"cell_type": "code", "source": RIGHT, "metadata": {}, "outputs": []}
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 4,
        "metadata": {},
        "cells": [{**cell, "execution_count": None}],
    }
    (place / "submission" / "my homework.ipynb").write_text(json.dumps(notebook))
    assert run_there(place)["score"] == 10


def test_an_empty_submission_is_told_what_is_missing(place: Path, archive: bytes) -> None:
    lay_out(place, archive)
    content = run_there(place)
    assert content["score"] == 0
    assert all("There is no tiny.py" in test["output"] for test in content["tests"])


def test_a_real_week_is_graded_as_in_the_course(
    place: Path, course: Course, assignment: Assignment
) -> None:
    source = assignment.reference.read_text(encoding="utf-8")
    lay_out(place, make_autograder(course, assignment, 600), convolution=source)
    content = run_there(place)
    assert content["score"] == 100
    versions = content["extra_data"]["versions"]
    assert versions["checks"] == checks_version(assignment)
    assert versions["engine"] == engine_version(assignment.libraries)
    assert versions["secret"] == secret_version(course.secret())


def test_an_endless_loop_leaves_partial_results_at_the_deadline(
    place: Path, archive: bytes
) -> None:
    lay_out(place, archive, tiny=ENDLESS)
    set_up(place, deadline=12)
    content = run_there(place)
    assert "time ran out. 2 of 3 checks were run" in content["output"]
    assert content["score"] == 5
    assert [test.get("score") for test in content["tests"]] == [2, 3, None]


@needs_root
def test_a_container_without_namespaces_grades_behind_a_separate_user(
    place: Path, archive: bytes
) -> None:
    lay_out(place, archive, tiny=RIGHT)
    set_up(place, without=NAMESPACES)
    content = run_there(place)
    assert content["score"] == 10
    wall = content["extra_data"]["wall"]
    assert wall["in_force"] == ["separate user", "Landlock", "seccomp", "resource limits"]
    assert set(wall["missing"]) == set(NAMESPACES)
    assert wall["protected"] is True


SPY = """
import os

def attempt(action):
    try:
        return str(action())
    except OSError as error:
        return type(error).__name__

def double(x):
    found = [
        attempt(lambda: open("{place}/source/.course-secret").read()),
        attempt(lambda: open("{place}/source/solutions/hw0_tiny/tiny.py").read()),
        attempt(lambda: os.listdir("{place}/source")),
        attempt(lambda: os.listdir("{place}/submission")),
        attempt(lambda: open("{place}/submission_metadata.json").read()),
        attempt(lambda: open("{place}/results/results.json", "w").write("all points")),
        attempt(lambda: os.remove("{place}/results/results.json")),
        attempt(lambda: os.rename("{place}/results", "{place}/gone")),
    ]
    raise ValueError(" ".join(found))

def negate(x): return -x
"""
LEAST = (*NAMESPACES, Layer.LANDLOCK, Layer.SECCOMP)


@needs_root
@pytest.mark.parametrize("without", [NAMESPACES, LEAST], ids=["container", "the least"])
def test_a_submission_reads_nothing_of_ours_and_changes_no_result(
    place: Path, archive: bytes, without: tuple[str, ...]
) -> None:
    lay_out(place, archive, tiny=SPY.replace("{place}", str(place)))
    set_up(place, without=without)
    content = run_there(place)
    assert content["score"] == 5
    assert (place / "source" / ".course-secret").read_text().strip() not in json.dumps(content)
    said = content["tests"][0]["output"]
    assert "ValueError: " + " ".join(["PermissionError"] * 8) in said


@needs_root
def test_fewer_layers_than_protected_are_said_and_grading_goes_on(
    place: Path, archive: bytes
) -> None:
    lay_out(place, archive, tiny=RIGHT)
    set_up(place, without=LEAST)
    content = run_there(place)
    assert content["score"] == 10
    assert content["extra_data"]["wall"]["protected"] is False
    assert "Landlock" in content["extra_data"]["wall"]["missing"]


def test_without_any_separation_nothing_of_the_submission_is_run(
    place: Path, archive: bytes
) -> None:
    touching = f"open({str(place / 'submission' / 'touched')!r}, 'w')\n"
    lay_out(place, archive, tiny=touching + RIGHT)
    set_up(place, without=(*NAMESPACES, Layer.SEPARATE_USER))
    content = run_there(place)
    assert has_no_score(content)
    assert "can't keep a submission away from the checks" in content["output"]
    assert not (place / "submission" / "touched").exists()


BREAKS = {
    "a missing secret": ".course-secret",
    "a missing reference": "solutions/hw0_tiny/tiny.py",
    "a missing part of the engine": "autograder/grading/job.py",
    "missing settings": "gradescope.json",
}


@pytest.mark.parametrize("name", BREAKS.values(), ids=BREAKS.keys())
def test_a_broken_grader_leaves_a_results_file_without_a_score(
    place: Path, archive: bytes, name: str
) -> None:
    lay_out(place, archive, tiny=RIGHT)
    (place / "source" / name).unlink()
    content = run_there(place)
    assert has_no_score(content)
    assert content["output"].startswith("Not graded: the autograder")


def test_without_any_python_there_is_a_results_file(
    place: Path, archive: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(place, archive, tiny=RIGHT)
    program = (place / "run_autograder").read_text()
    assert '"$python"' in program
    (place / "run_autograder").write_text(program.replace('"$python"', '"/no/such/python"'))
    assert has_no_score(run_there(place))


@needs_root
def test_what_everyone_could_read_is_closed_before_the_grading(place: Path, archive: bytes) -> None:
    lay_out(place, archive, tiny=RIGHT)
    (place / "source").chmod(0o777)
    (place / "results").chmod(0o777)
    run_there(place)
    for name in ("source", "results", "submission", "submission_metadata.json"):
        assert (place / name).stat().st_mode & 0o077 == 0, name
