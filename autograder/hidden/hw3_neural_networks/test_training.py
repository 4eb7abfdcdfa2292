"""Hidden checks of problems 6 and 10: training by gradient descent."""

from dataclasses import replace
from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings

from autograder.checking import (
    FEW_EXAMPLES,
    assert_close,
    assert_finite,
    assert_modifies_no_argument,
    assert_shape,
    telling,
)
from autograder.checking.rendering import render_value
from autograder.hidden.hw3_neural_networks.cases import (
    AFTER_TRAINING,
    NetworkTrainingCase,
    TrainingCase,
    network_training_cases,
    overshooting_cases,
    training_cases,
)


def _check_weights(student: ModuleType, reference: ModuleType, case: TrainingCase) -> None:
    expected, _ = reference.train_neuron(case.Z, case.t, case.eta, case.n_steps, **case.options)
    w, _ = student.train_neuron(case.Z, case.t, case.eta, case.n_steps, **case.options)
    assert_close(w, telling(expected), name="w", tolerance=AFTER_TRAINING)


def _check_history(student: ModuleType, reference: ModuleType, case: TrainingCase) -> None:
    _, expected = reference.train_neuron(case.Z, case.t, case.eta, case.n_steps, **case.options)
    _, objective = student.train_neuron(case.Z, case.t, case.eta, case.n_steps, **case.options)
    assert_close(objective, expected, name="objective", tolerance=AFTER_TRAINING)


@number("6.4")
@weight(1)
@tags("train_neuron")
@visibility("after_published")
@given(case=training_cases(steps=(1, 1)))
def test_train_neuron_first_step(
    student: ModuleType, reference: ModuleType, case: TrainingCase
) -> None:
    """train_neuron: the weights after one step."""
    _check_weights(student, reference, case)


@number("6.5")
@weight(1)
@tags("train_neuron")
@visibility("after_published")
@given(case=training_cases())
def test_train_neuron_several_steps(
    student: ModuleType, reference: ModuleType, case: TrainingCase
) -> None:
    """train_neuron: the weights after a few steps."""
    _check_weights(student, reference, case)


@number("6.6")
@weight(1)
@tags("train_neuron")
@visibility("after_published")
@given(case=training_cases())
def test_train_neuron_objective(
    student: ModuleType, reference: ModuleType, case: TrainingCase
) -> None:
    """train_neuron: the objective after each of a few steps."""
    _check_history(student, reference, case)


@number("6.7")
@weight(0.75)
@tags("train_neuron")
@visibility("after_published")
@given(case=training_cases(decayed=True))
def test_train_neuron_weights_with_decay(
    student: ModuleType, reference: ModuleType, case: TrainingCase
) -> None:
    """train_neuron: the weights after a few steps with weight decay."""
    _check_weights(student, reference, case)


@number("6.8")
@weight(0.75)
@tags("train_neuron")
@visibility("after_published")
@given(case=training_cases(decayed=True))
def test_train_neuron_objective_with_decay(
    student: ModuleType, reference: ModuleType, case: TrainingCase
) -> None:
    """train_neuron: the objective after each of a few steps with weight decay."""
    _check_history(student, reference, case)


@number("6.9")
@weight(0.5)
@tags("train_neuron")
@visibility("after_published")
@given(case=overshooting_cases())
def test_train_neuron_overshoots(
    student: ModuleType, reference: ModuleType, case: TrainingCase
) -> None:
    """train_neuron: the weights after the last step, also where it has raised the objective."""
    _check_weights(student, reference, case)


@number("6.10")
@weight(0.5)
@tags("train_neuron")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=training_cases(steps=(1, 2)))
def test_train_neuron_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: TrainingCase
) -> None:
    """train_neuron: a right answer, with Z and t not modified."""
    arguments = (case.Z, case.t, case.eta, case.n_steps)
    assert_modifies_no_argument(
        student.train_neuron, *arguments, expected=reference.train_neuron(*arguments)
    )


