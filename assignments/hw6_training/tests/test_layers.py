"""Visible checks of problems 1 to 3: momentum, dropout and batch normalisation.

`student` is what is graded and `partner` whatever else a check needs. On your machine both are
your own file; when the class is graded, `partner` always answers right.
"""

import itertools
from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checking import (
    BY_DIFFERENCES,
    SMOOTH_STEP,
    assert_as_often,
    assert_close,
    assert_finite,
    assert_shape,
    distinct_arrays,
    nonzero_arrays,
    numerical_gradient,
    telling,
    with_generator,
)

ONE = np.array([1.0])
# w and velocity before each of the handout's three steps with the gradient 1, and after the last.
STEPS = [(0.0, 0.0), (-0.1, -0.1), (-0.29, -0.19), (-0.561, -0.271)]

seeds = st.integers(0, 10_000)


@number("1.1")
@weight(1.5)
@tags("sgd_momentum")
def test_sgd_momentum_weights_of_the_handout(student: ModuleType) -> None:
    """sgd_momentum: the weights in the handout's three steps with one learning rate."""
    for (w, velocity), (expected, _) in itertools.pairwise(STEPS):
        received, _ = student.sgd_momentum(w * ONE, ONE, velocity * ONE, 0.1, 0.9)
        assert_close(received, [expected], name="w")


@number("1.2")
@weight(1)
@tags("sgd_momentum")
def test_sgd_momentum_velocities_of_the_handout(student: ModuleType) -> None:
    """sgd_momentum: the velocities in the handout's three steps with one learning rate."""
    for (w, velocity), (_, expected) in itertools.pairwise(STEPS):
        _, received = student.sgd_momentum(w * ONE, ONE, velocity * ONE, 0.1, 0.9)
        assert_close(received, [expected], name="velocity")


@number("1.3")
@weight(1)
@tags("sgd_momentum")
def test_sgd_momentum_with_a_falling_learning_rate(student: ModuleType) -> None:
    """sgd_momentum: the handout's three steps with the learning rates 0.1, 0.01 and 0.01."""
    w, velocity = 0 * ONE, 0 * ONE
    for lr in (0.1, 0.01, 0.01):
        w, velocity = student.sgd_momentum(w, ONE, velocity, lr, 0.9)
    assert_close(w, [-0.3], name="w after three steps")


@number("1.4")
@weight(0.5)
@tags("sgd_momentum")
@given(w=nonzero_arrays(2, 3), dw=nonzero_arrays(2, 3), velocity=nonzero_arrays(2, 3))
def test_sgd_momentum_without_momentum(
    student: ModuleType, w: np.ndarray, dw: np.ndarray, velocity: np.ndarray
) -> None:
    """sgd_momentum: with momentum = 0 it is plain gradient descent, whatever the velocity was."""
    received, _ = student.sgd_momentum(w, dw, velocity, 0.25, 0.0)
    assert_close(received, telling(w - 0.25 * dw), name="w")


def trained_output(student: ModuleType, x: np.ndarray, p_drop: float, seed: int) -> np.ndarray:
    """What dropout gives in training: some is dropped, and some is kept."""
    out, _ = with_generator(student.dropout_forward, seed)(x, p_drop, True)
    return checked_output(out, x)


def checked_output(out: object, x: np.ndarray) -> np.ndarray:
    """Arrays here have 200 entries or more: never in the world's time are all kept, or dropped."""
    assert_shape(out, x.shape, name="out in training")
    # NaN differs from NaN, as outputs for two seeds should.
    assert_finite(out, name="out in training")
    array = np.asarray(out)
    dropped = int(np.sum(array == 0))
    if not 0 < dropped < array.size:
        raise AssertionError(
            f"In training dropout_forward dropped {dropped} of {array.size} entries; "
            "some should be dropped, and some kept."
        )
    return array


@number("2.1")
@weight(1)
@tags("dropout_forward")
@given(values=nonzero_arrays(5), p_drop=st.sampled_from([0.5, 0.2, 0.75]), seed=seeds)
def test_dropout_forward_keeps_the_rest(
    student: ModuleType, values: np.ndarray, p_drop: float, seed: int
) -> None:
    """dropout_forward: in training, every entry is 0 or its input divided by 1 - p_drop."""
    x = np.resize(values, (40, 5))
    out = trained_output(student, x, p_drop, seed)
    assert_close(out, np.where(out == 0, 0, x / (1 - p_drop)), name="out")


