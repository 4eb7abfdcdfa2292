"""A submission that does not get what it must is complained of in a sentence."""

from __future__ import annotations

import pytest

from autograder.checking.verdicts import Verdict
from tests.verification.made_up import result_of, row_of

PASSED, FAILED = Verdict.PASSED, Verdict.FAILED
RIGHT = {"double": PASSED, "negate": PASSED}
HALF = {"double": PASSED, "negate": FAILED}
NOTHING = {"double": FAILED, "negate": Verdict.ERROR}


@pytest.mark.parametrize(
    ("name", "verdicts"),
    [
        ("reference", [RIGHT, RIGHT]),
        ("stub", [NOTHING]),
        ("vacuous/ones", [NOTHING, NOTHING]),
        ("wrong/forgets_sign", [HALF, HALF]),
    ],
)
def test_what_gets_what_it_must_is_not_complained_of(
    name: str, verdicts: list[dict[str, Verdict]]
) -> None:
    row = row_of(name, *(result_of(name, one) for one in verdicts), function="negate")
    assert row.is_as_expected
    assert row.complaint == ""


@pytest.mark.parametrize(
    ("name", "verdicts", "complaint"),
    [
        ("accepted/a", [RIGHT, HALF], "got 10 / 5 points, and must get all; it loses in negate."),
        ("stub", [NOTHING, HALF], "got 0 / 5 points, and must get none."),
        ("wrong/w", [RIGHT, RIGHT], "lost no points: the misconception is not found."),
        ("wrong/w", [RIGHT, HALF], "loses points in negate, and must under every secret."),
        (
            "wrong/w",
            [NOTHING],
            "loses points in double, negate, and must lose points in negate alone.",
        ),
        (
            "wrong/w",
            [{"negate": Verdict.GRADER_ERROR}],
            "could not be graded: why",
        ),
    ],
)
def test_what_does_not_is_complained_of(
    name: str, verdicts: list[dict[str, Verdict]], complaint: str
) -> None:
    row = row_of(name, *(result_of(name, one) for one in verdicts), function="negate")
    assert not row.is_as_expected
    assert row.complaint == f"{name} {complaint}"


def test_where_the_grader_fails_its_reason_is_said() -> None:
    row = row_of("reference", result_of("reference", {}, failure="The checks can't be collected."))
    assert row.complaint == "reference could not be graded: The checks can't be collected."
