"""Every known solution, right or wrong, gets the verdicts that its checks give if they are run."""

from __future__ import annotations

import functools
from dataclasses import replace

import pytest

from autograder.checking.verdicts import Verdict
from autograder.course import Course
from autograder.grading.grade import examination
from autograder.grading.job import Scope
from autograder.grading.preparation import make_jobs
from autograder.grading.prepared import PreparedChecks, prepare
from autograder.sandbox.processes import WarmParent
from autograder.verification.cases import Case, shipped_cases
from tests.conftest import ROOT

COURSE = Course(ROOT)
SECRET = b"a secret of the course"
WEEKS = ("hw1_histograms", "hw2_bag_of_words", "hw3_neural_networks", "hw4_convolution")
QUICK = ("accepted/fourier", "accepted/single", "wrong/softmax_cross_entropy_gradient")
"""Right in other numbers; or wrong in a part of an answer, of which each check compares another."""


@functools.lru_cache(maxsize=1)
def prepared_for(week: str) -> PreparedChecks:
    return prepare(COURSE.assignment(week), SECRET)


def verdicts(week: str, case: Case, parent: WarmParent, scope: Scope) -> dict[str, Verdict]:
    assignment = COURSE.assignment(week)
    (job,) = make_jobs(COURSE, assignment, [case.submission], frozenset(), SECRET)
    result = examination(replace(job, scope=scope), prepared_for(week), parent)
    return {check.check.name: check.outcome.verdict for check in result.checks}


CASES = [
    pytest.param(
        week,
        case,
        id=f"{week}-{case.name}",
        marks=[pytest.mark.slow] * (not case.name.startswith(QUICK)),
    )
    for week in WEEKS
    for case in shipped_cases(COURSE.assignment(week))
]


@pytest.mark.parametrize(("week", "case"), CASES)
def test_verdicts_are_those_of_the_checks(week: str, case: Case, warm_parent: WarmParent) -> None:
    rehearsed = verdicts(week, case, warm_parent, Scope(shrink=False, diagnose=False))
    run = verdicts(week, case, warm_parent, Scope(rehearsed=False, shrink=False, diagnose=False))
    assert rehearsed == run