@number("2.2")
@weight(1)
@tags("dropout_forward")
@settings(max_examples=5)
@given(p_drop=st.sampled_from([0.5, 0.2, 0.75]), seed=seeds)
def test_dropout_forward_drops_the_right_share(
    student: ModuleType, p_drop: float, seed: int
) -> None:
    """dropout_forward: of 10,000 entries about p_drop · 10,000 are dropped in training."""
    # A right answer fails with a probability of at most 1e-10 in each of the examples.
    out = trained_output(student, np.ones((100, 100)), p_drop, seed)
    assert_as_often(int(np.sum(out == 0)), out.size, p_drop, what="entries are dropped")


@number("2.3")
@weight(1)
@tags("dropout_forward")
@given(values=nonzero_arrays(5), seed=seeds)
def test_dropout_forward_at_test_time(student: ModuleType, values: np.ndarray, seed: int) -> None:
    """dropout_forward: at test time out is x; in training it is not."""
    x = np.resize(values, (40, 5))
    trained_output(student, x, 0.5, seed)
    out, _ = with_generator(student.dropout_forward, seed)(x, 0.5, False)
    assert_close(out, x, name="out at test time")


@number("2.4")
@weight(0.5)
@tags("dropout_forward")
@settings(max_examples=10)
@given(seed=seeds)
def test_dropout_forward_uses_its_generator(student: ModuleType, seed: int) -> None:
    """dropout_forward: the same generator gives the same mask, and another one gives another."""
    x = np.ones((40, 5))
    first, again = (trained_output(student, x, 0.5, seed) for _ in range(2))
    assert_close(again, first, name="out, with a new generator of the same seed,")
    # Two masks of 200 entries agree with a probability of 1e-60.
    if np.array_equal(trained_output(student, x, 0.5, seed + 1), first):
        raise AssertionError("Generators of different seeds give the same mask: is rng used?")


@number("2.5")
@weight(0.5)
@tags("dropout_forward")
@given(values=nonzero_arrays(5), seed=seeds)
def test_dropout_forward_with_probability_zero(
    student: ModuleType, values: np.ndarray, seed: int
) -> None:
    """dropout_forward: with p_drop = 0 out is x in training, too; with 0.5 it is not."""
    x = np.resize(values, (40, 5))
    trained_output(student, x, 0.5, seed)
    out, _ = with_generator(student.dropout_forward, seed)(x, 0.0, True)
    assert_close(out, x, name="out for p_drop = 0")


@number("2.12")
@weight(1.5)
@tags("dropout_backward")
@given(values=nonzero_arrays(5), gradient=nonzero_arrays(3), seed=seeds)
def test_dropout_backward_has_the_same_mask(
    student: ModuleType, values: np.ndarray, gradient: np.ndarray, seed: int
) -> None:
    """dropout_backward: what was dropped gets no gradient; the rest gets dout / (1 - p_drop)."""
    x, dout = np.resize(values, (60, 60)), np.resize(gradient, (60, 60))
    out, cache = with_generator(student.dropout_forward, seed)(x, 0.75, True)
    expected = np.where(checked_output(out, x) == 0, 0, 4 * dout)
    assert_close(student.dropout_backward(dout, cache), expected, name="dx")


@number("2.13")
@weight(1)
@tags("dropout_backward")
@given(gradient=nonzero_arrays(3), seed=seeds)
def test_dropout_backward_at_test_time(
    student: ModuleType, gradient: np.ndarray, seed: int
) -> None:
    """dropout_backward: after a forward at test time dx is dout; after one of training it isn't."""
    x, dout = np.ones((60, 60)), np.resize(gradient, (60, 60))
    dropout = with_generator(student.dropout_forward, seed)
    _, cache = dropout(x, 0.5, True)
    dx = student.dropout_backward(dout, cache)
    assert_shape(dx, dout.shape, name="dx in training")
    if np.array_equal(dx, dout) or not np.any(dx):
        raise AssertionError("In training some of the gradient passes, and some does not.")
    _, cache = dropout(x, 0.5, False)
    dx = student.dropout_backward(dout, cache)
    assert_close(dx, dout, name="dx at test time")


