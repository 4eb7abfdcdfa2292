"""Whether a week may go out. Imports this folder, verification, authoring and upstream of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from rich.progress import Progress

from autograder.authoring.generate import StaleError, check_generated
from autograder.course import Course
from autograder.grading.checks import collect_checks
from autograder.records import Assignment
from autograder.releasing.bundle import make_bundle
from autograder.schedule import Week
from autograder.verification.command import verify_week
from autograder.verification.demands import Demand, Finding
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
    demands: Collection[Demand],
    workers: int,
    progress: Progress,
) -> Release:
    """A week's bundle, once everything speaks for it.

    Args:
        course: the course.
        assignment: what goes out.
        week: its place in the term, if it has one.
        demands: what it is tried for.
        workers: processes that grade the week's own solutions.
        progress: shows how far they are.

    Raises:
        ReleaseRefusedError: the starter code is stale, the points are not those of `course.toml`,
            or one of the demands is not met.
    """
    try:
        check_generated(assignment, course.root / "starter_code" / assignment.name)
    except StaleError as error:
        raise _refused(assignment, [str(error)]) from None
    bundle = make_bundle(assignment)
    if reasons := _points_amiss(assignment, week):
        raise _refused(assignment, reasons)
    leaks, others = {Demand.LEAKS} & {*demands}, {*demands} - {Demand.LEAKS}
    for together in filter(None, (leaks, others)):  # the costly questions last
        verified = verify_week(course, assignment, bundle, together, 1, workers, progress)
        if reasons := [reason for one in verified.findings for reason in _told(one)]:
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


def _told(finding: Finding) -> list[str]:
    """Why a demand is not met; of many leaks, a few."""
    reasons = [*finding.complaints]
    if finding.demand is Demand.LEAKS and len(reasons) > _MOST_LEAKS_TOLD:
        reasons[_MOST_LEAKS_TOLD:] = [f"(and {len(reasons) - _MOST_LEAKS_TOLD} more like these)"]
    return reasons
