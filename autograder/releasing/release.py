"""Whether a week may go out. Imports this folder, verification, authoring and upstream of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.progress import Progress

from autograder.authoring.generate import StaleError, check_generated
from autograder.course import Course
from autograder.grading.checks import collect_checks
from autograder.records import Assignment
from autograder.releasing.bundle import make_bundle
from autograder.releasing.leaks import find_leaks
from autograder.schedule import Week
from autograder.verification.cases import Expectation
from autograder.verification.command import Row, verify_assignment
from autograder.whole_files import write_whole

_MOST_LEAKS_TOLD = 5


class ReleaseRefusedError(Exception):
    """A week may not go out; the message holds every reason."""


@dataclass(frozen=True)
class Release:
    """A week that may go out."""

    assignment: Assignment
    bundle: bytes


def prepare_release(
    course: Course,
    assignment: Assignment,
    week: Week | None,
    workers: int,
    progress: Progress,
) -> Release:
    """A week's bundle, once everything speaks for it.

    Args:
        course: the course.
        assignment: what goes out.
        week: its place in the term, if it has one.
        workers: processes that grade the week's own solutions.
        progress: shows how far they are.

    Raises:
        ReleaseRefusedError: the starter code is stale, the points are not those of `course.toml`,
            something private is in the bundle, or one of the week's own solutions does not get
            what it must.
    """
    try:
        check_generated(assignment, course.root / "starter_code" / assignment.name)
    except StaleError as error:
        raise _refused(assignment, [str(error)]) from None
    bundle = make_bundle(assignment)
    reasons = [*_points_amiss(assignment, week), *_leaks(assignment, bundle, course.secret())]
    if not reasons:  # the costly question last
        verification = verify_assignment(course, assignment, 1, workers, progress)
        reasons = [_amiss(row) for row in verification.rows if not row.is_as_expected]
    if reasons:
        raise _refused(assignment, reasons)
    return Release(assignment, bundle)


def write_bundle(release: Release, folder: Path) -> Path:
    """Write the zip into a folder, whole or not at all; its path."""
    path = folder / f"{release.assignment.name}.zip"
    write_whole(path, release.bundle)
    return path


def _refused(assignment: Assignment, reasons: list[str]) -> ReleaseRefusedError:
    return ReleaseRefusedError("\n  - ".join([f"{assignment.name} is not released:", *reasons]))


def _points_amiss(assignment: Assignment, week: Week | None) -> list[str]:
    points = sum(check.description.points for check in collect_checks(assignment))
    if week is None or week.points == points:
        return []
    return [f"course.toml promises {week.points:g} points, and the checks give {points:g}."]


def _leaks(assignment: Assignment, bundle: bytes, secret: bytes) -> list[str]:
    leaks = [f"{leak}." for leak in dict.fromkeys(find_leaks(assignment, bundle, secret))]
    if len(leaks) > _MOST_LEAKS_TOLD:
        leaks[_MOST_LEAKS_TOLD:] = [f"(and {len(leaks) - _MOST_LEAKS_TOLD} more like these)"]
    return leaks


def _amiss(row: Row) -> str:
    got = f"{row.case.name} got {row.points} points"
    if row.case.expectation is Expectation.ALL:
        return f"{got}, and must get all; it loses in {row.losses or 'nothing'}."
    if row.case.expectation is Expectation.NONE:
        return f"{got}, and must get none."
    if not row.functions_with_loss:
        return f"{row.case.name} lost no points: the misconception is not found."
    where = f"must lose points in {row.case.function} alone"
    return f"{row.case.name} loses points in {row.losses}, and {where}."
