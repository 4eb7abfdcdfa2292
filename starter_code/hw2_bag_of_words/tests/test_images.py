"""Visible checks of problems 6 and 7: one vector for an image, and what the image shows.

`student` is what is graded and `partner` whatever else a check needs. On your machine both are
your own file. When the class is graded, `partner` always answers right: a mistake in your
soft_assignment then costs none of encode's points, unless your encode calls it.
"""

from dataclasses import dataclass
from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import assume, given
from hypothesis import strategies as st

from autograder.checking import assert_close, distinct_arrays, several_arrays

PATCHES = np.array([[3.0, 0], [0, 4], [6, 8]])
VOCABULARY = np.array([[0.0, 0], [3, 4]])

TRAIN_VECTORS = np.array([[4.0, 0], [3, 3]])
TRAIN_LABELS = np.array([4, 7])
TEST_VECTORS = np.array([[0.0, 0], [5, 1]])


def length_of_difference(h: np.ndarray, k: np.ndarray) -> float:
    """The Euclidean distance of two vectors."""
    return np.linalg.norm(h - k)


def largest_difference(h: np.ndarray, k: np.ndarray) -> float:
    """The distance that a king walks on a chessboard."""
    return np.abs(h - k).max()


def last_difference(h: np.ndarray, k: np.ndarray) -> float:
    """A distance that looks at the last number alone."""
    return np.abs(h[-1] - k[-1])


@st.composite
def images(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, a vocabulary, and the distances between them: no ties, and no zeros."""
    n_axes = draw(st.integers(1, 3))
    features, words = several_arrays(
        draw, (draw(st.integers(2, 5)), n_axes), (draw(st.integers(2, 3)), n_axes)
    )
    table = np.array([[length_of_difference(x, word) for word in words] for x in features])
    assume(table.all() and np.diff(np.sort(table, axis=1)).all())
    return features, words, table


@dataclass(frozen=True)
class Neighbours:
    """Arguments of classify, and for each test vector the number of a training vector."""

    train_vectors: np.ndarray
    train_labels: np.ndarray
    test_vectors: np.ndarray
    near: np.ndarray


@st.composite
def neighbours(draw: st.DrawFn, least_axes: int = 1) -> Neighbours:
    """Training vectors that are 1 or more apart in every number, test vectors a quarter beside."""
    n_train = draw(st.integers(3, 5))
    train_vectors = draw(distinct_arrays(n_train, draw(st.integers(least_axes, 3))))
    near = np.array(draw(st.permutations(range(n_train))))[: draw(st.integers(1, n_train - 1))]
    labels = np.array(draw(st.permutations([3, 7, 12, 40, 41]))[:n_train])
    return Neighbours(train_vectors, labels, train_vectors[near] + 0.25, near)


@number("6.1")
@weight(1.5)
@tags("encode")
def test_encode_hard_of_the_handout(student: ModuleType) -> None:
    """encode: the handout's example with 'hard' votes, pooled by 'sum' and by 'max'."""
    received = student.encode(PATCHES, VOCABULARY, "hard", "sum")
    assert_close(received, [1, 2], name="the vector of 'hard' and 'sum'")
    received = student.encode(PATCHES, VOCABULARY, "hard", "max")
    assert_close(received, [1, 1], name="the vector of 'hard' and 'max'")


@number("6.2")
@weight(1.5)
@tags("encode")
def test_encode_soft_of_the_handout(student: ModuleType) -> None:
    """encode: the handout's example with 'soft' votes, pooled by 'sum' and by 'max'."""
    received = student.encode(PATCHES, VOCABULARY, "soft", "sum")
    assert_close(received, [4 / 3, 5 / 3], name="the vector of 'soft' and 'sum'")
    received = student.encode(PATCHES, VOCABULARY, "soft", "max")
    assert_close(received, [4 / 7, 2 / 3], name="the vector of 'soft' and 'max'")


@number("6.3")
@weight(2)
@tags("encode")
@given(case=images())
def test_encode_is_a_composition(
    student: ModuleType, partner: ModuleType, case: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> None:
    """encode: the same as pool of hard_assignment, or of soft_assignment, of the distances."""
    features, words, distances = case
    votes = {
        "hard": partner.hard_assignment(distances),
        "soft": partner.soft_assignment(distances),
    }
    for assignment in votes:
        for pooling in ("sum", "max"):
            expected = partner.pool(votes[assignment], pooling)
            received = student.encode(features, words, assignment, pooling)
            assert_close(received, expected, name=f"the vector of {assignment!r} and {pooling!r}")


@number("7.1")
@weight(1.5)
@tags("classify")
def test_classify_by_length_of_the_handout(student: ModuleType) -> None:
    """classify: the handout's example with the Euclidean distance."""
    labels = student.classify(TRAIN_VECTORS, TRAIN_LABELS, TEST_VECTORS, length_of_difference)
    assert_close(labels, [4, 4], name="the labels")


@number("7.2")
@weight(1.5)
@tags("classify")
def test_classify_by_largest_difference_of_the_handout(student: ModuleType) -> None:
    """classify: the handout's example with the largest difference as the distance."""
    labels = student.classify(TRAIN_VECTORS, TRAIN_LABELS, TEST_VECTORS, largest_difference)
    assert_close(labels, [7, 4], name="the labels")


@number("7.3")
@weight(1.5)
@tags("classify")
@given(case=neighbours())
def test_classify_vectors_near_known_ones(student: ModuleType, case: Neighbours) -> None:
    """classify: a vector close beside a training vector gets the label of that one."""
    labels = student.classify(
        case.train_vectors, case.train_labels, case.test_vectors, largest_difference
    )
    assert_close(labels, case.train_labels[case.near], name="the labels")


@number("7.4")
@weight(1.5)
@tags("classify")
@given(case=neighbours(least_axes=2))
def test_classify_sees_with_the_distance_alone(student: ModuleType, case: Neighbours) -> None:
    """classify: a distance that looks at the last number alone makes the others meaningless."""
    misleading = case.test_vectors.copy()
    # All but the last number are those of another training vector.
    misleading[:, :-1] = case.train_vectors[case.near - 1, :-1]
    labels = student.classify(case.train_vectors, case.train_labels, misleading, last_difference)
    assert_close(labels, case.train_labels[case.near], name="the labels")
