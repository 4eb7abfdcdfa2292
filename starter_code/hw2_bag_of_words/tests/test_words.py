"""Visible checks of problems 1 to 4: the vocabulary, the votes of patches, and their pooling.

`student` is what is graded and `partner` whatever else a check needs. On your machine both are
your own file. When the class is graded, `partner` always answers right.
"""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import assume, given
from hypothesis import strategies as st

from autograder.checking import (
    assert_close,
    assert_shape,
    distinct_arrays,
    integer_arrays,
    nonzero_arrays,
)

FEATURES = np.array([[0.0, 0], [2, 0], [5, 1], [7, 1], [6, 4]])
CENTERS = np.array([[1.0, 2], [5, 3], [-9, 0]])

# From four patches to three words: the deck's example.
DISTANCES = np.array([[1.0, 2, 3], [2, 3, 1], [2, 3, 1], [3, 2, 1]])
HARD = np.array([[1.0, 0, 0], [0, 0, 1], [0, 0, 1], [0, 0, 1]])
SOFT = np.array([[6.0, 3, 2], [3, 2, 6], [3, 2, 6], [2, 3, 6]]) / 11


@st.composite
def features_and_centers(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Features of whole numbers, and a centre a little beside each of the first two or three."""
    features = draw(distinct_arrays(draw(st.integers(4, 6)), draw(st.integers(1, 3))))
    # A mean of so few whole numbers is never at 0.3: every centre has to move.
    return features, features[: draw(st.integers(2, 3))] + 0.3


@st.composite
def distances_to_words(draw: st.DrawFn) -> np.ndarray:
    """Distances of patches to words, shape (N, K), none of them zero."""
    return np.abs(draw(nonzero_arrays(draw(st.integers(1, 4)), draw(st.integers(2, 4)))))


@st.composite
def votes_in_two_parts(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Votes of an image's patches, shape (N, K), in quarters: of the first few, and of the rest."""
    n_patches = draw(st.integers(2, 5))
    votes = np.abs(draw(integer_arrays(n_patches, draw(st.integers(2, 4))))) / 4
    assume(votes.any())
    n_first = draw(st.integers(1, n_patches - 1))
    return votes[:n_first], votes[n_first:]


@number("1.1")
@weight(2)
@tags("kmeans_step")
def test_kmeans_step_labels_of_the_handout(student: ModuleType) -> None:
    """kmeans_step: the labels in the handout's example."""
    _, labels = student.kmeans_step(FEATURES, CENTERS)
    assert_close(labels, [0, 0, 1, 1, 1], name="labels")


@number("1.2")
@weight(2.5)
@tags("kmeans_step")
def test_kmeans_step_centers_of_the_handout(student: ModuleType) -> None:
    """kmeans_step: the new centres in the handout's example, of which one has no features."""
    new_centers, _ = student.kmeans_step(FEATURES, CENTERS)
    assert_close(new_centers, [[1, 0], [6, 2], [-9, 0]], name="new_centers")


@number("1.3")
@weight(2.5)
@tags("kmeans_step")
@given(case=features_and_centers())
def test_kmeans_step_lowers_the_loss(
    student: ModuleType, case: tuple[np.ndarray, np.ndarray]
) -> None:
    """kmeans_step: the labels make the loss as small as can be, the new centres make it smaller."""
    features, centers = case
    new_centers, labels = student.kmeans_step(features, centers)
    assert_shape(labels, (len(features),), name="labels")
    assert_shape(new_centers, centers.shape, name="new_centers")
    is_label = np.equal.outer(labels, np.arange(len(centers)))
    squares = _squared_distances(features, centers)
    before = squares[is_label].sum()
    assert_close(before, squares.min(axis=1).sum(), name="the loss of labels with the old centres")
    after = _squared_distances(features, new_centers)[is_label].sum()
    assert after < before, f"The new centres take the loss from {before:g} to {after:g}."


def _squared_distances(features: np.ndarray, centers: np.ndarray) -> np.ndarray:
    """From each feature to each centre, shape (N, K)."""
    return np.array([[np.linalg.norm(x - c) ** 2 for c in centers] for x in features])


@number("2.1")
@weight(1.5)
@tags("hard_assignment")
def test_hard_assignment_of_the_deck(student: ModuleType) -> None:
    """hard_assignment: the handout's example."""
    assert_close(student.hard_assignment(DISTANCES), HARD, name="the assignment")


@number("2.2")
@weight(1.5)
@tags("hard_assignment")
@given(distances=distances_to_words())
def test_hard_assignment_has_one_vote_a_patch(student: ModuleType, distances: np.ndarray) -> None:
    """hard_assignment: each row adds up to 1, and its vote is at the smallest distance."""
    votes = student.hard_assignment(distances)
    assert_shape(votes, distances.shape, name="the assignment")
    assert_close(votes.sum(axis=1), np.ones(len(votes)), name="the sum of each row")
    chosen = (votes * distances).sum(axis=1)
    assert_close(chosen, distances.min(axis=1), name="the distance voted for in each row")


@number("3.1")
@weight(2)
@tags("soft_assignment")
def test_soft_assignment_of_the_deck(student: ModuleType) -> None:
    """soft_assignment: the handout's first example."""
    assert_close(student.soft_assignment(DISTANCES), SOFT, name="the assignment")


@number("3.2")
@weight(1)
@tags("soft_assignment")
def test_soft_assignment_with_zeros_of_the_handout(student: ModuleType) -> None:
    """soft_assignment: the handout's second example: one distance of zero, and two."""
    received = student.soft_assignment(np.array([[0.0, 4, 1], [0, 5, 0]]))
    assert_close(received, [[1, 0, 0], [0.5, 0, 0.5]], name="the assignment")


@number("3.3")
@weight(1.5)
@tags("soft_assignment")
@given(distances=distances_to_words())
def test_soft_assignment_rows_add_up(student: ModuleType, distances: np.ndarray) -> None:
    """soft_assignment: each row adds up to 1."""
    received = student.soft_assignment(distances)
    assert_shape(received, distances.shape, name="the assignment")
    assert_close(received.sum(axis=1), np.ones(len(distances)), name="the sum of each row")


@number("3.4")
@weight(1)
@tags("soft_assignment")
@given(distances=distances_to_words(), scale=st.integers(2, 9))
def test_soft_assignment_has_no_unit(
    student: ModuleType, partner: ModuleType, distances: np.ndarray, scale: int
) -> None:
    """soft_assignment: the shares stay what they are when all distances are some times as long."""
    expected = partner.soft_assignment(scale * distances)
    assert_close(student.soft_assignment(distances), expected, name="the assignment")


@number("4.1")
@weight(1.5)
@tags("pool")
def test_pool_sum_of_the_deck(student: ModuleType) -> None:
    """pool: the handout's two examples with 'sum'."""
    assert_close(student.pool(HARD, "sum"), [1, 0, 3], name="the sum of the hard votes")
    expected = np.array([14, 10, 20]) / 11
    assert_close(student.pool(SOFT, "sum"), expected, name="the sum of the soft votes")


@number("4.2")
@weight(1.5)
@tags("pool")
def test_pool_max_of_the_deck(student: ModuleType) -> None:
    """pool: the handout's two examples with 'max'."""
    assert_close(student.pool(HARD, "max"), [1, 0, 1], name="the maximum of the hard votes")
    expected = np.array([6, 3, 6]) / 11
    assert_close(student.pool(SOFT, "max"), expected, name="the maximum of the soft votes")


@number("4.3")
@weight(1)
@tags("pool")
@given(parts=votes_in_two_parts())
def test_pool_sum_in_two_parts(
    student: ModuleType, partner: ModuleType, parts: tuple[np.ndarray, np.ndarray]
) -> None:
    """pool: 'sum' over all patches is what the first few give plus what the rest give."""
    first, rest = (partner.pool(part, "sum") for part in parts)
    assert_close(student.pool(np.concatenate(parts), "sum"), first + rest, name="the sum")


@number("4.4")
@weight(1)
@tags("pool")
@given(parts=votes_in_two_parts())
def test_pool_max_in_two_parts(
    student: ModuleType, partner: ModuleType, parts: tuple[np.ndarray, np.ndarray]
) -> None:
    """pool: 'max' over all patches is the larger of what the first few and the rest give."""
    first, rest = (partner.pool(part, "max") for part in parts)
    assert_close(
        student.pool(np.concatenate(parts), "max"), np.maximum(first, rest), name="the maximum"
    )
