"""Hidden checks of problems 3 to 5: the neuron, its objective and its gradient."""

from types import ModuleType

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
    NEAR_LARGE,
    NeuronCase,
    certain_neuron_cases,
    neuron_cases,
)


def _check_output(student: ModuleType, reference: ModuleType, case: NeuronCase) -> None:
    expected = reference.neuron_output(case.w, case.Z)
    assert_close(student.neuron_output(case.w, case.Z), expected, name="x")


@number("3.4")
@weight(1.5)
@tags("neuron_output")
@visibility("after_published")
@given(case=neuron_cases())
def test_neuron_output_of_one_example(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_output: one example, w_0 = 0."""
    _check_output(student, reference, case)


@number("3.5")
@weight(1)
@tags("neuron_output")
@visibility("after_published")
@given(case=neuron_cases(several=True))
def test_neuron_output_of_several_examples(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_output: several examples, w_0 = 0."""
    _check_output(student, reference, case)


@number("3.6")
@weight(1)
@tags("neuron_output")
@visibility("after_published")
@given(case=neuron_cases(biased=True))
def test_neuron_output_bias(student: ModuleType, reference: ModuleType, case: NeuronCase) -> None:
    """neuron_output: the bias, the first weight."""
    _check_output(student, reference, case)


@number("3.7")
@weight(0.5)
@tags("neuron_output")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=neuron_cases(several=True, biased=True))
def test_neuron_output_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_output: a right answer, with w and Z not modified."""
    expected = reference.neuron_output(case.w, case.Z)
    assert_modifies_no_argument(student.neuron_output, case.w, case.Z, expected=expected)


def _check_objective(
    student: ModuleType,
    reference: ModuleType,
    case: NeuronCase,
    tolerance: Tolerance = DEFAULT_TOLERANCE,
) -> None:
    expected = reference.neuron_objective(case.w, case.Z, case.t, **case.options)
    received = student.neuron_objective(case.w, case.Z, case.t, **case.options)
    assert_close(received, expected, name="M", tolerance=tolerance)


@number("4.5")
@weight(1.5)
@tags("neuron_objective")
@visibility("after_published")
@given(case=neuron_cases(biased=True))
def test_neuron_objective_of_one_example(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_objective: one example without weight decay."""
    _check_objective(student, reference, case)


@number("4.6")
@weight(1.5)
@tags("neuron_objective")
@visibility("after_published")
@given(case=neuron_cases(several=True, biased=True))
def test_neuron_objective_of_several_examples(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_objective: the sum over several examples, without weight decay."""
    _check_objective(student, reference, case)


@number("4.7")
@weight(1)
@tags("neuron_objective")
@visibility("after_published")
@given(case=neuron_cases(decayed=True))
def test_neuron_objective_decay(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_objective: weight decay, where the bias is 0."""
    _check_objective(student, reference, case)


@number("4.8")
@weight(0.75)
@tags("neuron_objective")
@visibility("after_published")
@given(case=neuron_cases(biased=True, decayed=True))
def test_neuron_objective_decay_of_the_bias(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_objective: weight decay of the bias, like that of every weight."""
    _check_objective(student, reference, case)


@number("4.9")
@weight(0.75)
@tags("neuron_objective")
@visibility("after_published")
@given(case=neuron_cases(several=True, biased=True, decayed=True))
def test_neuron_objective_everything(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_objective: several examples, bias and weight decay together."""
    _check_objective(student, reference, case)


@number("4.10")
@weight(0.75)
@tags("neuron_objective")
@visibility("after_published")
@given(case=certain_neuron_cases(right=True))
def test_neuron_objective_certain_and_right(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_objective: an activation of ±1000 whose output is right: that example adds 0."""
    _check_objective(student, reference, case, NEAR_LARGE)


@number("4.11")
@weight(0.75)
@tags("neuron_objective")
@visibility("after_published")
@given(case=certain_neuron_cases(right=False))
def test_neuron_objective_certain_and_wrong(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_objective: an activation of ±1000 whose output is wrong: that example adds 1000."""
    _check_objective(student, reference, case, NEAR_LARGE)


@number("4.12")
@weight(0.5)
@tags("neuron_objective")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=neuron_cases(several=True, biased=True, decayed=True))
def test_neuron_objective_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_objective: a right answer, with w, Z and t not modified."""
    expected = reference.neuron_objective(case.w, case.Z, case.t, **case.options)
    assert_modifies_no_argument(
        student.neuron_objective, case.w, case.Z, case.t, expected=expected, **case.options
    )


def _check_gradient(student: ModuleType, reference: ModuleType, case: NeuronCase) -> None:
    expected = reference.neuron_gradient(case.w, case.Z, case.t, **case.options)
    received = student.neuron_gradient(case.w, case.Z, case.t, **case.options)
    assert_close(received, telling(expected), name="the gradient")


@number("5.5")
@weight(2)
@tags("neuron_gradient")
@visibility("after_published")
@given(case=neuron_cases(biased=True))
def test_neuron_gradient_of_one_example(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_gradient: one example without weight decay."""
    _check_gradient(student, reference, case)


@number("5.6")
@weight(1.5)
@tags("neuron_gradient")
@visibility("after_published")
@given(case=neuron_cases(several=True, biased=True))
def test_neuron_gradient_of_several_examples(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_gradient: the sum over several examples, without weight decay."""
    _check_gradient(student, reference, case)


@number("5.7")
@weight(1)
@tags("neuron_gradient")
@visibility("after_published")
@given(case=neuron_cases(decayed=True))
def test_neuron_gradient_decay(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_gradient: weight decay, where the bias is 0."""
    _check_gradient(student, reference, case)


@number("5.8")
@weight(0.75)
@tags("neuron_gradient")
@visibility("after_published")
@given(case=neuron_cases(biased=True, decayed=True))
def test_neuron_gradient_decay_of_the_bias(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_gradient: weight decay of the bias, like that of every weight."""
    _check_gradient(student, reference, case)


@number("5.9")
@weight(0.75)
@tags("neuron_gradient")
@visibility("after_published")
@given(case=neuron_cases(several=True, biased=True, decayed=True))
def test_neuron_gradient_everything(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_gradient: several examples, bias and weight decay together."""
    _check_gradient(student, reference, case)


@number("5.10")
@weight(0.5)
@tags("neuron_gradient")
@visibility("after_published")
@given(case=certain_neuron_cases(right=True) | certain_neuron_cases(right=False))
def test_neuron_gradient_of_certain_outputs(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_gradient: activations of ±1000, whose output is right or wrong."""
    _check_gradient(student, reference, case)


@number("5.11")
@weight(0.5)
@tags("neuron_gradient")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=neuron_cases(several=True, biased=True, decayed=True))
def test_neuron_gradient_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: NeuronCase
) -> None:
    """neuron_gradient: a right answer, with w, Z and t not modified."""
    expected = reference.neuron_gradient(case.w, case.Z, case.t, **case.options)
    assert_modifies_no_argument(
        student.neuron_gradient, case.w, case.Z, case.t, expected=telling(expected), **case.options
    )
