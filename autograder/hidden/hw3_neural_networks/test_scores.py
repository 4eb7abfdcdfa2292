"""Hidden checks of problems 1, 2 and 11: linear scores, the sigmoid, and the softmax."""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings

from autograder.checking import (
    DEFAULT_TOLERANCE,
    FEW_EXAMPLES,
    Tolerance,
    assert_close,
    assert_modifies_no_argument,
    telling,
)
from autograder.hidden.hw3_neural_networks.cases import (
    LARGE,
    NEAR_LARGE,
    ScoresCase,
    SoftmaxCase,
    activations,
    scores_cases,
    softmax_cases,
)


def _check_scores(student: ModuleType, reference: ModuleType, case: ScoresCase) -> None:
    expected = reference.linear_scores(case.x, case.W, case.b)
    received = student.linear_scores(case.x, case.W, case.b)
    assert_close(received, telling(expected), name="the scores")


@number("1.4")
@weight(1)
@tags("linear_scores")
@visibility("after_published")
@given(case=scores_cases())
def test_linear_scores_of_one_input(
    student: ModuleType, reference: ModuleType, case: ScoresCase
) -> None:
    """linear_scores: one input of shape (D,), b = 0."""
    _check_scores(student, reference, case)


@number("1.5")
@weight(1.5)
@tags("linear_scores")
@visibility("after_published")
@given(case=scores_cases(batch=True))
def test_linear_scores_of_a_batch(
    student: ModuleType, reference: ModuleType, case: ScoresCase
) -> None:
    """linear_scores: inputs of shape (N, D), b = 0; N may be 1."""
    _check_scores(student, reference, case)


@number("1.6")
@weight(1)
@tags("linear_scores")
@visibility("after_published")
@given(case=scores_cases(biased=True))
def test_linear_scores_bias(student: ModuleType, reference: ModuleType, case: ScoresCase) -> None:
    """linear_scores: each class has a bias of its own, here with one input."""
    _check_scores(student, reference, case)


@number("1.7")
@weight(0.5)
@tags("linear_scores")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=scores_cases(biased=True) | scores_cases(batch=True, biased=True))
def test_linear_scores_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: ScoresCase
) -> None:
    """linear_scores: a right answer, with x, W and b not modified."""
    expected = reference.linear_scores(case.x, case.W, case.b)
    assert_modifies_no_argument(
        student.linear_scores, case.x, case.W, case.b, expected=telling(expected)
    )


def _check_sigmoid(student: ModuleType, reference: ModuleType, a: np.ndarray) -> None:
    assert_close(student.sigmoid(a), reference.sigmoid(a), name="x")


@number("2.4")
@weight(1.5)
@tags("sigmoid")
@visibility("after_published")
@given(a=activations())
def test_sigmoid_of_vectors(student: ModuleType, reference: ModuleType, a: np.ndarray) -> None:
    """sigmoid: small activations in an array of one axis."""
    _check_sigmoid(student, reference, a)


@number("2.5")
@weight(1)
@tags("sigmoid")
@visibility("after_published")
@given(a=activations(axes=2) | activations(axes=3))
def test_sigmoid_of_any_shape(student: ModuleType, reference: ModuleType, a: np.ndarray) -> None:
    """sigmoid: arrays of two and three axes."""
    _check_sigmoid(student, reference, a)


@number("2.6")
@weight(0.75)
@tags("sigmoid")
@visibility("after_published")
@given(a=activations(large=LARGE))
def test_sigmoid_of_large_positive_activations(
    student: ModuleType, reference: ModuleType, a: np.ndarray
) -> None:
    """sigmoid: activations up to 1000, beside small ones."""
    _check_sigmoid(student, reference, a)


@number("2.7")
@weight(0.75)
@tags("sigmoid")
@visibility("after_published")
@given(a=activations(large=-LARGE))
def test_sigmoid_of_large_negative_activations(
    student: ModuleType, reference: ModuleType, a: np.ndarray
) -> None:
    """sigmoid: activations down to -1000, beside small ones."""
    _check_sigmoid(student, reference, a)


