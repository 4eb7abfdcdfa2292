"""What a change can reach: the checks that call a function, and the functions that use it."""

from __future__ import annotations

from pathlib import Path

from autograder.verification.reach import Reach, reach_of
from tests.tiny_course import NAME, make_tiny_course


def names(identities: frozenset[str]) -> set[str]:
    return {identity.split("::")[1] for identity in identities}


def reach_with_helper(root: Path) -> Reach:
    course = make_tiny_course(root)
    assignment = course.assignment(NAME)
    text = assignment.reference.read_text().replace("return -x", "return _minus(x)")
    assignment.reference.write_text(text + "\n\ndef _minus(x):\n    return -x\n")
    return reach_of(assignment)


def test_another_function_in_the_place_of_one_reaches_the_checks_that_call_it(
    tmp_path: Path,
) -> None:
    reach = reach_with_helper(tmp_path)
    assert names(reach.of_overlay("double")) == {"test_double", "test_double_any"}


def test_a_mutant_of_a_helper_reaches_the_hidden_checks_of_what_uses_it(tmp_path: Path) -> None:
    reach = reach_with_helper(tmp_path)
    assert names(reach.of_mutant("_minus")) == {"test_negate"}
    assert names(reach.of_mutant("double")) == {"test_double_any"}
