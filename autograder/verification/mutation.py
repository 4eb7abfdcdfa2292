"""Run the mutants of a reference against the hidden checks, and count those that nobody notices.

Imports grading, `cases`, `mutants`, the course and the records.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import pydantic
from rich.progress import Progress
from rich.table import Table

from autograder.checking.verdicts import Verdict
from autograder.course import Course, CourseError
from autograder.grading.job import Scope
from autograder.grading.pool import run_jobs
from autograder.grading.preparation import make_jobs
from autograder.records import Assignment, Result, Submission
from autograder.verification.cases import MOST_TIME, verification_secret
from autograder.verification.mutants import Mutant, mutants_of
from autograder.verification.reach import Reach, reach_of

EQUIVALENTS_FILE = "equivalent_mutants.toml"
MOST_SURVIVORS = 0.02
"""Of the mutants that are not equivalent."""


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    EQUIVALENT = "equivalent"


@dataclass(frozen=True)
class MutationReport:
    """Each mutant of a week, and what became of it."""

    assignment: Assignment
    fates: Mapping[Mutant, Fate]
    unused: tuple[str, ...]
    """Entries of the file of equivalent mutants that fit no surviving mutant."""

    @property
    def survivors(self) -> list[Mutant]:
        """Mutants that no hidden check notices, though it could."""
        return [mutant for mutant, fate in self.fates.items() if fate is Fate.SURVIVED]

    @property
    def few_survive(self) -> bool:
        """Whether hidden checks notice all but a few of those that are not equivalent."""
        alive = [fate for fate in self.fates.values() if fate is not Fate.EQUIVALENT]
        return bool(alive) and len(self.survivors) <= MOST_SURVIVORS * len(alive)

    @property
    def is_sound(self) -> bool:
        """Whether few enough survive, and the list of equivalent ones is as it should be."""
        return self.few_survive and not self.unused

    def table(self) -> Table:
        """One row per function, and the sum."""
        counts = Counter((mutant.function, fate) for mutant, fate in self.fates.items())
        names = list(dict.fromkeys(mutant.function for mutant in self.fates))
        rows = {name: [counts[name, fate] for fate in Fate] for name in names}
        rows[self.assignment.name] = [sum(column) for column in zip(*rows.values(), strict=True)]
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
        table.add_column("Function")
        for title in ("Mutants", *Fate):
            table.add_column(title.capitalize(), justify="right")
        for name, row in rows.items():
            table.add_row(name, *map(str, (sum(row), *row)))
        return table


def try_mutants(
    course: Course,
    assignment: Assignment,
    workers: int,
    progress: Progress,
    reach: Reach | None = None,
) -> MutationReport:
    """Grade every mutant of the reference by the hidden checks.

    Args:
        course: the course.
        assignment: the week.
        workers: processes that grade.
        progress: shows how far they are.
        reach: what `reach_of` says of the week, where that is known already.

    Raises:
        CourseError: the file of equivalent mutants can't be read.
    """
    equivalents = _read_equivalents(assignment.solutions / EQUIVALENTS_FILE)
    reach = reach or reach_of(assignment)
    training = {name for name, _ in assignment.limits.functions}
    judges = {
        mutant: _judges(mutant, reach, training)
        for mutant in mutants_of(assignment.reference.read_text(encoding="utf-8"))
    }
    mutants = [
        mutant
        for mutant, checks in judges.items()
        if checks or not reach.of_mutant(mutant.function)
    ]
    limits = assignment.limits
    # Many a mutant never ends, and what is right needs no more time than this.
    impatient = replace(
        assignment, limits=replace(limits, call_cpu_seconds=MOST_TIME * limits.call_cpu_seconds)
    )
    submissions = [
        Submission(str(number), {f"{assignment.module}.py": mutant.source.encode()})
        for number, mutant in enumerate(mutants)
    ]
    made = make_jobs(course, impatient, submissions, frozenset(), verification_secret(0))
    scope = Scope(shrink=False, until_failure=True, diagnose=False)
    jobs = [
        replace(job, scope=replace(scope, only=judges[mutant]))
        for job, mutant in zip(made, mutants, strict=True)
    ]
    fates: dict[Mutant, Fate] = dict.fromkeys(mutants, Fate.KILLED)
    unused = set(equivalents)
    task = progress.add_task(f"{assignment.name}: mutants", total=len(jobs))
    for result in run_jobs(jobs, workers):
        mutant = mutants[int(result.student)]
        if _passes(result):
            key = (mutant.function, mutant.before, mutant.after)
            fates[mutant] = Fate.EQUIVALENT if key in equivalents else Fate.SURVIVED
            unused.discard(key)
        progress.advance(task)
    return MutationReport(assignment, fates, tuple(": ".join(key) for key in sorted(unused)))


def _judges(mutant: Mutant, reach: Reach, training: Set[str]) -> frozenset[str]:
    """The checks that may notice a mutant, but for those that call a function which trains.

    What trains can be changed in many ways and still be right: another learning rate is no mistake.
    """
    found = reach.of_mutant(mutant.function)
    return frozenset(check for check in found if not reach.called[check] & training)


_Key = tuple[str, str, str]
"""A mutant's function, and its lines before and after."""


class _Equivalent(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid")
    function: str
    before: str
    after: str
    reason: str = pydantic.Field(min_length=10)


class _EquivalentsFile(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid")
    equivalent: list[_Equivalent] = []


def _read_equivalents(path: Path) -> set[_Key]:
    if not path.exists():
        return set()
    try:
        file = _EquivalentsFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, pydantic.ValidationError) as error:
        raise CourseError(f"{path}: {error}") from None
    return {(entry.function, entry.before, entry.after) for entry in file.equivalent}


def _passes(result: Result) -> bool:
    """Whether every check passed; a grader error is none of the mutant's."""
    if not result.is_graded:
        raise CourseError(f"A mutant could not be graded: {result.why_ungraded}")
    return all(check.outcome.verdict is Verdict.PASSED for check in result.checks)
