"""What a class's grades say, on classes small enough to count by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.checking.description import CheckDescription
from autograder.checking.verdicts import Outcome, Verdict
from autograder.records import CheckResult, Diagnosis, Grade, GradeState, Result, Student
from autograder.reports.pages.numbers import (
    check_rates,
    common_misconceptions,
    function_rates,
    in_need,
    spread,
)
from tests.reports.examples import VERSIONS

P, F, M, T = Verdict.PASSED, Verdict.FAILED, Verdict.MISSING, Verdict.TIMED_OUT
FLIP = Diagnosis("conv1d", "conv1d_not_flipped", "Flip it.")
PAD = Diagnosis("conv2d", "conv2d_no_padding", "Pad it.")


def grade(name: str, *diagnoses: Diagnosis, points: float = 50, **verdicts: str) -> Grade:
    """A grade whose functions' checks ended so: ``f="pf"`` is a pass and a failure."""
    words = {"p": P, "f": F, "m": M, "t": T, "g": Verdict.GRADER_ERROR}
    checks = tuple(
        CheckResult(
            CheckDescription(f"test_{k}", f"{function}: {k}", "", k + 1.0, (function,), "visible"),
            Outcome(words[letter]),
        )
        for function, letters in verdicts.items()
        for k, letter in enumerate(letters)
    )
    result = Result("hw", name, VERSIONS, checks, diagnoses=diagnoses)
    state = GradeState.GRADED if result.is_graded else GradeState.UNGRADED
    return Grade(
        Student(name), "hw", state, points if result.is_graded else None, 100, result=result
    )


ABSENT = Grade(Student("Absent"), "hw", GradeState.NOT_SUBMITTED, 0.0, 100)


def test_quartiles_are_those_of_students_with_a_grade() -> None:
    points = [0, 10, 20, 30, 40, 50, 60, 70, 100]
    graded = [grade(f"s{p}", f="p", points=p) for p in points]
    found = spread([*graded, ABSENT, grade("Broken", f="g")])
    assert found is not None
    assert (found.lower_quartile, found.median, found.upper_quartile) == (20, 40, 60)
    assert (found.lowest, found.highest, found.mean) == (0, 100, 380 / 9)
    assert found.full_marks == 1
    assert found.counts == (1, 1, 1, 1, 1, 1, 1, 1, 0, 1)


def test_points_beyond_the_scale_are_in_its_last_part() -> None:
    found = spread([grade("a", f="p", points=120), grade("b", f="p", points=30)])
    assert found is not None
    assert found.counts == (0, 0, 0, 1, 0, 0, 0, 0, 0, 1)
    assert found.full_marks == 1


def test_a_class_of_one_has_quartiles_and_one_of_none_has_not() -> None:
    found = spread([grade("a", f="p", points=30)])
    assert found is not None
    assert (found.lower_quartile, found.median, found.upper_quartile) == (30, 30, 30)
    assert spread([ABSENT]) is None
    assert spread([]) is None


def test_checks_come_the_hardest_first_with_their_usual_trouble() -> None:
    rates = check_rates([grade("a", f="ppf"), grade("b", f="pft"), grade("c", f="pmt"), ABSENT])
    assert [(r.place, r.passed, r.tried, r.usual_trouble) for r in rates] == [
        (2, 0, 3, "timed out"),
        (1, 1, 3, "failed"),
        (0, 3, 3, ""),
    ]


def test_ungraded_submissions_count_in_no_rate() -> None:
    (rate,) = check_rates([grade("a", f="p"), grade("b", f="f", h="g")])
    assert (rate.passed, rate.tried) == (1, 1)
    (function,) = function_rates([grade("a", f="p"), grade("b", f="f", h="g")])
    assert function.tried == 1


def test_checks_of_one_name_in_two_functions_are_two() -> None:
    assert len(check_rates([grade("a", f="p", h="f")])) == 2


def test_a_functions_rate_is_the_part_of_its_points() -> None:
    rates = function_rates([grade("a", f="ppp", h="pp"), grade("b", f="ppf", h="mm")])
    assert [(r.name, r.place, r.checks, r.points) for r in rates] == [
        ("h", 1, 2, 3),
        ("f", 0, 3, 6),
    ]
    assert [(r.share, r.complete, r.missing, r.tried) for r in rates] == [
        (0.5, 1, 1, 2),
        (0.75, 1, 0, 2),
    ]


def test_misconceptions_come_the_most_common_first_with_who_has_them() -> None:
    grades = [grade("a", FLIP, f="f"), grade("b", PAD, FLIP, f="f"), grade("c", f="p"), ABSENT]
    found = [
        (common.diagnosis, [g.student.name for g in common.grades])
        for common in common_misconceptions(grades)
    ]
    assert found == [(FLIP, ["a", "b"]), (PAD, ["b"])]


@pytest.mark.parametrize(
    ("verdicts", "needs"),
    [
        ({"f": "p", "g": "p", "h": "p"}, False),
        ({"f": "p", "g": "f", "h": "p"}, False),
        ({"f": "p", "g": "f", "h": "f"}, True),  # a third of the points
        ({"f": "pppp", "g": "m", "h": "p"}, True),  # a third of the functions
        ({"f": "pppp", "g": "m", "h": "p", "i": "p"}, False),
        ({"f": "pm", "g": "p", "h": "p"}, False),  # a part of it is missing, it is there
    ],
)
def test_the_rule_of_who_needs_help(verdicts: dict[str, str], needs: bool) -> None:
    assert bool(in_need([grade("a", points=100, **verdicts)])) is needs


def test_half_of_the_points_is_enough() -> None:
    assert in_need([grade("a", f="p", h="f")]) == []


def test_lateness_makes_nobody_need_help() -> None:
    assert in_need([replace(grade("a", f="p"), points=0.0)]) == []


def test_the_neediest_come_first_with_what_they_lack() -> None:
    needy = in_need([grade("a", f="f", g="p", h="m"), grade("b", f="f", g="m", h="m"), ABSENT])
    assert [(one.grade.student.name, one.missing, one.incomplete) for one in needy] == [
        ("b", ("g", "h"), ("f",)),
        ("a", ("h",), ("f",)),
    ]
