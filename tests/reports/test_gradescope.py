"""results.json: what Gradescope reads, what a student sees in it, and its file's name."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from autograder.checking.verdicts import Outcome, Verdict
from autograder.records import Diagnosis, Measurement, Result, Timing
from autograder.reports.gradescope import file_name, results_json, write_results_json
from tests.reports.examples import EVERY_VERDICT, FAILURE, GRADED, GRADER_ERROR, check

SCHEMA = json.loads(Path(__file__).with_name("results_schema.json").read_text(encoding="utf-8"))


def content_of(result: Result) -> dict[str, Any]:
    content = json.loads(results_json(result))
    assert isinstance(content, dict)
    return content


@pytest.mark.parametrize("result", [GRADED, EVERY_VERDICT, GRADER_ERROR, FAILURE])
def test_every_result_is_as_gradescope_wants_it(result: Result) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(content_of(result), SCHEMA)


def test_the_score_is_the_sum_of_the_tests_scores() -> None:
    content = content_of(GRADED)
    assert content["score"] == 2.5 == sum(test["score"] for test in content["tests"])


def test_the_headline_does_not_tell_the_points_of_hidden_checks() -> None:
    hidden, *others = GRADED.checks
    visible = [replace(r, check=replace(r.check, visibility="visible")) for r in others]
    mixed = replace(GRADED, checks=(hidden, *visible))
    words = "0 of 3 points in the checks that are visible now; the others count, too."
    assert content_of(mixed)["output"] == words
    assert content_of(replace(mixed, checks=tuple(visible)))["output"] == "0 of 3 points."


def test_a_test_tells_name_number_points_tags_visibility_and_verdict() -> None:
    test = content_of(GRADED)["tests"][1]
    assert test == {
        "name": "conv1d: case 2.10.",
        "number": "2.10",
        "score": 0,
        "max_score": 1.5,
        "status": "failed",
        "tags": ["conv1d", "toeplitz_matrix"],
        "visibility": "after_published",
        "output": "conv1d(signal, kernel)\nout is wrong.",
        "output_format": "text",
        "extra_data": {"verdict": "failed", "check": "test_conv1d_2_10"},
    }


def test_a_diagnosis_and_its_hint_are_in_what_did_not_pass() -> None:
    found = Diagnosis("conv1d", "conv1d_not_flipped", "What does a\nconvolution do first?")
    tests = content_of(replace(GRADED, diagnoses=(found,)))["tests"]
    names = [test["extra_data"].get("misconception") for test in tests]
    assert names == [None, "conv1d_not_flipped", "conv1d_not_flipped"]
    assert "Hint" not in tests[0]["output"]
    assert tests[1]["output"].endswith("out is wrong.\n\nHint: What does a convolution do first?")


def test_a_diagnosis_of_another_function_says_nothing_of_a_test() -> None:
    found = Diagnosis("relu_forward", "relu_leaks", "Below 0?")
    tests = content_of(replace(GRADED, diagnoses=(found,)))["tests"]
    assert all("misconception" not in test["extra_data"] for test in tests)
    assert not any("Hint" in test["output"] for test in tests)


def test_only_a_pass_has_the_status_passed() -> None:
    tests = content_of(EVERY_VERDICT)["tests"]
    statuses = {test["extra_data"]["verdict"]: test["status"] for test in tests}
    assert statuses.pop("passed") == "passed"
    assert set(statuses.values()) == {"failed"}
    assert len(statuses) == 6


@pytest.mark.parametrize("result", [GRADER_ERROR, FAILURE])
def test_an_ungraded_result_has_no_score_anywhere(result: Result) -> None:
    content = content_of(result)
    assert "score" not in content
    assert not any({"score", "status"} & test.keys() for test in content["tests"])
    assert content["output"].startswith("Not graded")
    assert content["extra_data"]["graded"] is False


def test_a_student_does_not_see_the_graders_own_traceback() -> None:
    assert "hidden check's own lines" not in results_json(GRADER_ERROR)


@pytest.mark.parametrize("message", ["\ud800 alone", "\x00\x1b[31m", "</script>", "×…⟨⟩\U0001f600"])
def test_odd_characters_of_a_submission_stay_readable_json(message: str) -> None:
    result = replace(GRADED, checks=(check("1.1", Outcome(Verdict.ERROR, message)),))
    assert results_json(result).isascii()
    assert content_of(result)["tests"][0]["output"] == message


def test_only_the_timing_differs_from_run_to_run() -> None:
    first, second = content_of(GRADED), content_of(replace(GRADED, timing=Timing(9, 9, 9)))
    assert first.pop("execution_time") == 0.512
    assert second.pop("execution_time") == 27
    assert first == second


NAMES = [
    "Ada Lovelace",
    'O\'Brien "Bob"',
    "new\nline",
    "陳小明",
    os.fsdecode(b"M\xfcller"),
    "$(touch pwned)",
    "a" * 250,
    "a" * 251,
    "a" * 255,
    "陳" * 85,
    os.fsdecode(b"\xff" * 255),
]


@pytest.mark.parametrize("student", NAMES, ids=ascii)
def test_results_are_written_for_any_name(tmp_path: Path, student: str) -> None:
    path = write_results_json(replace(GRADED, student=student), tmp_path)
    assert path.parent == tmp_path
    assert path.name.endswith(".json")
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), SCHEMA)
    assert os.listdir(tmp_path) == [path.name]  # noqa: PTH208, no unfinished file is left


def test_no_name_gets_the_file_of_a_longer_one() -> None:
    cut = file_name("a" * 255)
    assert file_name(cut.removesuffix(".json")) != cut


def test_a_name_that_fits_is_the_files_name() -> None:
    assert file_name("陳小明") == "陳小明.json"
    assert file_name("a" * 250) == "a" * 250 + ".json"


def test_long_names_that_differ_only_at_their_ends_get_files_of_their_own() -> None:
    names = {file_name("a" * 254 + letter) for letter in "bcd"}
    assert len(names) == 3
    assert all(len(os.fsencode(name)) <= 255 for name in names)


def test_an_unchanged_file_is_not_written_again(tmp_path: Path) -> None:
    path = write_results_json(GRADED, tmp_path)
    written = path.stat().st_ino
    write_results_json(GRADED, tmp_path)
    assert path.stat().st_ino == written


def test_a_changed_or_broken_file_is_replaced(tmp_path: Path) -> None:
    path = write_results_json(GRADED, tmp_path)
    path.write_text('{"score": 100', encoding="utf-8")
    write_results_json(GRADED, tmp_path)
    assert json.loads(path.read_text(encoding="utf-8"))["score"] == 2.5


def test_what_was_measured_for_it_is_on_the_leaderboard() -> None:
    measured = (Measurement("accuracy", 0.94, "desc"), Measurement("bound", 0.9))
    first, *others = GRADED.checks
    content = content_of(replace(GRADED, checks=(replace(first, measurements=measured), *others)))
    jsonschema.validate(content, SCHEMA)
    assert content["leaderboard"] == [{"name": "accuracy", "value": 0.94, "order": "desc"}]
    assert "leaderboard" not in content_of(GRADED)


def test_a_part_of_a_checks_points_counts_though_it_failed() -> None:
    partial = replace(check("7.1", Outcome(Verdict.FAILED, "0.7 of 0.9"), 10), partial=6.5)
    content = content_of(replace(GRADED, checks=(partial,)))
    (test,) = content["tests"]
    assert (content["score"], test["score"], test["status"]) == (6.5, 6.5, "failed")
