"""Visible checks of problems 1, 2 and 11: linear scores, the sigmoid, and the softmax.

`student` is what is graded and `partner` whatever else a check needs. On your machine both are
your own file; when the class is graded, `partner` always answers right.
"""

from dataclasses import dataclass
from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import given
from hypothesis import strategies as st

from autograder.checking import (
    BY_DIFFERENCES,
    SMOOTH_STEP,
    assert_close,
    integer_arrays,
    nonzero_arrays,
    numerical_gradient,
)

WEIGHTS = np.array([[1.0, 2, 3], [0, -1, 1]])
BIASES = np.array([10.0, -1])


@number("1.1")
@weight(1)
@tags("linear_scores")
def test_linear_scores_of_the_handout(student: ModuleType) -> None:
    """linear_scores: the handout's example with one input, of shape (D,)."""
    scores = student.linear_scores(np.array([1.0, 0, 2]), WEIGHTS, BIASES)
    assert_close(scores, [17, 1], name="the scores")


@number("1.2")
@weight(1)
@tags("linear_scores")
def test_linear_scores_of_two_inputs(student: ModuleType) -> None:
    """linear_scores: the handout's two inputs at once, of shape (N, D)."""
    scores = student.linear_scores(np.array([[1.0, 0, 2], [0, 1, 0]]), WEIGHTS, BIASES)
    assert_close(scores, [[17, 1], [12, -2]], name="the scores")


@number("1.3")
@weight(1)
@tags("linear_scores")
@given(x=nonzero_arrays(3, 2), W=nonzero_arrays(4, 2), b=integer_arrays(4))
def test_linear_scores_row_by_row(
    student: ModuleType, partner: ModuleType, x: np.ndarray, W: np.ndarray, b: np.ndarray
) -> None:
    """linear_scores: the scores of a batch are those of its rows, taken one by one."""
    expected = np.array([partner.linear_scores(row.copy(), W, b) for row in x])
    assert_close(student.linear_scores(x, W, b), expected, name="the scores")


@number("2.1")
@weight(1.5)
@tags("sigmoid")
def test_sigmoid_of_the_handout(student: ModuleType) -> None:
    """sigmoid: the handout's values at 0, log 3 and -log 3."""
    x = student.sigmoid(np.array([0, np.log(3), -np.log(3)]))
    assert_close(x, [0.5, 0.75, 0.25], name="x")


@number("2.2")
@weight(1)
@tags("sigmoid")
@given(a=integer_arrays(2, 3))
def test_sigmoid_is_symmetric(student: ModuleType, partner: ModuleType, a: np.ndarray) -> None:
    """sigmoid: x(a) = 1 - x(-a), in an array of two axes."""
    assert_close(student.sigmoid(a), 1 - partner.sigmoid(-a), name="x(a)")


@number("2.3")
@weight(1)
@tags("sigmoid")
def test_sigmoid_of_large_activations(student: ModuleType) -> None:
    """sigmoid: 1 at 1000 and 0 at -1000, without NaN."""
    x = student.sigmoid(np.array([1000.0, -1000, 0]))
    assert_close(x, [1, 0, 0.5], name="x")


HANDOUT_SCORES = np.array([[0, np.log(2), np.log(5)], [0, 0, 0]])
HANDOUT_LABELS = np.array([1, 0])


@dataclass(frozen=True)
class Batch:
    """Arguments of softmax_cross_entropy."""

    scores: np.ndarray
    labels: np.ndarray


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    """One to three examples of two to four classes."""
    examples, classes = draw(st.integers(1, 3)), draw(st.integers(2, 4))
    labels = draw(st.lists(st.integers(0, classes - 1), min_size=examples, max_size=examples))
    return Batch(draw(integer_arrays(examples, classes, largest=3)), np.array(labels))


@number("11.1")
@weight(1)
@tags("softmax_cross_entropy")
def test_softmax_loss_of_the_handout(student: ModuleType) -> None:
    """softmax_cross_entropy: the loss of the handout's two examples, a mean."""
    loss, _ = student.softmax_cross_entropy(HANDOUT_SCORES, HANDOUT_LABELS)
    assert_close(loss, np.log(12) / 2, name="loss")


@number("11.2")
@weight(1)
@tags("softmax_cross_entropy")
def test_softmax_gradient_of_the_handout(student: ModuleType) -> None:
    """softmax_cross_entropy: dscores of the handout's two examples."""
    _, dscores = student.softmax_cross_entropy(HANDOUT_SCORES, HANDOUT_LABELS)
    expected = [[1 / 16, -3 / 8, 5 / 16], [-1 / 3, 1 / 6, 1 / 6]]
    assert_close(dscores, expected, name="dscores")


@number("11.3")
@weight(0.5)
@tags("softmax_cross_entropy")
@given(examples=st.integers(1, 3), classes=st.integers(2, 10))
def test_softmax_loss_of_equal_scores(student: ModuleType, examples: int, classes: int) -> None:
    """softmax_cross_entropy: the loss is log C where all scores are 0."""
    labels = np.arange(examples) % classes
    loss, _ = student.softmax_cross_entropy(np.zeros((examples, classes)), labels)
    assert_close(loss, np.log(classes), name="loss")


@number("11.4")
@weight(1)
@tags("softmax_cross_entropy")
@given(case=batches())
def test_softmax_gradient_by_differences(
    student: ModuleType, partner: ModuleType, case: Batch
) -> None:
    """softmax_cross_entropy: dscores is the gradient found by moving each score a little."""
    expected = numerical_gradient(
        lambda scores: partner.softmax_cross_entropy(scores, case.labels)[0],
        case.scores,
        step=SMOOTH_STEP,
    )
    _, dscores = student.softmax_cross_entropy(case.scores, case.labels)
    assert_close(dscores, expected, name="dscores", tolerance=BY_DIFFERENCES)
