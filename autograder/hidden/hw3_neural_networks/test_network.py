"""Hidden checks of problems 7 to 9: the network, its objective and its gradient."""

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
    NetworkCase,
    certain_network_cases,
    network_cases,
)


def _check_output(student: ModuleType, reference: ModuleType, case: NetworkCase) -> None:
    expected = reference.mlp_output(case.W, case.w, case.Z)
    assert_close(student.mlp_output(case.W, case.w, case.Z), expected, name="x")


@number("7.4")
@weight(1)
@tags("mlp_output")
@visibility("after_published")
@given(case=network_cases())
def test_mlp_output_of_one_unit(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_output: one hidden unit and one example."""
    _check_output(student, reference, case)


@number("7.5")
@weight(1.5)
@tags("mlp_output")
@visibility("after_published")
@given(case=network_cases(several_units=True))
def test_mlp_output_of_several_units(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_output: several hidden units, one example."""
    _check_output(student, reference, case)


@number("7.6")
@weight(1.25)
@tags("mlp_output")
@visibility("after_published")
@given(case=network_cases(several_units=True, several_examples=True))
def test_mlp_output_of_several_examples(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_output: several hidden units and examples."""
    _check_output(student, reference, case)


@number("7.7")
@weight(0.75)
@tags("mlp_output")
@visibility("after_published")
@given(case=certain_network_cases(right=True))
def test_mlp_output_of_certain_units(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_output: activations of ±1000, in the hidden layer and at the output."""
    _check_output(student, reference, case)


@number("7.8")
@weight(0.5)
@tags("mlp_output")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=network_cases(several_units=True, several_examples=True))
def test_mlp_output_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_output: a right answer, with W, w and Z not modified."""
    expected = reference.mlp_output(case.W, case.w, case.Z)
    assert_modifies_no_argument(student.mlp_output, case.W, case.w, case.Z, expected=expected)


def _check_objective(
    student: ModuleType,
    reference: ModuleType,
    case: NetworkCase,
    tolerance: Tolerance = DEFAULT_TOLERANCE,
) -> None:
    expected = reference.mlp_objective(case.W, case.w, case.Z, case.t, **case.options)
    received = student.mlp_objective(case.W, case.w, case.Z, case.t, **case.options)
    assert_close(received, expected, name="M", tolerance=tolerance)


@number("8.4")
@weight(1.25)
@tags("mlp_objective")
@visibility("after_published")
@given(case=network_cases(several_units=True))
def test_mlp_objective_of_one_example(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_objective: one example without weight decay."""
    _check_objective(student, reference, case)


@number("8.5")
@weight(0.75)
@tags("mlp_objective")
@visibility("after_published")
@given(case=network_cases(several_units=True, several_examples=True))
def test_mlp_objective_of_several_examples(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_objective: the sum over several examples, without weight decay."""
    _check_objective(student, reference, case)


@number("8.6")
@weight(0.75)
@tags("mlp_objective")
@visibility("after_published")
@given(case=network_cases(decayed=True, zero="W"))
def test_mlp_objective_decay_of_the_output_weights(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_objective: decay of w, where W is 0."""
    _check_objective(student, reference, case)


@number("8.7")
@weight(0.75)
@tags("mlp_objective")
@visibility("after_published")
@given(case=network_cases(decayed=True, zero="w"))
def test_mlp_objective_decay_of_the_hidden_weights(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_objective: decay of W, where w is 0."""
    _check_objective(student, reference, case)


@number("8.8")
@weight(0.5)
@tags("mlp_objective")
@visibility("after_published")
@given(case=network_cases(several_units=True, several_examples=True, decayed=True))
def test_mlp_objective_everything(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_objective: several examples and hidden units, with weight decay."""
    _check_objective(student, reference, case)


@number("8.9")
@weight(0.5)
@tags("mlp_objective")
@visibility("after_published")
@given(case=certain_network_cases(right=True) | certain_network_cases(right=False))
def test_mlp_objective_of_certain_outputs(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_objective: activations of ±1000, whose output is right or wrong."""
    _check_objective(student, reference, case, NEAR_LARGE)


@number("8.10")
@weight(0.5)
@tags("mlp_objective")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=network_cases(several_units=True, several_examples=True, decayed=True))
def test_mlp_objective_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_objective: a right answer, with W, w, Z and t not modified."""
    expected = reference.mlp_objective(case.W, case.w, case.Z, case.t, **case.options)
    assert_modifies_no_argument(
        student.mlp_objective, case.W, case.w, case.Z, case.t, expected=expected, **case.options
    )


def _check_gradient(
    student: ModuleType, reference: ModuleType, case: NetworkCase, *names: str
) -> None:
    expected = reference.mlp_gradient(case.W, case.w, case.Z, case.t, **case.options)
    received = student.mlp_gradient(case.W, case.w, case.Z, case.t, **case.options)
    for name, gradient, right in zip(("dW", "dw"), received, expected, strict=True):
        if name in names:
            assert_close(gradient, telling(right), name=name)


@number("9.6")
@weight(1)
@tags("mlp_gradient")
@visibility("after_published")
@given(case=network_cases(several_units=True))
def test_mlp_gradient_dw_of_one_example(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_gradient: dw of one example, without weight decay."""
    _check_gradient(student, reference, case, "dw")


@number("9.7")
@weight(1.5)
@tags("mlp_gradient")
@visibility("after_published")
@given(case=network_cases(several_units=True))
def test_mlp_gradient_dW_of_one_example(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_gradient: dW of one example, without weight decay."""
    _check_gradient(student, reference, case, "dW")


@number("9.8")
@weight(0.75)
@tags("mlp_gradient")
@visibility("after_published")
@given(case=network_cases(several_units=True, several_examples=True))
def test_mlp_gradient_dw_of_several_examples(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_gradient: dw summed over several examples."""
    _check_gradient(student, reference, case, "dw")


@number("9.9")
@weight(1.25)
@tags("mlp_gradient")
@visibility("after_published")
@given(case=network_cases(several_units=True, several_examples=True))
def test_mlp_gradient_dW_of_several_examples(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_gradient: dW summed over several examples."""
    _check_gradient(student, reference, case, "dW")


@number("9.10")
@weight(0.75)
@tags("mlp_gradient")
@visibility("after_published")
@given(case=network_cases(several_units=True, decayed=True))
def test_mlp_gradient_dw_decay(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_gradient: weight decay in dw, with one example."""
    _check_gradient(student, reference, case, "dw")


@number("9.11")
@weight(0.75)
@tags("mlp_gradient")
@visibility("after_published")
@given(case=network_cases(several_units=True, decayed=True))
def test_mlp_gradient_dW_decay(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_gradient: weight decay in dW, with one example."""
    _check_gradient(student, reference, case, "dW")


@number("9.12")
@weight(1)
@tags("mlp_gradient")
@visibility("after_published")
@given(case=network_cases(several_units=True, several_examples=True, decayed=True))
def test_mlp_gradient_everything(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_gradient: dW and dw with several examples and weight decay together."""
    _check_gradient(student, reference, case, "dW", "dw")


@number("9.13")
@weight(1)
@tags("mlp_gradient")
@visibility("after_published")
@given(case=certain_network_cases(right=True) | certain_network_cases(right=False))
def test_mlp_gradient_of_certain_outputs(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_gradient: activations of ±1000, whose output is right or wrong."""
    _check_gradient(student, reference, case, "dW", "dw")


@number("9.14")
@weight(0.5)
@tags("mlp_gradient")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=network_cases(several_units=True, several_examples=True, decayed=True))
def test_mlp_gradient_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: NetworkCase
) -> None:
    """mlp_gradient: a right answer, with W, w, Z and t not modified."""
    dW, dw = reference.mlp_gradient(case.W, case.w, case.Z, case.t, **case.options)
    assert_modifies_no_argument(
        student.mlp_gradient,
        case.W,
        case.w,
        case.Z,
        case.t,
        expected=(telling(dW), dw),
        **case.options,
    )
