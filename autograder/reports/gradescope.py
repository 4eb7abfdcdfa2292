"""A result as Gradescope's results.json. Imports the records only.

Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path

from autograder.checking.verdicts import Outcome, Verdict
from autograder.records import CheckResult, Diagnosis, Result

_LONGEST_FILE_NAME = 255


def results_json(result: Result) -> str:
    """The text of results.json; an ungraded result has no score in it at all."""
    content: dict[str, object] = {
        "execution_time": round(result.timing.total, 3),
        "output": _headline(result),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [_test(result, check) for check in result.checks],
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
    data = results_json(result).encode()
    if not (path.is_file() and path.read_bytes() == data):
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / ".unfinished"  # of one writer; a killed one's is written over
        unfinished.write_bytes(data)
        unfinished.replace(path)
    return path


def file_name(student: str) -> str:
    """`<student>.json`; a name too long for the file system is cut, and stays unique."""
    encoded = os.fsencode(student)
    looks_cut = re.fullmatch(rb".{200}-[0-9a-f]{16}", encoded, re.DOTALL)
    if len(encoded) + len(".json") <= _LONGEST_FILE_NAME and not looks_cut:
        return f"{student}.json"
    digest = hashlib.sha256(encoded).hexdigest()[:16]
    return os.fsdecode(encoded[:200]) + f"-{digest}.json"


def _leaderboard(result: Result) -> list[dict[str, object]]:
    measured = [one for check in result.checks for one in check.measurements if one.order]
    return [{"name": one.name, "value": one.value, "order": one.order} for one in measured]


def _headline(result: Result) -> str:
    if result.is_graded:
        return f"{result.score:g} of {result.max_score:g} points."
    return (
        "Not graded: the autograder itself failed, and a person will look at it. "
        "This says nothing about the submission."
    )


def _test(result: Result, one: CheckResult) -> dict[str, object]:
    check, outcome = one.check, one.outcome
    extra = {"verdict": outcome.verdict.value, "check": check.name}
    if diagnosis := _diagnosis(result, one):
        extra["misconception"] = diagnosis.misconception
    content: dict[str, object] = {
        "name": check.title,
        "number": check.number,
        "max_score": check.points,
        "tags": list(check.tags),
        "visibility": check.visibility,
        "output": _for_students(outcome, diagnosis),
        "output_format": "text",
        "extra_data": extra,
    }
    if result.is_graded:
        content["score"] = one.score
        content["status"] = "passed" if outcome.verdict is Verdict.PASSED else "failed"
    return content


def _diagnosis(result: Result, one: CheckResult) -> Diagnosis | None:
    """What explains that a check did not pass, if anything is known."""
    if one.outcome.verdict is Verdict.PASSED:
        return None
    found = (each for each in result.diagnoses if each.function in one.check.tags)
    return next(found, None)


def _for_students(outcome: Outcome, diagnosis: Diagnosis | None) -> str:
    # The grader's own traceback may show hidden checks; it stays in the gradebook.
    if outcome.verdict is Verdict.GRADER_ERROR:
        return "The autograder itself failed in this check."
    hint = f"Hint: {' '.join(diagnosis.hint.split())}" if diagnosis else ""
    return "\n\n".join(part for part in (outcome.message, hint) if part)
