"""Hidden checks of problems 2 to 4: from distances to votes, and to their sum or maximum."""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checking import (
    FEW_EXAMPLES,
    assert_close,
    assert_modifies_no_argument,
    assert_raises_value_error,
    assert_shape,
    telling,
)
from autograder.hidden.hw2_bag_of_words.cases import (
    UNKNOWN_WORDS,
    distance_cases,
    distances_with_ties,
    distances_with_zeros,
    vote_cases,
)


def _check_hard(student: ModuleType, reference: ModuleType, distances: np.ndarray) -> None:
    expected = reference.hard_assignment(distances)
    assert_close(student.hard_assignment(distances), telling(expected), name="the assignment")


@number("2.3")
@weight(2)
@tags("hard_assignment")
@visibility("after_published")
@given(distances=distance_cases(patches=(2, 4)))
def test_hard_assignment_nearest(
    student: ModuleType, reference: ModuleType, distances: np.ndarray
) -> None:
    """hard_assignment: several patches, without ties."""
    _check_hard(student, reference, distances)


@number("2.4")
@weight(1.5)
@tags("hard_assignment")
@visibility("after_published")
@given(distances=distances_with_ties())
def test_hard_assignment_ties(
    student: ModuleType, reference: ModuleType, distances: np.ndarray
) -> None:
    """hard_assignment: at a tie the vote goes to one word, the one with the lower number."""
    _check_hard(student, reference, distances)


@number("2.5")
@weight(1)
@tags("hard_assignment")
@visibility("after_published")
@given(distances=distance_cases(patches=(1, 1), words=(2, 5)))
def test_hard_assignment_of_one_patch(
    student: ModuleType, reference: ModuleType, distances: np.ndarray
) -> None:
    """hard_assignment: a single patch gives an array of one row."""
    _check_hard(student, reference, distances)


@number("2.6")
@weight(0.5)
@tags("hard_assignment")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(distances=distance_cases())
def test_hard_assignment_modifies_no_argument(
    student: ModuleType, reference: ModuleType, distances: np.ndarray
) -> None:
    """hard_assignment: a right answer, with distances not modified."""
    expected = telling(reference.hard_assignment(distances))
    assert_modifies_no_argument(student.hard_assignment, distances, expected=expected)


def _check_soft(student: ModuleType, reference: ModuleType, distances: np.ndarray) -> None:
    expected = reference.soft_assignment(distances)
    assert_close(student.soft_assignment(distances), telling(expected), name="the assignment")


@number("3.5")
@weight(2.5)
@tags("soft_assignment")
@visibility("after_published")
@given(distances=distance_cases(patches=(2, 4)))
def test_soft_assignment_positive(
    student: ModuleType, reference: ModuleType, distances: np.ndarray
) -> None:
    """soft_assignment: several patches, no distance is zero."""
    _check_soft(student, reference, distances)


@number("3.6")
@weight(1)
@tags("soft_assignment")
@visibility("after_published")
@given(distances=distance_cases(patches=(1, 1), words=(2, 5)))
def test_soft_assignment_of_one_patch(
    student: ModuleType, reference: ModuleType, distances: np.ndarray
) -> None:
    """soft_assignment: a single patch gives an array of one row that adds up to 1."""
    _check_soft(student, reference, distances)


@number("3.7")
@weight(1.5)
@tags("soft_assignment")
@visibility("after_published")
@given(distances=distances_with_zeros(zeros=(1, 1)))
def test_soft_assignment_one_zero(
    student: ModuleType, reference: ModuleType, distances: np.ndarray
) -> None:
    """soft_assignment: a word at distance zero takes its patch's whole row."""
    _check_soft(student, reference, distances)


@number("3.8")
@weight(1)
@tags("soft_assignment")
@visibility("after_published")
@given(distances=distances_with_zeros(zeros=(2, 3)))
def test_soft_assignment_several_zeros(
    student: ModuleType, reference: ModuleType, distances: np.ndarray
) -> None:
    """soft_assignment: words at distance zero share their patch's row equally."""
    _check_soft(student, reference, distances)


