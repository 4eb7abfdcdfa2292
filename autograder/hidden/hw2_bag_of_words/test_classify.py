"""Hidden checks of problem 7: the nearest neighbour, on small vectors and on real images."""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings

from autograder.checking import (
    FEW_EXAMPLES,
    assert_close,
    assert_modifies_no_argument,
    assert_shape,
)
from autograder.hidden.hw2_bag_of_words.cases import ClassificationCase, classification_cases
from autograder.hidden.hw2_bag_of_words.distances import (
    Distance,
    chi_squared,
    earth_movers,
    euclidean,
    intersection,
)
from autograder.hidden.hw2_bag_of_words.images import BAGS_OF_WORDS, shipped_vectors


def _check_labels(student: ModuleType, reference: ModuleType, case: ClassificationCase) -> None:
    arguments = (case.train_vectors, case.train_labels, case.test_vectors, case.distance)
    expected = reference.classify(*arguments)
    assert_close(student.classify(*arguments), expected, name="the labels")


@number("7.5")
@weight(1.5)
@tags("classify")
@visibility("after_published")
@given(case=classification_cases(euclidean))
def test_classify_by_euclidean_distance(
    student: ModuleType, reference: ModuleType, case: ClassificationCase
) -> None:
    """classify: the nearest by Euclidean distance."""
    _check_labels(student, reference, case)


@number("7.6")
@weight(1.5)
@tags("classify")
@visibility("after_published")
@given(case=classification_cases(intersection, chi_squared, earth_movers, histograms=True))
def test_classify_by_distances_of_histograms(
    student: ModuleType, reference: ModuleType, case: ClassificationCase
) -> None:
    """classify: histograms, by the intersection, chi-squared or earth mover's distance."""
    _check_labels(student, reference, case)


@number("7.7")
@weight(1)
@tags("classify")
@visibility("after_published")
@given(case=classification_cases(earth_movers, rival=euclidean, histograms=True))
def test_classify_by_the_given_distance(
    student: ModuleType, reference: ModuleType, case: ClassificationCase
) -> None:
    """classify: by the earth mover's distance, where the Euclidean has another nearest."""
    _check_labels(student, reference, case)


@number("7.8")
@weight(0.5)
@tags("classify")
@visibility("after_published")
@given(case=classification_cases(euclidean, train=(1, 1), test=(1, 2)))
def test_classify_by_one_example(
    student: ModuleType, reference: ModuleType, case: ClassificationCase
) -> None:
    """classify: a single training vector gives all its label."""
    _check_labels(student, reference, case)


@number("7.9")
@weight(0.5)
@tags("classify")
@visibility("after_published")
@given(case=classification_cases(euclidean))
def test_classify_ties(
    student: ModuleType, reference: ModuleType, case: ClassificationCase
) -> None:
    """classify: of two equal training vectors the label of the first counts."""
    # Of two equal vectors now the first and now the second has the smaller label.
    others = case.train_labels + np.where(case.train_labels % 2, 20, -5)
    twice = ClassificationCase(
        np.concatenate([case.train_vectors, case.train_vectors]),
        np.concatenate([case.train_labels, others]),
        case.test_vectors,
        case.distance,
    )
    _check_labels(student, reference, twice)


def _check_images(
    student: ModuleType, reference: ModuleType, name: str, distance: Distance
) -> None:
    images = shipped_vectors(name, reference)
    labels = student.classify(
        images.train_vectors, images.train_labels, images.test_vectors, distance
    )
    assert_shape(labels, images.test_labels.shape, name="the labels")
    right = float(np.mean(labels == images.test_labels))
    needed = BAGS_OF_WORDS[name].threshold
    assert right >= needed, f"{right:.0%} of the {name} are right; {needed:.0%} are needed."


@number("7.10")
@weight(2.5)
@tags("classify")
@visibility("after_published")
def test_classify_digits(student: ModuleType, reference: ModuleType) -> None:
    """classify: shifted handwritten digits, as bags of words by the intersection distance."""
    _check_images(student, reference, "digits", intersection)


@number("7.11")
@weight(2)
@tags("classify")
@visibility("after_published")
def test_classify_photographs(student: ModuleType, reference: ModuleType) -> None:
    """classify: crops of two photographs, as bags of words by the chi-squared distance."""
    _check_images(student, reference, "photographs", chi_squared)


@number("7.12")
@weight(0.5)
@tags("classify")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=classification_cases(euclidean))
def test_classify_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: ClassificationCase
) -> None:
    """classify: a right answer, with vectors and labels not modified."""
    arguments = (case.train_vectors, case.train_labels, case.test_vectors, case.distance)
    assert_modifies_no_argument(
        student.classify, *arguments, expected=reference.classify(*arguments)
    )
