"""Hidden checks of problem 1: gradient descent with momentum."""

from types import ModuleType

from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings

from autograder.checking import FEW_EXAMPLES, assert_close, assert_modifies_no_argument, telling

from .cases import StepCase, step_cases


@number("1.5")
@weight(1.5)
@tags("sgd_momentum")
@visibility("after_published")
@given(case=step_cases())
def test_sgd_momentum_weights(student: ModuleType, reference: ModuleType, case: StepCase) -> None:
    """sgd_momentum: the weights after one step, from any velocity; arrays of any shape."""
    arguments = (case.w, case.gradients[0], case.velocity, case.rates[0], case.momentum)
    expected, _ = reference.sgd_momentum(*arguments)
    w, _ = student.sgd_momentum(*arguments)
    assert_close(w, telling(expected), name="w")


@number("1.6")
@weight(1.5)
@tags("sgd_momentum")
@visibility("after_published")
@given(case=step_cases())
def test_sgd_momentum_velocity(student: ModuleType, reference: ModuleType, case: StepCase) -> None:
    """sgd_momentum: the velocity after one step."""
    arguments = (case.w, case.gradients[0], case.velocity, case.rates[0], case.momentum)
    _, expected = reference.sgd_momentum(*arguments)
    _, velocity = student.sgd_momentum(*arguments)
    assert_close(velocity, telling(expected), name="velocity")


@number("1.7")
@weight(1.5)
@tags("sgd_momentum")
@visibility("after_published")
@given(case=step_cases(steps=3))
def test_sgd_momentum_three_steps(
    student: ModuleType, reference: ModuleType, case: StepCase
) -> None:
    """sgd_momentum: three steps, each from the last one's answer, with learning rates that vary."""
    w, velocity = right_w, right_velocity = case.w, case.velocity
    for gradient, rate in zip(case.gradients, case.rates, strict=True):
        right_w, right_velocity = reference.sgd_momentum(
            right_w, gradient, right_velocity, rate, case.momentum
        )
        w, velocity = student.sgd_momentum(w, gradient, velocity, rate, case.momentum)
    assert_close(w, telling(right_w), name="w after three steps")


@number("1.8")
@weight(0.5)
@tags("sgd_momentum")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=step_cases())
def test_sgd_momentum_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: StepCase
) -> None:
    """sgd_momentum: a right answer, with w, dw and velocity not modified."""
    arguments = (case.w, case.gradients[0], case.velocity, case.rates[0], case.momentum)
    expected = reference.sgd_momentum(*arguments)
    for part in expected:
        telling(part)
    assert_modifies_no_argument(student.sgd_momentum, *arguments, expected=expected)
