"""What is found of a demand, in numbers, and what is complained of."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.checking.verdicts import Verdict
from autograder.records import Assignment, Timing
from autograder.verification.demands import (
    Demand,
    leaks_found,
    mutants_found,
    points_found,
    time_found,
)
from autograder.verification.leaks import Leak
from autograder.verification.mutants import Mutant
from autograder.verification.mutation import Fate, MutationReport
from tests.tiny_course import NAME, make_tiny_course
from tests.verification.made_up import result_of, row_of


@pytest.fixture
def week(tmp_path: Path) -> Assignment:
    return make_tiny_course(tmp_path).assignment(NAME)


def test_points_are_counted_by_submission() -> None:
    right, wrong = {"double": Verdict.PASSED}, {"double": Verdict.FAILED}
    rows = [
        row_of("accepted/one", result_of("accepted/one", right), result_of("accepted/one", right)),
        row_of("accepted/two", result_of("accepted/two", right), result_of("accepted/two", wrong)),
    ]
    finding = points_found(Demand.ACCEPTED, rows)
    assert finding.found == "1 of 2, under 2 secrets"
    assert len(finding.complaints) == 1
    assert points_found(Demand.ACCEPTED, []).found == "0 of 0"


def test_mutants_that_nothing_notices_are_named_where_they_are_too_many(week: Assignment) -> None:
    mutants = [Mutant("double", f"a{k}", f"b{k}", f"source {k}") for k in range(100)]

    def finding(survivors: int, unused: tuple[str, ...] = ()) -> tuple[str, ...]:
        fates = dict.fromkeys(mutants, Fate.KILLED)
        fates |= dict.fromkeys(mutants[:survivors], Fate.SURVIVED)
        return mutants_found(MutationReport(week, fates, unused)).complaints

    assert finding(2) == ()
    assert len(finding(3)) == 3
    assert finding(3)[0] == "double: nothing notices that `a0` becomes `b0`."
    assert finding(0, ("f: a: b",)) == ("Listed as equivalent, but no survivor: f: a: b.",)
    assert len(finding(3, ("f: a: b",))) == 4


def test_a_reference_without_mutants_is_not_sound(week: Assignment) -> None:
    finding = mutants_found(MutationReport(week, {}, ()))
    assert finding.complaints == ("There is nothing in the reference that can be changed.",)


def test_each_leak_is_told_once() -> None:
    leak = Leak("README.md", "the course's secret")
    assert leaks_found([leak, leak]).complaints == ("README.md has the course's secret.",)
    assert leaks_found([]).is_met


@pytest.mark.parametrize(
    ("timing", "complaint"),
    [
        (Timing(of_submission=0.25, of_call=0.25, slowest_function="double"), ""),
        (
            Timing(of_submission=0.1, of_call=0.26, slowest_function="double"),
            "accepted/slow: a call of double takes 26% of its processor time.",
        ),
        (Timing(of_call=0.5), "accepted/slow: the import takes 50% of its processor time."),
        (
            Timing(of_submission=0.3),
            "accepted/slow takes 30% of a submission's processor time.",
        ),
    ],
)
def test_a_right_submission_may_use_a_quarter_of_its_time(timing: Timing, complaint: str) -> None:
    rows = [
        row_of("reference", result_of("reference", {})),
        row_of(
            "accepted/slow",
            result_of("accepted/slow", {}),
            result_of("accepted/slow", {}, timing=timing),
        ),
    ]
    finding = time_found(rows)
    assert finding.found == (
        f"{timing.of_call:.1%} by a call, {timing.of_submission:.1%} by a submission"
    )
    assert finding.complaints == ((complaint,) if complaint else ())