@number("3.9")
@weight(1)
@tags("soft_assignment")
@visibility("after_published")
@given(distances=distance_cases(patches=(2, 4)), exponent=st.sampled_from([-3, -2, 2, 3]))
def test_soft_assignment_in_other_units(
    student: ModuleType, reference: ModuleType, distances: np.ndarray, exponent: int
) -> None:
    """soft_assignment: distances of about a thousandth, or of some thousands."""
    _check_soft(student, reference, distances * 10.0**exponent)


@number("3.10")
@weight(1)
@tags("soft_assignment")
@visibility("after_published")
@given(distances=distances_with_zeros(zeros=(1, 1)), scale=st.integers(1, 4))
def test_soft_assignment_rows_beside_a_zero(
    student: ModuleType, reference: ModuleType, distances: np.ndarray, scale: int
) -> None:
    """soft_assignment: a patch without a zero shares its vote as ever, beside one with a zero."""
    mixed = np.insert(distances, 0, scale * np.arange(1.0, distances.shape[1] + 1), axis=0)
    expected = reference.soft_assignment(mixed)
    received = np.asarray(student.soft_assignment(mixed))
    assert_shape(received, expected.shape, name="the assignment")
    assert_close(received[0], telling(expected[0]), name="row 0 of the assignment")


@number("3.11")
@weight(0.5)
@tags("soft_assignment")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(distances=distance_cases())
def test_soft_assignment_modifies_no_argument(
    student: ModuleType, reference: ModuleType, distances: np.ndarray
) -> None:
    """soft_assignment: a right answer, with distances not modified."""
    expected = telling(reference.soft_assignment(distances))
    assert_modifies_no_argument(student.soft_assignment, distances, expected=expected)


def _check_pool(student: ModuleType, reference: ModuleType, votes: np.ndarray, *hows: str) -> None:
    for how in hows:
        expected = reference.pool(votes, how)
        assert_close(student.pool(votes, how), telling(expected), name=f"the {how}")


@number("4.5")
@weight(2)
@tags("pool")
@visibility("after_published")
@given(votes=vote_cases())
def test_pool_sum(student: ModuleType, reference: ModuleType, votes: np.ndarray) -> None:
    """pool: 'sum' over several patches."""
    _check_pool(student, reference, votes, "sum")


@number("4.6")
@weight(2)
@tags("pool")
@visibility("after_published")
@given(votes=vote_cases())
def test_pool_max(student: ModuleType, reference: ModuleType, votes: np.ndarray) -> None:
    """pool: 'max' over several patches."""
    _check_pool(student, reference, votes, "max")


@number("4.7")
@weight(1)
@tags("pool")
@visibility("after_published")
@given(votes=vote_cases(patches=(1, 1)))
def test_pool_of_one_patch(student: ModuleType, reference: ModuleType, votes: np.ndarray) -> None:
    """pool: the sum and the maximum of a single patch are its votes, in an array of one axis."""
    _check_pool(student, reference, votes, "sum", "max")
    # Handing back the first row is no pooling: with another patch, it is wrong.
    _check_pool(student, reference, np.concatenate([votes, votes + 0.25]), "max")


@number("4.8")
@weight(1.5)
@tags("pool")
@visibility("after_published")
@given(votes=vote_cases(), how=UNKNOWN_WORDS)
def test_pool_unknown_word(
    student: ModuleType, reference: ModuleType, votes: np.ndarray, how: str
) -> None:
    """pool: a word other than 'sum' and 'max' raises ValueError; one of these does not."""
    _check_pool(student, reference, votes, "sum")
    assert_raises_value_error(
        lambda: student.pool(votes, how), because=f"{how!r} is neither 'sum' nor 'max'"
    )


@number("4.9")
@weight(0.5)
@tags("pool")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(votes=vote_cases(), how=st.sampled_from(["sum", "max"]))
def test_pool_modifies_no_argument(
    student: ModuleType, reference: ModuleType, votes: np.ndarray, how: str
) -> None:
    """pool: a right answer, with assignments not modified."""
    expected = telling(reference.pool(votes, how))
    assert_modifies_no_argument(student.pool, votes, how, expected=expected)
