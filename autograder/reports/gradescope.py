"""A result as Gradescope's results.json. Imports the records and its neighbours.

Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.checking.description import CheckDescription
from autograder.checking.verdicts import Verdict
from autograder.records import CheckResult, Diagnosis, Result
from autograder.reports import files
from autograder.reports.for_students import headline_at_once, message
from autograder.whole_files import write_whole


def results_json(result: Result, extra: Mapping[str, object] | None = None) -> str:
    """The text of results.json; an ungraded result has no score in it at all.

    Args:
        result: what is told.
        extra: more for `extra_data`, which students do not see.
    """
    content = _content(result, extra or {}, headline_at_once(result))
    graded = result.is_graded
    content["tests"] = [_test(result, check, is_graded=graded) for check in result.checks]
    if result.is_graded:
        content["score"] = result.score
    if leaderboard := _leaderboard(result):
        content["leaderboard"] = leaderboard
    return _as_text(content)


def unfinished_results_json(
    result: Result, waiting: Sequence[CheckDescription], why: str, extra: Mapping[str, object]
) -> str:
    """The text of results.json for a grading that broke off: what is known, and no grade.

    Checks that are finished have their scores, and the sum is the number that Gradescope shows.
    There is none where it would be a zero, which looks like a grade.

    Args:
        result: with the checks that are finished.
        waiting: those that are not.
        why: a sentence for the student: why it broke off.
        extra: more for `extra_data`.
    """
    score = sum(check.score for check in result.checks)
    total = len(result.checks) + len(waiting)
    ran = f"{len(result.checks)} of {total} checks were run" if total else "No check was run"
    number = "The number that is shown adds up the checks that were run, and is no grade."
    headline = " ".join(
        [
            f"Not graded to the end: {why}",
            f"{ran}; what was not run has cost nothing.",
            number if score else "There is no score.",
            "Please tell the course's staff.",
        ]
    )
    content = _content(result, {**extra, "graded": False}, headline)
    content["tests"] = [
        *(_test(result, check, is_graded=score > 0) for check in result.checks),
        *(_test_not_run(description) for description in waiting),
    ]
    if score:
        content["score"] = score
    return _as_text(content)


def _content(result: Result, extra: Mapping[str, object], headline: str) -> dict[str, object]:
    return {
        "execution_time": round(result.timing.total, 3),
        "output": headline,
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {
            "assignment": result.assignment,
            "graded": result.is_graded,
            "versions": vars(result.versions),
            **extra,
        },
    }


def _as_text(content: Mapping[str, object]) -> str:
    return json.dumps(content, indent=1, sort_keys=True) + "\n"


def write_results_json(result: Result, folder: Path) -> Path:
    """Write `<student>.json` into `folder`, whole or not at all; unchanged files stay."""
    path = folder / file_name(result.student)
    write_whole(path, results_json(result))
    return path


def file_name(student: str) -> str:
    """`<student>.json`; a name too long for the file system is cut, and stays unique."""
    return files.file_name(student, ".json")


def _leaderboard(result: Result) -> list[dict[str, object]]:
    measured = [one for check in result.checks for one in check.measurements if one.order]
    return [{"name": one.name, "value": one.value, "order": one.order} for one in measured]


def _test(result: Result, one: CheckResult, *, is_graded: bool) -> dict[str, object]:
    outcome, diagnosis = one.outcome, _diagnosis(result, one)
    hint = f"Hint: {' '.join(diagnosis.hint.split())}" if diagnosis else ""
    output = "\n\n".join(part for part in (message(outcome), hint) if part)
    extra = {"misconception": diagnosis.misconception} if diagnosis else {}
    content = _test_of(one.check, outcome.verdict.value, output, extra)
    if is_graded and outcome.verdict is not Verdict.GRADER_ERROR:
        content["score"] = one.score
        content["status"] = "passed" if outcome.verdict is Verdict.PASSED else "failed"
    return content


def _test_not_run(check: CheckDescription) -> dict[str, object]:
    return _test_of(check, "not_run", "Not run: the grading broke off before.")


def _test_of(
    check: CheckDescription, verdict: str, output: str, extra: Mapping[str, str] | None = None
) -> dict[str, object]:
    return {
        "name": check.title,
        "number": check.number,
        "max_score": check.points,
        "tags": list(check.tags),
        "visibility": check.visibility,
        "output": output,
        "output_format": "text",
        "extra_data": {"verdict": verdict, "check": check.name, **(extra or {})},
    }


def _diagnosis(result: Result, one: CheckResult) -> Diagnosis | None:
    """What explains that a check did not pass, if anything is known."""
    if one.outcome.verdict in (Verdict.PASSED, Verdict.GRADER_ERROR):
        return None
    found = (each for each in result.diagnoses if each.function in one.check.tags)
    return next(found, None)
