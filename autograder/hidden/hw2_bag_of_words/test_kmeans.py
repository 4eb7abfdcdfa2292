"""Hidden checks of problem 1: a step of k-means."""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import assume, given, settings

from autograder.checking import (
    FEW_EXAMPLES,
    assert_close,
    assert_modifies_no_argument,
    assert_shape,
    telling,
)
from autograder.hidden.hw2_bag_of_words.cases import (
    ClusterCase,
    cases_whose_labels_change,
    cases_with_an_empty_cluster,
    cases_with_ties,
    cluster_cases,
)


@number("1.4")
@weight(2)
@tags("kmeans_step")
@visibility("after_published")
@given(case=cluster_cases())
def test_kmeans_step_labels(student: ModuleType, reference: ModuleType, case: ClusterCase) -> None:
    """kmeans_step: each feature has the label of its nearest centre, without ties."""
    _, expected = reference.kmeans_step(case.features, case.centers)
    _, labels = student.kmeans_step(case.features, case.centers)
    assert_close(labels, telling(expected), name="labels")


@number("1.5")
@weight(2)
@tags("kmeans_step")
@visibility("after_published")
@given(case=cluster_cases())
def test_kmeans_step_centers(student: ModuleType, reference: ModuleType, case: ClusterCase) -> None:
    """kmeans_step: each centre moves to the mean of its features, and every one has some."""
    expected, _ = reference.kmeans_step(case.features, case.centers)
    new_centers, _ = student.kmeans_step(case.features, case.centers)
    assert_close(new_centers, telling(expected), name="new_centers")


@number("1.6")
@weight(2)
@tags("kmeans_step")
@visibility("after_published")
@given(case=cases_with_an_empty_cluster())
def test_kmeans_step_empty_cluster(
    student: ModuleType, reference: ModuleType, case: ClusterCase
) -> None:
    """kmeans_step: a cluster without features keeps its centre; the others move to their means."""
    expected, _ = reference.kmeans_step(case.features, case.centers)
    new_centers, _ = student.kmeans_step(case.features, case.centers)
    assert_close(new_centers, telling(expected), name="new_centers")


@number("1.7")
@weight(1)
@tags("kmeans_step")
@visibility("after_published")
@given(case=cases_with_ties())
def test_kmeans_step_ties(student: ModuleType, reference: ModuleType, case: ClusterCase) -> None:
    """kmeans_step: a feature in the middle between two centres goes to the one that comes first."""
    _, expected = reference.kmeans_step(case.features, case.centers)
    _, labels = student.kmeans_step(case.features, case.centers)
    assert_close(labels, telling(expected), name="labels")


@number("1.8")
@weight(1.5)
@tags("kmeans_step")
@visibility("after_published")
@given(case=cases_whose_labels_change())
def test_kmeans_step_labels_of_the_given_centers(
    student: ModuleType, reference: ModuleType, case: ClusterCase
) -> None:
    """kmeans_step: the labels belong to the given centres, where the new ones have others."""
    _, expected = reference.kmeans_step(case.features, case.centers)
    _, labels = student.kmeans_step(case.features, case.centers)
    assert_close(labels, telling(expected), name="labels")


@number("1.9")
@weight(1)
@tags("kmeans_step")
@visibility("after_published")
@given(case=cluster_cases(features=(1, 3), centers=(1, 1), axes=(1, 4)))
def test_kmeans_step_of_one_cluster(
    student: ModuleType, reference: ModuleType, case: ClusterCase
) -> None:
    """kmeans_step: a single centre moves to the mean of all features, be there one or more."""
    expected, _ = reference.kmeans_step(case.features, case.centers)
    new_centers, labels = student.kmeans_step(case.features, case.centers)
    assert_shape(labels, (len(case.features),), name="labels")
    assert_close(new_centers, telling(expected), name="new_centers")


@number("1.10")
@weight(1)
@tags("kmeans_step")
@visibility("after_published")
@given(case=cluster_cases(features=(6, 8), axes=(2, 2)))
def test_kmeans_step_repeated(
    student: ModuleType, reference: ModuleType, case: ClusterCase
) -> None:
    """kmeans_step: four steps, each from the centres that the last one gave."""
    expected = received = case.centers
    for _ in range(4):
        assume(_is_clear(case.features, expected))
        expected, _ = reference.kmeans_step(case.features, expected)
    for _ in range(4):
        received, _ = student.kmeans_step(case.features, received)
        assert_shape(received, case.centers.shape, name="new_centers")
    assert_close(received, telling(expected), name="the centres after four steps")


@number("1.11")
@weight(0.5)
@tags("kmeans_step")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=cluster_cases())
def test_kmeans_step_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: ClusterCase
) -> None:
    """kmeans_step: a right answer, with features and centers not modified."""
    new_centers, labels = reference.kmeans_step(case.features, case.centers)
    assert_modifies_no_argument(
        student.kmeans_step,
        case.features,
        case.centers,
        expected=(telling(new_centers), telling(labels)),
    )


def _is_clear(features: np.ndarray, centers: np.ndarray) -> bool:
    """Whether every centre has features, and no rounding decides which."""
    squares = np.sum((features[:, np.newaxis] - centers) ** 2, axis=2)
    ranked = np.sort(squares, axis=1)
    all_used = len(np.unique(squares.argmin(axis=1))) == len(centers)
    return all_used and bool(np.all(ranked[:, 1] - ranked[:, 0] > 1e-2))