def _trained(student: ModuleType, case: NetworkTrainingCase) -> tuple[np.ndarray, ...]:
    """What train_mlp gives, of the right shapes and with finite weights."""
    W, w, objective = student.train_mlp(*case.arguments)
    assert_shape(W, (case.n_hidden, case.Z.shape[1]), name="W")
    assert_shape(w, (case.n_hidden,), name="w")
    assert_shape(objective, (case.n_steps,), name="objective")
    assert_finite(W, name="W")
    assert_finite(w, name="w")
    assert_finite(objective, name="objective")
    return W, w, objective


@number("10.4")
@weight(0.75)
@tags("train_mlp")
@visibility("after_published")
@given(case=network_training_cases(decayed=True))
def test_train_mlp_objective_with_decay(
    student: ModuleType, reference: ModuleType, case: NetworkTrainingCase
) -> None:
    """train_mlp: the last objective is that of the returned weights, weight decay included."""
    W, w, objective = _trained(student, case)
    expected = reference.mlp_objective(W, w, case.Z, case.t, case.alpha)
    assert_close(objective[-1], expected, name="the last objective")


@number("10.5")
@weight(1)
@tags("train_mlp")
@visibility("after_published")
@given(case=network_training_cases() | network_training_cases(decayed=True))
def test_train_mlp_makes_steps_of_gradient_descent(
    student: ModuleType, reference: ModuleType, case: NetworkTrainingCase
) -> None:
    """train_mlp: one step more changes both layers by -eta times the gradient before it."""
    W, w, _ = _trained(student, case)
    dW, dw = reference.mlp_gradient(W, w, case.Z, case.t, case.alpha)
    next_W, next_w, _ = _trained(student, replace(case, n_steps=case.n_steps + 1))
    # The differences, since a step from enormous weights is lost in these.
    assert_close(next_W - W, -case.eta * dW, name="what one step more changes in W")
    assert_close(next_w - w, -case.eta * dw, name="what one step more changes in w")


@number("10.6")
@weight(1.25)
@tags("train_mlp")
@visibility("after_published")
def test_train_mlp_learns_exclusive_or(student: ModuleType, reference: ModuleType) -> None:
    """train_mlp: learns an exclusive or, with a constant 1 among the inputs.

    How weights are drawn is the student's choice, so that this must not depend on it. One of the
    four points comes twice: with that, w = W = 0 is no saddle point, and weights of any scale get
    away from it. Of 2000 trainings each, no more than 0.3 % failed for normal weights with a
    standard deviation of 0.001, 0.01, 0.1, 1 or 3, Glorot's, uniform ones in ±0.5, ±1 and 0…1, and
    w = 0 with random W. One success in four seeds is asked for: (0.5 %)⁴ is below 1e-9. Weights
    that are equal for all hidden units act as one unit, and never succeed.
    """
    Z = np.array([[1.0, -2, -2], [1, -2, 2], [1, 2, -2], [1, 2, 2], [1, -2, 2]])
    t = np.array([0.0, 1, 1, 0, 1])
    for seed in range(1, 5):
        case = NetworkTrainingCase(Z, t, 12, 0.5, 300, 0.0, seed)
        W, w, _ = _trained(student, case)
        x = reference.mlp_output(W, w, Z)
        if ((x > 0.5) == (t == 1)).all():
            return
    raise AssertionError(
        "The trained network gives outputs on the wrong side of 1/2, for each of four seeds.\n"
        f"t = {render_value(t)}\nx = {render_value(x)}"
    )


@number("10.7")
@weight(0.5)
@tags("train_mlp")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=network_training_cases())
def test_train_mlp_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: NetworkTrainingCase
) -> None:
    """train_mlp: a right answer, with Z and t not modified."""
    W, w, objective = _trained(student, case)
    expected = reference.mlp_objective(W, w, case.Z, case.t, case.alpha)
    assert_close(objective[-1], expected, name="the last objective")
    # The same seed, the same answer.
    assert_modifies_no_argument(student.train_mlp, *case.arguments, expected=(W, w, objective))
