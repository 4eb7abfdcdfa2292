"""The file that is written while another process grades: whole, true, and there in time."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from autograder.checking.verdicts import Outcome, Verdict
from autograder.gradescope.grade import Message, Refused, Started
from autograder.gradescope.run import ResultsFile, watch
from autograder.sandbox.layers import Layer
from tests.gradescope.conftest import SCHEMA, Content, has_no_score
from tests.reports.examples import GRADED, check

Tell = Callable[[Message], None]

STARTED = Started(
    blank=replace(GRADED, checks=()),
    checks=tuple(result.check for result in GRADED.checks),
    layers=dict.fromkeys(Layer, ""),
)
PASSED, FAILED, _ = GRADED.checks


def watched(folder: Path, grading: Callable[[Tell], None], seconds: float = 60) -> Content:
    """What stands in results.json after `grading` has been watched."""
    path = folder / "results.json"
    watch(ResultsFile(path, "hw4_convolution"), grading, time.monotonic() + seconds)
    content = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    jsonschema.validate(content, SCHEMA)
    return content


def telling(
    *messages: Message, then: Callable[[], object] = lambda: None
) -> Callable[[Tell], None]:
    """A grading that tells this, and then does that."""

    def grading(tell: Tell) -> None:
        for message in messages:
            tell(message)
        then()

    return grading


def test_a_result_is_written_with_its_score_and_the_layers_of_the_wall(tmp_path: Path) -> None:
    content = watched(tmp_path, telling(STARTED, *GRADED.checks, GRADED))
    assert content["score"] == 2.5
    assert content["extra_data"]["graded"] is True
    assert content["extra_data"]["wall"]["in_force"] == list(Layer)
    assert content["extra_data"]["wall"]["protected"] is True


def test_when_time_runs_out_finished_checks_keep_their_scores(tmp_path: Path) -> None:
    sleeping = telling(STARTED, PASSED, FAILED, then=lambda: time.sleep(600))
    content = watched(tmp_path, sleeping, seconds=3)
    assert content["output"].startswith("Not graded to the end: time ran out.")
    assert "2 of 3 checks were run" in content["output"]
    assert "is no grade" in content["output"]
    assert content["score"] == 2.5
    assert [test.get("score") for test in content["tests"]] == [2.5, 0, None]
    assert content["tests"][2]["output"].startswith("Not run")
    assert content["extra_data"]["graded"] is False


@pytest.mark.parametrize("told", [(), (STARTED,), (STARTED, replace(FAILED, partial=None))])
def test_when_time_runs_out_no_zero_looks_like_a_grade(
    tmp_path: Path, told: tuple[Message, ...]
) -> None:
    content = watched(tmp_path, telling(*told, then=lambda: time.sleep(600)), seconds=3)
    assert has_no_score(content)
    assert "time ran out" in content["output"]
    assert "There is no score." in content["output"]


def test_the_file_is_true_while_the_grading_goes_on(tmp_path: Path) -> None:
    results = ResultsFile(tmp_path / "results.json", "hw4_convolution")
    results.take(STARTED)
    results.take(PASSED)
    content = json.loads((tmp_path / "results.json").read_text())
    assert content["output"].startswith("Not graded to the end: the autograder was stopped.")
    assert [test.get("score") for test in content["tests"]] == [2.5, None, None]


def raise_an_error() -> None:
    raise KeyError("a hidden check's own words")


def kill_itself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("crash", [raise_an_error, kill_itself, lambda: None])
@pytest.mark.parametrize("told", [(), (STARTED, PASSED)])
def test_when_the_grader_crashes_there_is_no_score(
    tmp_path: Path, told: tuple[Message, ...], crash: Callable[[], None]
) -> None:
    content = watched(tmp_path, telling(*told, then=crash))
    assert has_no_score(content)
    assert content["output"].startswith("Not graded: the autograder itself failed")
    assert "own words" not in json.dumps(content)


def test_a_check_in_which_the_grader_failed_has_no_score_when_time_runs_out(tmp_path: Path) -> None:
    failed = check("2.10", Outcome(Verdict.GRADER_ERROR, "a hidden check's own words"))
    sleeping = telling(STARTED, PASSED, failed, then=lambda: time.sleep(600))
    content = watched(tmp_path, sleeping, seconds=3)
    assert [test.get("score") for test in content["tests"]] == [2.5, None, None]


def test_a_refusal_says_why_and_gives_no_score(tmp_path: Path) -> None:
    content = watched(tmp_path, telling(Refused("This container has no wall.", STARTED.layers)))
    assert has_no_score(content)
    assert "This container has no wall." in content["output"]


def test_a_killed_grading_is_gone(tmp_path: Path) -> None:
    def grading(tell: Tell) -> None:
        (tmp_path / "process").write_text(str(os.getpid()))
        time.sleep(600)

    watched(tmp_path, grading, seconds=3)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "process").read_text()), 0)
