"""What a class's grades say: how it did, which checks were hard, who needs help.

Imports the records only.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.checking.description import CheckDescription
from autograder.checking.verdicts import Verdict
from autograder.records import CheckResult, Diagnosis, Grade, GradeState, Result

HELP_BELOW = 0.5
"""Who has less than this part of the checks' points needs help."""
HELP_MISSING = 1 / 3
"""So does who left out at least this part of the functions."""
HELP_RULE = (
    "less than half of the checks' points, before lateness and adjustments, "
    "or at least a third of the functions missing"
)

BINS = 10


@dataclass(frozen=True)
class Spread:
    """How the points of those who have a grade are spread."""

    lowest: float
    lower_quartile: float
    median: float
    upper_quartile: float
    highest: float
    mean: float
    full_marks: int
    counts: tuple[int, ...]
    """Students in each of `BINS` equal parts from no points to all; the last has full marks."""


@dataclass(frozen=True)
class CheckRate:
    """How one check went, among submissions with a grade."""

    check: CheckDescription
    place: int
    """In the handout's order, from 0."""
    passed: int
    tried: int
    usual_trouble: str
    """The most frequent verdict of those that did not pass, or nothing."""

    @property
    def share(self) -> float:
        """The part of the submissions that passed."""
        return self.passed / self.tried


@dataclass(frozen=True)
class FunctionRate:
    """How one function went, among submissions with a grade."""

    name: str
    place: int
    checks: int
    points: float
    share: float
    """The part of its points that the class got."""
    complete: int
    """Submissions that passed all of its checks."""
    missing: int
    """Submissions without it."""
    tried: int


@dataclass(frozen=True)
class CommonMisconception:
    """A misconception and all who have it."""

    diagnosis: Diagnosis
    grades: tuple[Grade, ...]


@dataclass(frozen=True)
class InNeed:
    """A student to whom `HELP_RULE` applies."""

    grade: Grade
    share: float
    """Of the checks' points."""
    missing: tuple[str, ...]
    incomplete: tuple[str, ...]
    """Functions that are there, and of which a check did not pass."""


def in_state(grades: Sequence[Grade], state: GradeState) -> tuple[Grade, ...]:
    """The grades of one state."""
    return tuple(grade for grade in grades if grade.state is state)


def spread(grades: Sequence[Grade]) -> Spread | None:
    """The spread of points; None where nobody has a grade."""
    graded = [g for g in in_state(grades, GradeState.GRADED) if g.points is not None]
    if not graded:
        return None
    points = [grade.points or 0.0 for grade in graded]
    shares = [_share(grade) for grade in graded]
    quartiles = statistics.quantiles(points * (1 if len(points) > 1 else 2), method="inclusive")
    bins = Counter(min(BINS - 1, max(0, int(BINS * share + 1e-9))) for share in shares)
    return Spread(
        lowest=min(points),
        lower_quartile=quartiles[0],
        median=quartiles[1],
        upper_quartile=quartiles[2],
        highest=max(points),
        mean=statistics.fmean(points),
        full_marks=sum(share >= 1 for share in shares),
        counts=tuple(bins[k] for k in range(BINS)),
    )


def check_rates(grades: Sequence[Grade]) -> list[CheckRate]:
    """One for each check, the hardest first."""
    verdicts: dict[tuple[str, tuple[str, ...]], Counter[Verdict]] = {}
    descriptions = {}
    for result in _graded_results(grades):
        for check in result.checks:
            key = (check.check.name, check.check.tags)
            verdicts.setdefault(key, Counter())[check.outcome.verdict] += 1
            descriptions[key] = check.check
    rates = []
    for place, (key, counts) in enumerate(verdicts.items()):
        troubles = Counter({v: n for v, n in counts.items() if v is not Verdict.PASSED})
        usual = troubles.most_common(1)[0][0].replace("_", " ") if troubles else ""
        passed, tried = counts[Verdict.PASSED], counts.total()
        rates.append(CheckRate(descriptions[key], place, passed, tried, usual))
    return sorted(rates, key=lambda rate: rate.share)


def function_rates(grades: Sequence[Grade]) -> list[FunctionRate]:
    """One for each function, the hardest first."""
    submissions: dict[str, list[list[CheckResult]]] = {}
    for result in _graded_results(grades):
        for name, checks in _by_function(result).items():
            submissions.setdefault(name, []).append(checks)
    rates = [
        _function_rate(name, place, of_all)
        for place, (name, of_all) in enumerate(submissions.items())
    ]
    return sorted(rates, key=lambda rate: rate.share)


def common_misconceptions(grades: Sequence[Grade]) -> list[CommonMisconception]:
    """All that were diagnosed, the most common first."""
    found: dict[Diagnosis, list[Grade]] = {}
    for grade in grades:
        for diagnosis in grade.result.diagnoses if grade.result else ():
            found.setdefault(diagnosis, []).append(grade)
    common = [CommonMisconception(diagnosis, tuple(who)) for diagnosis, who in found.items()]
    return sorted(common, key=lambda one: -len(one.grades))


def in_need(grades: Sequence[Grade]) -> list[InNeed]:
    """Those to whom `HELP_RULE` applies, the neediest first."""
    found = []
    for grade in in_state(grades, GradeState.GRADED):
        result = grade.result
        if result is None or not result.is_graded or not result.max_score:
            continue
        functions = _by_function(result)
        missing = tuple(name for name in functions if _all_are(Verdict.MISSING, functions[name]))
        incomplete = tuple(
            name
            for name in functions
            if name not in missing and not _all_are(Verdict.PASSED, functions[name])
        )
        share = sum(check.score for check in result.checks) / result.max_score
        if share < HELP_BELOW or len(missing) >= HELP_MISSING * len(functions):
            found.append(InNeed(grade, share, missing, incomplete))
    return sorted(found, key=lambda one: one.share)


def _share(grade: Grade) -> float:
    return (grade.points or 0.0) / grade.max_points if grade.max_points else 0.0


def _graded_results(grades: Sequence[Grade]) -> list[Result]:
    return [grade.result for grade in grades if grade.result and grade.result.is_graded]


def _function_rate(name: str, place: int, submissions: list[list[CheckResult]]) -> FunctionRate:
    points = sum(check.check.points for checks in submissions for check in checks)
    got = sum(check.score for checks in submissions for check in checks)
    return FunctionRate(
        name=name,
        place=place,
        checks=max(map(len, submissions)),
        points=points / len(submissions),
        share=got / points if points else 0.0,
        complete=sum(_all_are(Verdict.PASSED, checks) for checks in submissions),
        missing=sum(_all_are(Verdict.MISSING, checks) for checks in submissions),
        tried=len(submissions),
    )


def _by_function(result: Result) -> dict[str, list[CheckResult]]:
    found: dict[str, list[CheckResult]] = {}
    for check in result.checks:
        for name in check.check.tags:
            found.setdefault(name, []).append(check)
    return found


def _all_are(verdict: Verdict, checks: Sequence[CheckResult]) -> bool:
    return all(check.outcome.verdict is verdict for check in checks)
