"""A result as Gradescope's results.json. Imports the records and its neighbours.

Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

from __future__ import annotations

import json
from pathlib import Path

from autograder.checking.verdicts import Verdict
from autograder.records import CheckResult, Result
from autograder.reports import files
from autograder.reports.for_students import headline, message


def results_json(result: Result) -> str:
    """The text of results.json; an ungraded result has no score in it at all."""
    content: dict[str, object] = {
        "execution_time": round(result.timing.total, 3),
        "output": headline(result),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [_test(check, is_graded=result.is_graded) for check in result.checks],
        "extra_data": {
            "assignment": result.assignment,
            "graded": result.is_graded,
            "versions": vars(result.versions),
        },
    }
    if result.is_graded:
        content["score"] = result.score
    if leaderboard := _leaderboard(result):
        content["leaderboard"] = leaderboard
    return json.dumps(content, indent=1, sort_keys=True) + "\n"


def write_results_json(result: Result, folder: Path) -> Path:
    """Write `<student>.json` into `folder`, whole or not at all; unchanged files stay."""
    path = folder / file_name(result.student)
    files.write_whole(path, results_json(result))
    return path


def file_name(student: str) -> str:
    """`<student>.json`; a name too long for the file system is cut, and stays unique."""
    return files.file_name(student, ".json")


def _leaderboard(result: Result) -> list[dict[str, object]]:
    measured = [one for check in result.checks for one in check.measurements if one.order]
    return [{"name": one.name, "value": one.value, "order": one.order} for one in measured]


def _test(result: CheckResult, *, is_graded: bool) -> dict[str, object]:
    check, outcome = result.check, result.outcome
    content: dict[str, object] = {
        "name": check.title,
        "number": check.number,
        "max_score": check.points,
        "tags": list(check.tags),
        "visibility": check.visibility,
        "output": message(outcome),
        "output_format": "text",
        "extra_data": {"verdict": outcome.verdict.value, "check": check.name},
    }
    if is_graded:
        content["score"] = result.score
        content["status"] = "passed" if outcome.verdict is Verdict.PASSED else "failed"
    return content