# The handout's example: mean 2, variance 1.
COLUMN = np.array([[1.0], [1], [3], [3]])
GAMMA, BETA = np.array([2.0]), np.array([10.0])
RUNNING = np.array([[10.0], [5.0]])


@number("3.1")
@weight(1)
@tags("batchnorm_forward")
def test_batchnorm_forward_of_the_handout(student: ModuleType) -> None:
    """batchnorm_forward: the handout's example in training."""
    out, _, _ = student.batchnorm_forward(COLUMN, GAMMA, BETA, RUNNING, True)
    assert_close(out, [[8], [8], [12], [12]], name="out")


@number("3.2")
@weight(1)
@tags("batchnorm_forward")
def test_batchnorm_forward_running_statistics(student: ModuleType) -> None:
    """batchnorm_forward: the running statistics after the handout's example."""
    _, running, _ = student.batchnorm_forward(COLUMN, GAMMA, BETA, RUNNING, True)
    assert_close(running, [[9.2], [4.6]], name="running")


@number("3.3")
@weight(1)
@tags("batchnorm_forward")
def test_batchnorm_forward_at_test_time(student: ModuleType) -> None:
    """batchnorm_forward: the handout's example at test time: by the running mean and variance."""
    running = np.array([[1.0], [4.0]])
    out, after, _ = student.batchnorm_forward(COLUMN, GAMMA, BETA, running, False)
    assert_close(out, [[10], [10], [12], [12]], name="out")
    assert_close(after, running, name="running, which should stay as it is,")


@number("3.4")
@weight(1)
@tags("batchnorm_forward")
@given(x=distinct_arrays(4, 3), gamma=nonzero_arrays(3), beta=nonzero_arrays(3))
def test_batchnorm_forward_has_mean_beta_and_deviation_gamma(
    student: ModuleType, x: np.ndarray, gamma: np.ndarray, beta: np.ndarray
) -> None:
    """batchnorm_forward: over the batch, out has the mean beta and the standard deviation gamma."""
    out, _, _ = student.batchnorm_forward(x, gamma, beta, np.ones((2, 3)), True)
    assert_shape(out, x.shape, name="out")
    assert_close(np.mean(out, axis=0), beta, name="the mean of out")
    deviation = np.std(out, axis=0)
    assert_close(deviation, abs(gamma), name="the standard deviation", tolerance=BY_DIFFERENCES)


@number("3.5")
@weight(0.5)
@tags("batchnorm_forward")
@given(x=distinct_arrays(4, 2), shift=st.integers(-5, 5), scale=st.integers(1, 4))
def test_batchnorm_forward_ignores_shift_and_scale(
    student: ModuleType, partner: ModuleType, x: np.ndarray, shift: int, scale: int
) -> None:
    """batchnorm_forward: x and scale · x + shift are normalised to the same."""
    rest = (np.ones(2), np.zeros(2), np.ones((2, 2)), True)
    expected, _, _ = partner.batchnorm_forward(scale * x + shift, *rest)
    out, _, _ = student.batchnorm_forward(x, *rest)
    assert_close(out, telling(expected), name="out for x", tolerance=BY_DIFFERENCES)


@number("3.6")
@weight(0.5)
@tags("batchnorm_forward")
def test_batchnorm_forward_eps_of_the_handout(student: ModuleType) -> None:
    """batchnorm_forward: eps is added to the variance, under the root, and nowhere else."""
    out, running, _ = student.batchnorm_forward(COLUMN, GAMMA, BETA, RUNNING, True, eps=3.0)
    assert_close(out, [[9], [9], [11], [11]], name="out for eps = 3")
    assert_close(running, [[9.2], [4.6]], name="running for eps = 3")


