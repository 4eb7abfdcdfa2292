"""Visible checks of problems 7 to 10: the network with one hidden layer.

`student` is what is graded and `partner` whatever else a check needs. On your machine both are
your own file; when the class is graded, `partner` always answers right.
"""

from dataclasses import dataclass
from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checking import (
    BY_DIFFERENCES,
    FEW_EXAMPLES,
    SMOOTH_STEP,
    assert_close,
    assert_finite,
    assert_shape,
    integer_arrays,
    nonzero_arrays,
    numerical_gradient,
)

# The handout's network, its input and its target: a = 0 and x = 1/2.
HIDDEN_HANDOUT = np.array([[2.0, -1], [np.log(3), 0]])
OUTPUT_HANDOUT = np.array([3.0, -2])
Z_HANDOUT = np.array([[1.0, 2]])
T_HANDOUT = np.array([1.0])

seeds = st.integers(0, 99)


@dataclass(frozen=True)
class Network:
    """Weights of both layers, and examples with their targets."""

    W: np.ndarray
    w: np.ndarray
    Z: np.ndarray
    t: np.ndarray


@st.composite
def networks(draw: st.DrawFn, *, numbers_of_examples: tuple[int, ...] = (1, 2, 3)) -> Network:
    """A network of one to three inputs and hidden units, and a few examples."""
    examples = draw(st.sampled_from(numbers_of_examples))
    inputs, hidden = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    targets = draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=examples, max_size=examples))
    return Network(
        W=draw(integer_arrays(hidden, inputs, largest=2)) / 2,
        w=draw(nonzero_arrays(hidden, largest=2)),
        Z=draw(nonzero_arrays(examples, inputs, largest=2)),
        t=np.array(targets),
    )


@number("7.1")
@weight(1)
@tags("mlp_output")
def test_mlp_output_of_the_handout(student: ModuleType) -> None:
    """mlp_output: the handout's two inputs, with activations of 0 and 1/2."""
    x = student.mlp_output(HIDDEN_HANDOUT, OUTPUT_HANDOUT, np.array([[1.0, 2], [0, 0]]))
    assert_close(x, [0.5, 1 / (1 + np.exp(-0.5))], name="x")


@number("7.2")
@weight(1)
@tags("mlp_output")
def test_mlp_output_of_exclusive_or(student: ModuleType) -> None:
    """mlp_output: the handout's network that computes the exclusive or."""
    W = np.array([[20.0, 20, 20], [-20, 20, 20], [20, 0, 0]])
    Z = np.array([[1.0, -1, -1], [1, -1, 1], [1, 1, -1], [1, 1, 1]])
    x = student.mlp_output(W, np.array([40.0, -40, -20]), Z)
    assert_close(x, [0, 1, 1, 0], name="x")


@number("7.3")
@weight(1)
@tags("mlp_output")
@given(case=networks())
def test_mlp_output_is_symmetric(student: ModuleType, partner: ModuleType, case: Network) -> None:
    """mlp_output: hidden units in the reverse order change nothing, and -w turns x into 1 - x."""
    expected = 1 - partner.mlp_output(case.W[::-1].copy(), -case.w[::-1], case.Z)
    assert_close(student.mlp_output(case.W, case.w, case.Z), expected, name="x")


@number("8.1")
@weight(1)
@tags("mlp_objective")
def test_mlp_objective_of_the_handout(student: ModuleType) -> None:
    """mlp_objective: the handout's example: log 2 without weight decay."""
    objective = student.mlp_objective(HIDDEN_HANDOUT, OUTPUT_HANDOUT, Z_HANDOUT, T_HANDOUT)
    assert_close(objective, np.log(2), name="M")


@number("8.2")
@weight(1)
@tags("mlp_objective")
def test_mlp_objective_of_the_handout_with_decay(student: ModuleType) -> None:
    """mlp_objective: the handout's example with alpha = 2: the weights of both layers count."""
    objective = student.mlp_objective(HIDDEN_HANDOUT, OUTPUT_HANDOUT, Z_HANDOUT, T_HANDOUT, 2.0)
    assert_close(objective, np.log(2) + 18 + np.log(3) ** 2, name="M")


@number("8.3")
@weight(1)
@tags("mlp_objective")
@given(case=networks(numbers_of_examples=(2, 3)))
def test_mlp_objective_of_zero_weights(student: ModuleType, case: Network) -> None:
    """mlp_objective: N log 2 where all weights are 0, since each output is 1/2."""
    objective = student.mlp_objective(0 * case.W, 0 * case.w, case.Z, case.t)
    assert_close(objective, len(case.t) * np.log(2), name="M")


@number("9.1")
@weight(1)
@tags("mlp_gradient")
def test_mlp_gradient_dw_of_the_handout(student: ModuleType) -> None:
    """mlp_gradient: dw in the handout's example."""
    _, dw = student.mlp_gradient(HIDDEN_HANDOUT, OUTPUT_HANDOUT, Z_HANDOUT, T_HANDOUT)
    assert_close(dw, [-1 / 4, -3 / 8], name="dw")


@number("9.2")
@weight(1.5)
@tags("mlp_gradient")
def test_mlp_gradient_dW_of_the_handout(student: ModuleType) -> None:
    """mlp_gradient: dW in the handout's example."""
    dW, _ = student.mlp_gradient(HIDDEN_HANDOUT, OUTPUT_HANDOUT, Z_HANDOUT, T_HANDOUT)
    assert_close(dW, [[-3 / 8, -3 / 4], [3 / 16, 3 / 8]], name="dW")


