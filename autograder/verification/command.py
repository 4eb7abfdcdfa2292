"""What a release demands of a week, tried: one finding for each demand, and a plain verdict.

Imports grading, this folder, the course and the records.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from autograder.course import Course
from autograder.records import Assignment
from autograder.verification.cases import Case, shipped_cases
from autograder.verification.demands import (
    Demand,
    Finding,
    diagnosis_found,
    leaks_found,
    mutants_found,
    points_found,
    time_found,
)
from autograder.verification.leaks import find_leaks
from autograder.verification.mutation import try_mutants
from autograder.verification.reach import reach_of
from autograder.verification.submissions import Row, try_submissions


@dataclass(frozen=True)
class Verification:
    """What `autograder verify` found for one week."""

    assignment: Assignment
    findings: tuple[Finding, ...]
    rows: tuple[Row, ...]
    """Of the submissions that were graded."""

    @property
    def is_sound(self) -> bool:
        """Whether every demand that was tried is met."""
        return bool(self.findings) and all(finding.is_met for finding in self.findings)

    @property
    def verdict(self) -> str:
        """The plain verdict, in one sentence."""
        if unmet := [finding.demand for finding in self.findings if not finding.is_met]:
            return f"{self.assignment.name} is NOT sound: {', '.join(unmet)}."
        tried = [finding.demand for finding in self.findings]
        if untried := [demand for demand in Demand if demand not in tried]:
            left_out = ", ".join(untried)
            return f"{self.assignment.name} is sound as far as it was tried; left out: {left_out}."
        return f"{self.assignment.name} is sound."

    def table(self) -> Table:
        """One row per demand."""
        table = _table(self.assignment.name, "Must be", "Found", "")
        for one in self.findings:
            table.add_row(one.demand, one.must, one.found, _mark(one.is_met, "NOT ok"))
        return table

    def details(self) -> Table:
        """One row per submission."""
        table = _table("Submission", "Must get", "Points", "Secrets", "Loses in", "Diagnosed", "")
        for row in self.rows:
            taken_for = row.diagnosed
            is_right = row.is_as_expected and not (taken_for and taken_for.complaint)
            table.add_row(
                row.case.name,
                row.case.expectation,
                row.points,
                str(len(row.results)),
                row.losses,
                (taken_for.detail or taken_for.recognition) if taken_for else "",
                _mark(is_right, "NOT as expected"),
            )
        return table


@dataclass
class _Trial:
    """What has been found so far."""

    waiting: list[Demand]
    """Those about submissions of which not all are graded."""
    cases: Sequence[Case]
    """The submissions that are graded."""
    seen: Callable[[Finding], None]
    findings: list[Finding] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def note(self, finding: Finding) -> None:
        """Remember a finding, and tell it."""
        self.findings.append(finding)
        self.seen(finding)

    def settle(self) -> None:
        """Find what can be said of the submissions that are graded."""
        for demand in [*self.waiting]:
            rows = [row for row in self.rows if row.case.kind in demand.kinds]
            if len(rows) == sum(case.kind in demand.kinds for case in self.cases):
                self.waiting.remove(demand)
                self.note(_found(demand, rows))


def verify_week(
    course: Course,
    assignment: Assignment,
    bundle: bytes,
    demands: Collection[Demand],
    secrets: int,
    workers: int,
    progress: Progress,
    seen: Callable[[Finding], None] = lambda finding: None,
) -> Verification:
    """Try a week for what is demanded of it.

    Args:
        course: the course.
        assignment: the week.
        bundle: what students would get.
        demands: what it is tried for.
        secrets: how many secrets right submissions are graded under; others, under 3 at most.
        workers: processes that grade.
        progress: shows how far they are.
        seen: is called with every finding as it comes.

    Raises:
        CourseError: the week's own files are not as they should be.
    """
    kinds = {kind for demand in demands for kind in demand.kinds}
    cases = [case for case in shipped_cases(assignment) if case.kind in kinds]
    trial = _Trial([demand for demand in demands if demand.kinds], cases, seen)
    if Demand.LEAKS in demands:  # what costs least, first
        trial.note(leaks_found(find_leaks(assignment, bundle, course.secret())))
    trial.settle()
    reach = reach_of(assignment) if cases or Demand.MUTANTS in demands else None
    if cases:
        diagnose = Demand.DIAGNOSIS in demands
        for row in try_submissions(
            *(course, assignment, cases, secrets, workers, progress), diagnose=diagnose, reach=reach
        ):
            trial.rows.append(row)
            trial.settle()
    if Demand.MUTANTS in demands:
        trial.note(mutants_found(try_mutants(course, assignment, workers, progress, reach)))
    findings = sorted(trial.findings, key=lambda finding: [*Demand].index(finding.demand))
    return Verification(assignment, tuple(findings), tuple(trial.rows))


def _found(demand: Demand, rows: Sequence[Row]) -> Finding:
    """What the submissions that were graded for a demand say of it."""
    if demand is Demand.DIAGNOSIS:
        return diagnosis_found(rows)
    if demand is Demand.TIME:
        return time_found(rows)
    return points_found(demand, rows)


def _table(*columns: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", title_justify="left")
    for name in columns:
        is_number = name in ("Points", "Secrets")
        # Where the terminal is narrow, the long ones give way.
        table.add_column(
            name,
            justify="right" if is_number else "left",
            no_wrap=is_number,
            overflow="fold",
            min_width=len(name) if is_number else 2,
        )
    return table


def _mark(is_right: bool, otherwise: str) -> Text:
    return Text("ok", "green") if is_right else Text(otherwise, "bold red")
