"""The records: scores, digests, and the way through JSON."""

from __future__ import annotations

import json
import os
from dataclasses import replace

import pytest

from autograder.checking.verdicts import Outcome, Verdict
from autograder.records import Diagnosis, Result, Submission
from tests.reports.examples import EVERY_VERDICT, FAILURE, GRADED, GRADER_ERROR

DIAGNOSED = replace(
    GRADED, diagnoses=(Diagnosis("conv1d", "conv1d_not_flipped", "What is\nflipped?"),)
)
ODD_NAME = replace(GRADED, student=os.fsdecode(b"M\xfcller\n\xf0\x9f\x98\x80"))


@pytest.mark.parametrize(
    "result", [GRADED, EVERY_VERDICT, GRADER_ERROR, FAILURE, DIAGNOSED, ODD_NAME]
)
def test_a_result_comes_back_from_json_as_it_was(result: Result) -> None:
    text = result.to_json()
    assert Result.from_json(text) == result
    assert Result.from_json(text.encode()) == result


def test_a_result_from_before_there_were_diagnoses_has_none() -> None:
    old = json.loads(GRADED.to_json())
    del old["diagnoses"]
    assert Result.from_json(json.dumps(old)) == GRADED


def test_only_passed_checks_score() -> None:
    assert GRADED.is_graded
    assert (GRADED.score, GRADED.max_score) == (2.5, 5.5)
    assert EVERY_VERDICT.score == 1.5


@pytest.mark.parametrize("result", [GRADER_ERROR, FAILURE])
def test_where_the_grader_failed_there_is_no_score(result: Result) -> None:
    assert not result.is_graded
    assert result.score is None


def test_the_first_trouble_is_the_first_check_that_did_not_pass() -> None:
    assert GRADED.first_trouble == GRADED.checks[1]
    assert replace(GRADED, checks=GRADED.checks[:1]).first_trouble is None


def test_a_grader_error_is_the_first_trouble_wherever_it_is() -> None:
    assert GRADER_ERROR.first_trouble == GRADER_ERROR.checks[1]


SUBMISSION = Submission("ada", {"a.py": b"1", "b.py": b"2"})


def test_a_digest_does_not_depend_on_the_name_or_on_the_order_of_files() -> None:
    other = Submission("eve", {"b.py": b"2", "a.py": b"1"})
    assert other.digest == SUBMISSION.digest


@pytest.mark.parametrize(
    "other",
    [
        Submission("ada", {"a.py": b"1", "b.py": b"3"}),
        Submission("ada", {"a.py": b"1", "c.py": b"2"}),
        Submission("ada", {"a.py": b"1"}),
        Submission("ada", {"a.py11b.py": b"2"}),
        Submission("ada", SUBMISSION.files, Outcome(Verdict.MISSING, "There is no a.py.")),
    ],
    ids=["content", "name", "fewer", "shifted", "problem"],
)
def test_a_digest_changes_with_anything_that_was_handed_in(other: Submission) -> None:
    assert other.digest != SUBMISSION.digest


def test_results_read_from_json_share_what_is_equal() -> None:
    one, other = (Result.from_json(EVERY_VERDICT.to_json()) for _ in range(2))
    for ours, theirs in zip(one.checks, other.checks, strict=True):
        assert ours.check is theirs.check
        assert ours.outcome is theirs.outcome
