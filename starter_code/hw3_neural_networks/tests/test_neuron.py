"""Visible checks of problems 3 to 6: the neuron, its objective, its gradient, and its training.

`student` is what is graded and `partner` whatever else a check needs. On your machine both are
your own file. When the class is graded, `partner` always answers right: a mistake in your
neuron_objective then costs none of neuron_gradient's points.
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
    assert_finite,
    assert_shape,
    integer_arrays,
    nonzero_arrays,
    numerical_gradient,
)

# The handout's neuron, its input and its target: a = 0 and x = 1/2.
W_HANDOUT = np.array([0.5, -0.25])
Z_HANDOUT = np.array([[2.0]])
T_HANDOUT = np.array([1.0])


@dataclass(frozen=True)
class Neuron:
    """Weights, and examples with their targets."""

    w: np.ndarray
    Z: np.ndarray
    t: np.ndarray


@st.composite
def neurons(draw: st.DrawFn, *, numbers_of_examples: tuple[int, ...] = (1, 2, 3)) -> Neuron:
    """A neuron of one to three inputs, and a few examples."""
    examples, inputs = draw(st.sampled_from(numbers_of_examples)), draw(st.integers(1, 3))
    targets = draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=examples, max_size=examples))
    return Neuron(
        w=draw(integer_arrays(inputs + 1, largest=2)) / 2,
        Z=draw(nonzero_arrays(examples, inputs, largest=2)),
        t=np.array(targets),
    )


@number("3.1")
@weight(1)
@tags("neuron_output")
def test_neuron_output_of_the_handout(student: ModuleType) -> None:
    """neuron_output: the handout's two inputs, with activations of 0 and 1."""
    x = student.neuron_output(W_HANDOUT, np.array([[2.0], [-2]]))
    assert_close(x, [0.5, 1 / (1 + np.exp(-1))], name="x")


@number("3.2")
@weight(1)
@tags("neuron_output")
@given(case=neurons())
def test_neuron_output_of_zero_inputs(
    student: ModuleType, partner: ModuleType, case: Neuron
) -> None:
    """neuron_output: where all inputs are 0, the activation is the bias w_0."""
    expected = partner.sigmoid(np.full(len(case.Z), case.w[0]))
    assert_close(student.neuron_output(case.w, 0 * case.Z), expected, name="x")


@number("3.3")
@weight(1)
@tags("neuron_output")
@given(case=neurons())
def test_neuron_output_of_opposite_weights(
    student: ModuleType, partner: ModuleType, case: Neuron
) -> None:
    """neuron_output: with the opposite weights, bias included, the output is 1 - x."""
    expected = 1 - partner.neuron_output(-case.w, case.Z)
    assert_close(student.neuron_output(case.w, case.Z), expected, name="x")


@number("4.1")
@weight(1.5)
@tags("neuron_objective")
def test_neuron_objective_of_the_handout(student: ModuleType) -> None:
    """neuron_objective: the handout's example: log 2 without weight decay."""
    objective = student.neuron_objective(W_HANDOUT, Z_HANDOUT, T_HANDOUT)
    assert_close(objective, np.log(2), name="M")


@number("4.2")
@weight(1)
@tags("neuron_objective")
def test_neuron_objective_of_the_handout_with_decay(student: ModuleType) -> None:
    """neuron_objective: the handout's example with alpha = 2: log 2 + 5/16."""
    objective = student.neuron_objective(W_HANDOUT, Z_HANDOUT, T_HANDOUT, alpha=2.0)
    assert_close(objective, np.log(2) + 5 / 16, name="M")


@number("4.3")
@weight(1)
@tags("neuron_objective")
@given(case=neurons(numbers_of_examples=(2, 3)))
def test_neuron_objective_adds_up(student: ModuleType, partner: ModuleType, case: Neuron) -> None:
    """neuron_objective: the sum of the objectives of the examples, taken one by one."""
    expected = sum(
        partner.neuron_objective(case.w, case.Z[[n]], case.t[[n]]) for n in range(len(case.t))
    )
    assert_close(student.neuron_objective(case.w, case.Z, case.t), expected, name="M")


@number("4.4")
@weight(1)
@tags("neuron_objective")
@given(case=neurons(numbers_of_examples=(1,)))
def test_neuron_objective_of_opposite_targets(
    student: ModuleType, partner: ModuleType, case: Neuron
) -> None:
    """neuron_objective: the same for the opposite weights and target: 0 and 1 are alike."""
    expected = partner.neuron_objective(-case.w, case.Z, 1 - case.t)
    assert_close(student.neuron_objective(case.w, case.Z, case.t), expected, name="M")