@number("9.3")
@weight(1)
@tags("mlp_gradient")
@given(case=networks())
def test_mlp_gradient_dw_by_differences(
    student: ModuleType, partner: ModuleType, case: Network
) -> None:
    """mlp_gradient: dw is what you get by moving each entry of w up and down a little."""
    expected = numerical_gradient(
        lambda w: partner.mlp_objective(case.W, w, case.Z, case.t), case.w, step=SMOOTH_STEP
    )
    _, dw = student.mlp_gradient(case.W, case.w, case.Z, case.t)
    assert_close(dw, expected, name="dw", tolerance=BY_DIFFERENCES)


@number("9.4")
@weight(1.5)
@tags("mlp_gradient")
@given(case=networks())
def test_mlp_gradient_dW_by_differences(
    student: ModuleType, partner: ModuleType, case: Network
) -> None:
    """mlp_gradient: dW is what you get by moving each entry of W up and down a little."""
    expected = numerical_gradient(
        lambda W: partner.mlp_objective(W, case.w, case.Z, case.t), case.W, step=SMOOTH_STEP
    )
    dW, _ = student.mlp_gradient(case.W, case.w, case.Z, case.t)
    assert_close(dW, expected, name="dW", tolerance=BY_DIFFERENCES)


@number("9.5")
@weight(0.5)
@tags("mlp_gradient")
def test_mlp_gradient_of_the_handout_with_decay(student: ModuleType) -> None:
    """mlp_gradient: dW and dw in the handout's example with alpha = 2."""
    dW, dw = student.mlp_gradient(HIDDEN_HANDOUT, OUTPUT_HANDOUT, Z_HANDOUT, T_HANDOUT, 2.0)
    expected = np.array([[-3 / 8, -3 / 4], [3 / 16, 3 / 8]]) + 2 * HIDDEN_HANDOUT
    assert_close(dW, expected, name="dW")
    assert_close(dw, [-1 / 4 + 6, -3 / 8 - 4], name="dw")


def _trained(
    student: ModuleType, case: Network, n_hidden: int, n_steps: int, seed: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What train_mlp gives without weight decay, in the right shapes and without NaN."""
    W, w, objective = student.train_mlp(case.Z, case.t, n_hidden, 0.125, n_steps, 0.0, seed)
    assert_shape(W, (n_hidden, case.Z.shape[1]), name="W")
    assert_shape(w, (n_hidden,), name="w")
    assert_shape(objective, (n_steps,), name="objective")
    assert_finite(W, name="W")
    assert_finite(w, name="w")
    assert_finite(objective, name="objective")
    return W, w, objective


@number("10.1")
@weight(0.5)
@tags("train_mlp")
@settings(max_examples=FEW_EXAMPLES)
@given(case=networks(numbers_of_examples=(3,)), seed=seeds)
def test_train_mlp_depends_on_its_seed(student: ModuleType, case: Network, seed: int) -> None:
    """train_mlp: the same seed gives the same weights, and another seed gives others."""
    W, w, _ = _trained(student, case, 2, 2, seed)
    same_W, same_w, _ = _trained(student, case, 2, 2, seed)
    assert_close(same_W, W, name="W, asked for a second time")
    assert_close(same_w, w, name="w, asked for a second time")
    other_W, _, _ = _trained(student, case, 2, 2, seed + 1)
    if np.allclose(other_W, W, atol=0):
        raise AssertionError(f"The seeds {seed} and {seed + 1} give the same W.")


@number("10.2")
@weight(1)
@tags("train_mlp")
@given(case=networks(), n_hidden=st.integers(1, 3), n_steps=st.integers(1, 5), seed=seeds)
def test_train_mlp_says_what_it_reached(
    student: ModuleType,
    partner: ModuleType,
    case: Network,
    n_hidden: int,
    n_steps: int,
    seed: int,
) -> None:
    """train_mlp: one objective for each step; the last is that of the returned weights."""
    W, w, objective = _trained(student, case, n_hidden, n_steps, seed)
    expected = partner.mlp_objective(W, w, case.Z, case.t)
    assert_close(objective[-1], expected, name="the last objective")


@number("10.3")
@weight(1)
@tags("train_mlp")
@settings(max_examples=FEW_EXAMPLES)
@given(seed=seeds)
def test_train_mlp_descends(student: ModuleType, partner: ModuleType, seed: int) -> None:
    """train_mlp: with a small step size the objective falls."""
    # Three targets of four are 1, so that w has a gradient even where all weights are small. With
    # a step size of 0.01, twenty steps are too small to go too far, and too few to arrive.
    Z = np.array([[1.0, -1, 2], [1, 2, 1], [1, 1, -2], [1, -2, -1]])
    t = np.array([1.0, 1, 1, 0])
    # The weights are asked, and not the log of the training: only they show that it happened.
    first, last = (
        partner.mlp_objective(*_weights(student.train_mlp(Z, t, 3, 0.01, steps, 0.0, seed)), Z, t)
        for steps in (1, 20)
    )
    if not last < first:
        raise AssertionError(
            f"The objective should fall; it is {first:.6g} with the weights after the first step "
            f"and {last:.6g} with those after the twentieth."
        )


def _weights(trained: tuple[np.ndarray, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Those of a network with three hidden units and inputs, in the right shapes, without NaN."""
    W, w, _ = trained
    assert_shape(W, (3, 3), name="W")
    assert_shape(w, (3,), name="w")
    assert_finite(W, name="W")
    assert_finite(w, name="w")
    return W, w