@number("3.7")
@weight(0.5)
@tags("batchnorm_forward")
def test_batchnorm_forward_momentum_of_the_handout(student: ModuleType) -> None:
    """batchnorm_forward: momentum = 0.25 keeps a quarter of the running statistics."""
    _, running, _ = student.batchnorm_forward(COLUMN, GAMMA, BETA, RUNNING, True, momentum=0.25)
    assert_close(running, [[4], [2]], name="running for momentum = 0.25")


FIRST_ONLY = np.array([[1.0], [0], [0], [0]])


@number("3.17")
@weight(1.5)
@tags("batchnorm_backward")
def test_batchnorm_backward_dx_of_the_handout(student: ModuleType) -> None:
    """batchnorm_backward: dx in the handout's example."""
    _, _, cache = student.batchnorm_forward(COLUMN, GAMMA, BETA, RUNNING, True)
    dx, _, _ = student.batchnorm_backward(FIRST_ONLY, cache)
    assert_close(dx, [[1], [-1], [0], [0]], name="dx", tolerance=BY_DIFFERENCES)


@number("3.18")
@weight(1)
@tags("batchnorm_backward")
def test_batchnorm_backward_dgamma_and_dbeta_of_the_handout(student: ModuleType) -> None:
    """batchnorm_backward: dgamma and dbeta in the handout's example."""
    _, _, cache = student.batchnorm_forward(COLUMN, GAMMA, BETA, RUNNING, True)
    _, dgamma, dbeta = student.batchnorm_backward(FIRST_ONLY, cache)
    assert_close(dgamma, [-1], name="dgamma")
    assert_close(dbeta, [1], name="dbeta")


def gradients(
    student: ModuleType, x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, dout: np.ndarray
) -> tuple[object, object, object]:
    """dx, dgamma and dbeta of a batch of training."""
    _, _, cache = student.batchnorm_forward(x, gamma, beta, np.ones((2, len(gamma))), True)
    dx, dgamma, dbeta = student.batchnorm_backward(dout, cache)
    return dx, dgamma, dbeta


normalised = {
    "x": distinct_arrays(4, 2),
    "gamma": nonzero_arrays(2),
    "beta": nonzero_arrays(2),
    "dout": nonzero_arrays(4, 2),
}


@number("3.19")
@weight(1.5)
@tags("batchnorm_backward")
@given(**normalised)
def test_batchnorm_backward_dx_by_differences(
    student: ModuleType,
    partner: ModuleType,
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    dout: np.ndarray,
) -> None:
    """batchnorm_backward: dx is the gradient found by moving each entry of x a little."""
    running = np.ones((2, 2))
    expected = numerical_gradient(
        lambda x: partner.batchnorm_forward(x, gamma, beta, running, True)[0],
        x,
        dout,
        step=SMOOTH_STEP,
    )
    dx, _, _ = gradients(student, x, gamma, beta, dout)
    assert_close(dx, telling(expected), name="dx", tolerance=BY_DIFFERENCES)


@number("3.20")
@weight(1)
@tags("batchnorm_backward")
@given(**normalised)
def test_batchnorm_backward_dgamma_by_differences(
    student: ModuleType,
    partner: ModuleType,
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    dout: np.ndarray,
) -> None:
    """batchnorm_backward: dgamma is the gradient found by moving each gamma up and down."""
    running = np.ones((2, 2))
    expected = numerical_gradient(
        lambda gamma: partner.batchnorm_forward(x, gamma, beta, running, True)[0],
        gamma,
        dout,
        step=0.5,
    )
    _, dgamma, _ = gradients(student, x, gamma, beta, dout)
    assert_close(dgamma, telling(expected), name="dgamma")


@number("3.21")
@weight(1)
@tags("batchnorm_backward")
@given(**normalised)
def test_batchnorm_backward_dbeta_by_differences(
    student: ModuleType,
    partner: ModuleType,
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    dout: np.ndarray,
) -> None:
    """batchnorm_backward: dbeta is the gradient found by moving each beta up and down."""
    running = np.ones((2, 2))
    expected = numerical_gradient(
        lambda beta: partner.batchnorm_forward(x, gamma, beta, running, True)[0],
        beta,
        dout,
        step=0.5,
    )
    _, _, dbeta = gradients(student, x, gamma, beta, dout)
    assert_close(dbeta, telling(expected), name="dbeta")