@number("5.1")
@weight(1.5)
@tags("neuron_gradient")
def test_neuron_gradient_of_the_handout(student: ModuleType) -> None:
    """neuron_gradient: the handout's example without weight decay."""
    gradient = student.neuron_gradient(W_HANDOUT, Z_HANDOUT, T_HANDOUT)
    assert_close(gradient, [-0.5, -1], name="the gradient")


@number("5.2")
@weight(1)
@tags("neuron_gradient")
def test_neuron_gradient_of_the_handout_with_decay(student: ModuleType) -> None:
    """neuron_gradient: the handout's example with alpha = 2."""
    gradient = student.neuron_gradient(W_HANDOUT, Z_HANDOUT, T_HANDOUT, alpha=2.0)
    assert_close(gradient, [0.5, -1.5], name="the gradient")


def _check_gradient(
    student: ModuleType, partner: ModuleType, case: Neuron, **options: float
) -> None:
    expected = numerical_gradient(
        lambda w: partner.neuron_objective(w, case.Z, case.t, **options), case.w, step=SMOOTH_STEP
    )
    gradient = student.neuron_gradient(case.w, case.Z, case.t, **options)
    assert_close(gradient, expected, name="the gradient", tolerance=BY_DIFFERENCES)


@number("5.3")
@weight(1.5)
@tags("neuron_gradient")
@given(case=neurons())
def test_neuron_gradient_by_differences(
    student: ModuleType, partner: ModuleType, case: Neuron
) -> None:
    """neuron_gradient: what you get by moving each weight up and down a little."""
    _check_gradient(student, partner, case)


@number("5.4")
@weight(1)
@tags("neuron_gradient")
@given(case=neurons(numbers_of_examples=(1,)), alpha=st.integers(1, 3))
def test_neuron_gradient_with_decay_by_differences(
    student: ModuleType, partner: ModuleType, case: Neuron, alpha: int
) -> None:
    """neuron_gradient: the same with weight decay."""
    _check_gradient(student, partner, case, alpha=float(alpha))


@number("6.1")
@weight(1.5)
@tags("train_neuron")
def test_train_neuron_of_the_handout(student: ModuleType) -> None:
    """train_neuron: the handout's first step, from [0, 0] to [1/4, 1/2]."""
    w, objective = student.train_neuron(Z_HANDOUT, T_HANDOUT, 0.5, 1)
    assert_close(w, [0.25, 0.5], name="w")
    assert_close(objective, [np.log(1 + np.exp(-1.25))], name="objective")


@number("6.2")
@weight(1)
@tags("train_neuron")
@given(case=neurons(numbers_of_examples=(1, 3)), n_steps=st.integers(1, 6))
def test_train_neuron_says_what_it_reached(
    student: ModuleType, partner: ModuleType, case: Neuron, n_steps: int
) -> None:
    """train_neuron: one objective for each step; the last is that of the returned weights."""
    w, objective = student.train_neuron(case.Z, case.t, 0.125, n_steps)
    assert_shape(w, (case.Z.shape[1] + 1,), name="w")
    assert_shape(objective, (n_steps,), name="objective")
    assert_finite(w, name="w")
    assert_finite(objective, name="objective")
    expected = partner.neuron_objective(w, case.Z, case.t)
    assert_close(objective[-1], expected, name="the last objective")


@number("6.3")
@weight(1)
@tags("train_neuron")
# With an odd number of examples w = 0 is no minimum: the bias has a gradient there.
@given(case=neurons(numbers_of_examples=(1, 3)), n_steps=st.integers(2, 6))
def test_train_neuron_descends(student: ModuleType, case: Neuron, n_steps: int) -> None:
    """train_neuron: with a small step size the objective falls at every step."""
    # The curvature is below ¼ Σ (1 + |z|²) ≤ 10, so that a step size below 1/10 can't go too far.
    _, objective = student.train_neuron(case.Z, case.t, 0.05, n_steps)
    assert_shape(objective, (n_steps,), name="objective")
    assert_finite(objective, name="objective")
    before = np.append(len(case.t) * np.log(2), objective[:-1])
    if not (objective < before).all():
        raise AssertionError(
            f"The objective is {before[0]:.6g} at w = 0 and should fall at every step; "
            f"after the steps it is {', '.join(f'{value:.6g}' for value in objective)}."
        )
