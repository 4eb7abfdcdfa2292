"""Grade a week's own submissions, and say of each whether it gets what it must.

Imports grading, `cases`, the course and the records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from autograder.checking.verdicts import Verdict
from autograder.course import Course
from autograder.grading.examination import Scope
from autograder.grading.job import Job
from autograder.grading.pool import run_jobs
from autograder.grading.preparation import make_jobs
from autograder.records import Assignment, Result
from autograder.verification.cases import Case, Expectation, shipped_cases, verification_secret
from autograder.verification.reach import Reach, reach_of

_MOST_SECRETS_FOR_WRONG_ONES = 3


@dataclass(frozen=True)
class Row:
    """One case under all its secrets."""

    case: Case
    results: tuple[Result, ...]

    @property
    def functions_with_loss(self) -> set[str]:
        """The functions that the checks which did not pass grade."""
        return {
            tag
            for result in self.results
            for check in result.checks
            if check.outcome.verdict is not Verdict.PASSED
            for tag in check.check.tags
        }

    @property
    def points(self) -> str:
        """The scores that it got, each once; of a wrong one, what it lost."""
        is_wrong = self.case.expectation is Expectation.LOSS
        shown = set()
        for result in self.results:
            points = result.score
            if points is not None and is_wrong:  # only the checks of its function were run
                points -= result.max_score
            shown.add("ungraded" if points is None else f"{points:g}")
        return " / ".join(sorted(shown))

    @property
    def losses(self) -> str:
        """Where it lost points; many functions are counted, not named."""
        names = sorted(self.functions_with_loss)
        return ", ".join(names) if len(names) < 4 else f"{len(names)} functions"

    @property
    def is_as_expected(self) -> bool:
        """Whether it got what it must, under every secret."""
        return bool(self.results) and all(self._fits(result) for result in self.results)

    def _fits(self, result: Result) -> bool:
        if result.score is None:
            return False
        if self.case.expectation is Expectation.ALL:
            return result.score == result.max_score > 0
        if self.case.expectation is Expectation.NONE:
            return result.score == 0
        return result.score < result.max_score and self.functions_with_loss == {self.case.function}


@dataclass(frozen=True)
class Verification:
    """What `autograder verify` found for one week."""

    assignment: Assignment
    rows: tuple[Row, ...]

    @property
    def is_sound(self) -> bool:
        """Whether every case got what it must."""
        return bool(self.rows) and all(row.is_as_expected for row in self.rows)

    @property
    def verdict(self) -> str:
        """The plain verdict, in one sentence."""
        bad = [row.case.name for row in self.rows if not row.is_as_expected]
        runs = sum(len(row.results) for row in self.rows)
        if bad:
            return f"{self.assignment.name} is NOT sound: {', '.join(bad)}."
        return f"{self.assignment.name} is sound: {len(self.rows)} submissions, {runs} gradings."

    def table(self) -> Table:
        """One row per case."""
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", title_justify="left")
        for name in ("Submission", "Must get", "Points", "Secrets", "Loses in", ""):
            is_number = name in ("Points", "Secrets")
            # Where the terminal is narrow, the long ones give way.
            is_long = name in ("Submission", "Loses in", "")
            table.add_column(
                name,
                justify="right" if is_number else "left",
                no_wrap=not is_long,
                overflow="fold",
                min_width=2 if is_long else len(name),
            )
        for row in self.rows:
            table.add_row(
                row.case.name,
                row.case.expectation,
                row.points,
                str(len(row.results)),
                row.losses,
                Text("ok", "green") if row.is_as_expected else Text("NOT as expected", "bold red"),
            )
        return table


def verify_assignment(
    course: Course,
    assignment: Assignment,
    secrets: int,
    workers: int,
    progress: Progress,
    only: Collection[str] | None = None,
) -> Verification:
    """Grade shipped cases: right ones under `secrets` secrets, others under at most 3.

    Args:
        course: the course.
        assignment: the week.
        secrets: how many.
        workers: processes that grade.
        progress: shows how far they are.
        only: the names of the cases to grade, if not all.
    """
    shipped = {case.name: case for case in shipped_cases(assignment)}
    cases = {name: case for name, case in shipped.items() if only is None or name in only}
    reach = reach_of(assignment)
    jobs: list[Job] = []
    for number in range(secrets):
        chosen = [
            case
            for case in cases.values()
            if case.expectation is Expectation.ALL or number < _MOST_SECRETS_FOR_WRONG_ONES
        ]
        submissions = [case.submission for case in chosen]
        # Our own solutions need no wall, they get what there is; nobody reads their failures.
        made = make_jobs(course, assignment, submissions, frozenset(), verification_secret(number))
        jobs += [replace(job, scope=_scope(cases[job.submission.student], reach)) for job in made]
    results: dict[str, list[Result]] = defaultdict(list)
    task = progress.add_task(assignment.name, total=len(jobs))
    for result in run_jobs(jobs, workers):
        results[result.student].append(result)
        progress.advance(task)
    rows = [Row(case, tuple(results[name])) for name, case in cases.items()]
    return Verification(assignment, tuple(rows))


def _scope(case: Case, reach: Reach) -> Scope:
    """A wrong one is the reference but for one function: what never calls that passes it."""
    only = reach.of_overlay(case.function) if case.expectation is Expectation.LOSS else None
    return Scope(only=only, shrink=False, diagnose=False)
