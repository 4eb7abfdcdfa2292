"""Grade a week's own submissions, and say of each whether it gets what it must.

Imports grading, `cases`, `diagnoses`, `reach`, the course and the records.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rich.progress import Progress

from autograder.checking.verdicts import Verdict
from autograder.course import Course
from autograder.grading.job import Job, Scope
from autograder.grading.pool import run_jobs
from autograder.grading.preparation import make_jobs
from autograder.records import Assignment, Result
from autograder.verification.cases import Case, Expectation, verification_secret
from autograder.verification.diagnoses import Diagnosed, diagnosed
from autograder.verification.reach import Reach, reach_of

_MOST_SECRETS_FOR_OTHERS = 3


@dataclass(frozen=True)
class Row:
    """One case under all its secrets."""

    case: Case
    results: tuple[Result, ...]
    diagnosed: Diagnosed | None = None
    """Of a wrong one: what it was taken for, where that was asked."""

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

    @property
    def complaint(self) -> str:
        """What is not as it must be, in a sentence; empty if nothing is."""
        if self.is_as_expected:
            return ""
        name = self.case.name
        if failures := [result.why_ungraded for result in self.results if not result.is_graded]:
            return f"{name} could not be graded: {failures[0]}"
        got = f"{name} got {self.points} points"
        if self.case.expectation is Expectation.ALL:
            return f"{got}, and must get all; it loses in {self.losses or 'nothing'}."
        if self.case.expectation is Expectation.NONE:
            return f"{got}, and must get none."
        if not self.functions_with_loss:
            return f"{name} lost no points: the misconception is not found."
        if self.functions_with_loss == {self.case.function}:
            return f"{name} loses points in {self.losses}, and must under every secret."
        where = f"must lose points in {self.case.function} alone"
        return f"{name} loses points in {self.losses}, and {where}."

    def _fits(self, result: Result) -> bool:
        if result.score is None:
            return False
        if self.case.expectation is Expectation.ALL:
            return result.score == result.max_score > 0
        if self.case.expectation is Expectation.NONE:
            return result.score == 0
        return result.score < result.max_score and self.functions_with_loss == {self.case.function}


def try_submissions(
    course: Course,
    assignment: Assignment,
    cases: Sequence[Case],
    secrets: int,
    workers: int,
    progress: Progress,
    *,
    diagnose: bool = False,
    reach: Reach | None = None,
) -> Iterator[Row]:
    """Grade cases, right ones under `secrets` secrets, others under at most 3; rows in their order.

    Args:
        course: the course.
        assignment: the week.
        cases: those of `shipped_cases` to grade.
        secrets: how many.
        workers: processes that grade.
        progress: shows how far they are.
        diagnose: whether misconceptions are looked for in the wrong ones.
        reach: what `reach_of` says of the week, where that is known already.
    """
    reach = reach or reach_of(assignment)
    by_name = {case.name: case for case in cases}
    jobs: list[Job] = []
    for number in range(secrets):
        submissions = [case.submission for case in cases if number < _secrets(case, secrets)]
        # Our own solutions need no wall, they get what there is; nobody reads their failures.
        made = make_jobs(course, assignment, submissions, frozenset(), verification_secret(number))
        jobs += [
            replace(job, scope=_scope(by_name[job.submission.student], reach, diagnose, number))
            for job in made
        ]
    results: dict[str, list[Result]] = defaultdict(list)
    waiting = deque(cases)
    task = progress.add_task(f"{assignment.name}: submissions", total=len(jobs))
    for result in run_jobs(jobs, workers):
        results[result.student].append(result)
        progress.advance(task)
        while waiting and len(results[waiting[0].name]) == _secrets(waiting[0], secrets):
            case = waiting.popleft()
            complete = tuple(results.pop(case.name))
            wants_diagnosis = diagnose and case.expectation is Expectation.LOSS
            taken_for = diagnosed(case, complete, assignment, reach) if wants_diagnosis else None
            yield Row(case, complete, taken_for)


def _secrets(case: Case, secrets: int) -> int:
    """How many secrets a case is graded under."""
    is_right = case.expectation is Expectation.ALL
    return secrets if is_right else min(secrets, _MOST_SECRETS_FOR_OTHERS)


def _scope(case: Case, reach: Reach, diagnose: bool, number: int) -> Scope:
    """A wrong one is the reference but for one function: what never calls that passes it.

    Under the first secret each call of a right one is made and timed by itself.
    """
    is_right = case.expectation is Expectation.ALL
    is_wrong = case.expectation is Expectation.LOSS
    only = reach.of_overlay(case.function) if is_wrong else None
    return Scope(
        only=only,
        shrink=False,
        rehearsed=number > 0 or not is_right,
        diagnose=diagnose and is_wrong,
    )