@number("2.8")
@weight(0.5)
@tags("sigmoid")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(a=activations())
def test_sigmoid_modifies_no_argument(
    student: ModuleType, reference: ModuleType, a: np.ndarray
) -> None:
    """sigmoid: a right answer, with a not modified."""
    assert_modifies_no_argument(student.sigmoid, a, expected=reference.sigmoid(a))


def _check_loss(
    student: ModuleType,
    reference: ModuleType,
    case: SoftmaxCase,
    tolerance: Tolerance = DEFAULT_TOLERANCE,
) -> None:
    expected, _ = reference.softmax_cross_entropy(case.scores, case.labels)
    loss, _ = student.softmax_cross_entropy(case.scores, case.labels)
    assert_close(loss, expected, name="loss", tolerance=tolerance)


def _check_gradient(
    student: ModuleType,
    reference: ModuleType,
    case: SoftmaxCase,
    tolerance: Tolerance = DEFAULT_TOLERANCE,
) -> None:
    _, expected = reference.softmax_cross_entropy(case.scores, case.labels)
    _, dscores = student.softmax_cross_entropy(case.scores, case.labels)
    assert_close(dscores, expected, name="dscores", tolerance=tolerance)


@number("11.5")
@weight(1)
@tags("softmax_cross_entropy")
@visibility("after_published")
@given(case=softmax_cases())
def test_softmax_loss_of_one_example(
    student: ModuleType, reference: ModuleType, case: SoftmaxCase
) -> None:
    """softmax_cross_entropy: the loss of one example."""
    _check_loss(student, reference, case)


@number("11.6")
@weight(1)
@tags("softmax_cross_entropy")
@visibility("after_published")
@given(case=softmax_cases(several=True))
def test_softmax_loss_of_a_batch(
    student: ModuleType, reference: ModuleType, case: SoftmaxCase
) -> None:
    """softmax_cross_entropy: the loss of several examples, their mean."""
    _check_loss(student, reference, case)


@number("11.7")
@weight(1)
@tags("softmax_cross_entropy")
@visibility("after_published")
@given(case=softmax_cases())
def test_softmax_gradient_of_one_example(
    student: ModuleType, reference: ModuleType, case: SoftmaxCase
) -> None:
    """softmax_cross_entropy: dscores of one example."""
    _check_gradient(student, reference, case)


@number("11.8")
@weight(1)
@tags("softmax_cross_entropy")
@visibility("after_published")
@given(case=softmax_cases(several=True))
def test_softmax_gradient_of_a_batch(
    student: ModuleType, reference: ModuleType, case: SoftmaxCase
) -> None:
    """softmax_cross_entropy: dscores of several examples."""
    _check_gradient(student, reference, case)


@number("11.9")
@weight(0.5)
@tags("softmax_cross_entropy")
@visibility("after_published")
@given(case=softmax_cases(several=True, shift=LARGE))
def test_softmax_of_large_scores(
    student: ModuleType, reference: ModuleType, case: SoftmaxCase
) -> None:
    """softmax_cross_entropy: scores around 1000 or -1000, in each example for itself."""
    _check_loss(student, reference, case, NEAR_LARGE)
    _check_gradient(student, reference, case, NEAR_LARGE)


@number("11.10")
@weight(0.5)
@tags("softmax_cross_entropy")
@visibility("after_published")
@given(case=softmax_cases(gap=LARGE))
def test_softmax_of_an_impossible_label(
    student: ModuleType, reference: ModuleType, case: SoftmaxCase
) -> None:
    """softmax_cross_entropy: a score of the right class that is 1000 below the others."""
    _check_loss(student, reference, case, NEAR_LARGE)
    _check_gradient(student, reference, case, NEAR_LARGE)


@number("11.11")
@weight(0.5)
@tags("softmax_cross_entropy")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=softmax_cases(several=True))
def test_softmax_cross_entropy_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: SoftmaxCase
) -> None:
    """softmax_cross_entropy: a right answer, with scores and labels not modified."""
    assert_modifies_no_argument(
        student.softmax_cross_entropy,
        case.scores,
        case.labels,
        expected=reference.softmax_cross_entropy(case.scores, case.labels),
    )
