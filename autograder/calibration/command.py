"""Calibrate a week: grade its reference and its weak baseline often, and set the passing lines.

Both are graded as submissions are, in the sandbox, each run under a secret of its own. Imports
`lines`, `statistics`, grading, verification, the course and the records.
"""

from __future__ import annotations

import json
import platform
import secrets
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path

from autograder.calibration.lines import FILE_NAME, Line, calibrated_settings
from autograder.calibration.statistics import InseparableError, passing_line
from autograder.checking.verdicts import Verdict
from autograder.course import Course, CourseError
from autograder.grading.checks import collect_checks
from autograder.grading.job import Job, Scope
from autograder.grading.pool import run_jobs
from autograder.grading.preparation import make_jobs
from autograder.records import Assignment, Result, Submission
from autograder.verification.cases import verification_secret
from autograder.whole_files import write_whole

REFERENCE, BASELINE = "reference", "baseline"
_FIRST_SECRET = 1000
"""Other ones than `autograder verify` tries a week under."""


@dataclass(frozen=True)
class CalibratedLine:
    """A passing line, and the runs that it was found from."""

    line: Line
    reference: tuple[float, ...]
    baseline: tuple[float, ...]


@dataclass(frozen=True)
class Calibration:
    """The passing lines of a week under some settings."""

    settings: Mapping[str, str]
    device: str
    versions: Mapping[str, str]
    lines: Mapping[str, CalibratedLine]

    def to_plain(self) -> dict[str, object]:
        """For the file beside the hidden checks."""
        lines = {
            name: {**asdict(found.line), REFERENCE: found.reference, BASELINE: found.baseline}
            for name, found in self.lines.items()
        }
        return {
            "settings": dict(self.settings),
            "device": self.device,
            "versions": dict(self.versions),
            "lines": lines,
        }


def calibrate(
    course: Course,
    assignment: Assignment,
    seeds: int,
    workers: int,
    device: str,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Calibration:
    """Run the reference and the baseline under `seeds` secrets, and set the lines.

    Raises:
        CourseError: the week measures nothing, or has no baseline, or a run failed.
        InseparableError: no line keeps the two apart.
    """
    secrets_tried = [verification_secret(_FIRST_SECRET + number) for number in range(seeds)]
    jobs = trial_jobs(course, assignment, secrets_tried, device)
    measured: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for done, result in enumerate(run_jobs(jobs, workers), start=1):
        for name, value in _accuracies(result).items():
            measured[name][result.student].append(value)
        on_progress(done, len(jobs))
    lines = {}
    for name, runs in sorted(measured.items()):
        reference, baseline = sorted(runs[REFERENCE]), sorted(runs[BASELINE])
        try:
            line = passing_line(reference, baseline)
        except InseparableError as error:
            raise InseparableError(f"{name}: {error}") from None
        lines[name] = CalibratedLine(line, tuple(reference), tuple(baseline))
    settings = calibrated_settings(dict(assignment.settings))
    return Calibration(settings, device, _versions(assignment), lines)


def times_passed(
    course: Course,
    assignment: Assignment,
    times: int,
    workers: int,
    device: str,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> dict[tuple[str, str], int]:
    """How often the reference and the baseline pass, under secrets that nobody has tried.

    Returns:
        By who it is and the check's title: in how many of `times` runs it passed.

    Raises:
        CourseError: see `calibrate`.
    """
    tried = [secrets.token_bytes(32) for _ in range(times)]
    jobs = trial_jobs(course, assignment, tried, device)
    passed: dict[tuple[str, str], int] = defaultdict(int)
    for done, result in enumerate(run_jobs(jobs, workers), start=1):
        if not result.is_graded:
            raise CourseError(f"{result.student} could not be graded: {result.why_ungraded}")
        for check in result.checks:
            is_passed = check.outcome.verdict is Verdict.PASSED
            passed[result.student, check.check.title] += is_passed
        on_progress(done, len(jobs))
    return dict(passed)


def trial_jobs(
    course: Course, assignment: Assignment, tried: Sequence[bytes], device: str
) -> list[Job]:
    """The reference and the baseline under each secret, by the checks that measure.

    Raises:
        CourseError: there are no such checks, or there is no baseline.
    """
    checks = collect_checks(assignment)
    only = frozenset(check.identity for check in checks if "measured" in check.fixtures)
    if not only:
        raise CourseError(f"No check of {assignment.name} measures: there is nothing to calibrate.")
    found = sorted((assignment.solutions / "baselines").glob("*.py"))
    if len(found) != 1:
        raise CourseError(
            f"{assignment.solutions / 'baselines'} must hold one baseline; it has {len(found)}."
        )
    sources = {REFERENCE: assignment.reference, BASELINE: found[0]}
    submissions = [
        Submission(name, {f"{assignment.module}.py": path.read_bytes()})
        for name, path in sources.items()
    ]
    scope = Scope(only=only, shrink=False, diagnose=False)
    return [
        replace(job, scope=scope)
        for secret in tried
        for job in make_jobs(course, assignment, submissions, frozenset(), secret, device)
    ]


def write_calibration(calibration: Calibration, assignment: Assignment) -> Path:
    """Put it into the file beside the hidden checks, in the place of one of equal settings."""
    path = assignment.hidden_checks / FILE_NAME
    entries = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    kept = [entry for entry in entries if entry["settings"] != calibration.settings]
    text = json.dumps([*kept, calibration.to_plain()], indent=1, sort_keys=True)
    write_whole(path, text + "\n")
    return path


def _accuracies(result: Result) -> dict[str, float]:
    """What the checks of one run measured, but for what is on the leaderboard.

    Raises:
        CourseError: a check measured nothing, since the submission or the check failed.
    """
    if result.failure:
        raise CourseError(f"{result.student} could not be graded: {result.failure}")
    found: dict[str, float] = {}
    for check in result.checks:
        values = {one.name: one.value for one in check.measurements if not one.order}
        if not values:
            words = check.outcome.message
            raise CourseError(f"{result.student}: {check.check.title} measured nothing: {words}")
        found |= values
    return found


def _versions(assignment: Assignment) -> dict[str, str]:
    return {"python": platform.python_version()} | {
        name: version(name) for name in assignment.libraries
    }
