"""Hidden checks of problems 7 and 9: the ReLU and the fully connected layer.

As with the convolution, a backward function gets the cache of the same submission's forward.
"""

from types import ModuleType

from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings

from autograder.checking import FEW_EXAMPLES, assert_close, assert_modifies_no_argument, telling
from autograder.hidden.hw4_convolution.cases import (
    ElementwiseCase,
    LayerCase,
    elementwise_cases,
    layer_cases,
)


@number("7.5")
@weight(1)
@tags("relu_forward")
@visibility("after_published")
@given(case=elementwise_cases())
def test_relu_forward_any_shape(
    student: ModuleType, reference: ModuleType, case: ElementwiseCase
) -> None:
    """relu_forward: arrays of one to four axes."""
    expected, _ = reference.relu_forward(case.x)
    out, _ = student.relu_forward(case.x)
    assert_close(out, telling(expected), name="out")


@number("7.6")
@weight(0.5)
@tags("relu_forward")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=elementwise_cases())
def test_relu_forward_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: ElementwiseCase
) -> None:
    """relu_forward: a right answer, with x not modified."""
    expected, _ = reference.relu_forward(case.x)
    assert_modifies_no_argument(student.relu_forward, case.x, expected=(telling(expected), None))


@number("7.7")
@weight(1)
@tags("relu_backward")
@visibility("after_published")
@given(case=elementwise_cases())
def test_relu_backward_any_shape(
    student: ModuleType, reference: ModuleType, case: ElementwiseCase
) -> None:
    """relu_backward: arrays of one to four axes, any upstream gradient."""
    _, cache = reference.relu_forward(case.x)
    expected = reference.relu_backward(case.dout, cache)
    _, cache = student.relu_forward(case.x)
    assert_close(student.relu_backward(case.dout, cache), telling(expected), name="dx")


@number("7.8")
@weight(0.5)
@tags("relu_backward")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=elementwise_cases())
def test_relu_backward_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: ElementwiseCase
) -> None:
    """relu_backward: a right answer, with dout not modified."""
    _, cache = reference.relu_forward(case.x)
    expected = reference.relu_backward(case.dout, cache)
    _, cache = student.relu_forward(case.x)
    assert_modifies_no_argument(student.relu_backward, case.dout, cache, expected=telling(expected))


def _check_layer(student: ModuleType, reference: ModuleType, case: LayerCase) -> None:
    expected, _ = reference.fully_connected_forward(case.x, case.w, case.b)
    out, _ = student.fully_connected_forward(case.x, case.w, case.b)
    assert_close(out, telling(expected), name="out")


@number("9.4")
@weight(0.75)
@tags("fully_connected_forward")
@visibility("after_published")
@given(case=layer_cases())
def test_fully_connected_forward_vectors(
    student: ModuleType, reference: ModuleType, case: LayerCase
) -> None:
    """fully_connected_forward: x of shape (N, D), b = 0."""
    _check_layer(student, reference, case)


@number("9.5")
@weight(0.75)
@tags("fully_connected_forward")
@visibility("after_published")
@given(case=layer_cases(axes=(3, 4)))
def test_fully_connected_forward_images(
    student: ModuleType, reference: ModuleType, case: LayerCase
) -> None:
    """fully_connected_forward: x of three or four axes is flattened, b = 0."""
    _check_layer(student, reference, case)


@number("9.6")
@weight(0.5)
@tags("fully_connected_forward")
@visibility("after_published")
@given(case=layer_cases(biased=True))
def test_fully_connected_forward_bias(
    student: ModuleType, reference: ModuleType, case: LayerCase
) -> None:
    """fully_connected_forward: the bias is added to each example's outputs."""
    _check_layer(student, reference, case)


@number("9.7")
@weight(0.5)
@tags("fully_connected_forward")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=layer_cases())
def test_fully_connected_forward_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: LayerCase
) -> None:
    """fully_connected_forward: a right answer, with x, w and b not modified."""
    expected, _ = reference.fully_connected_forward(case.x, case.w, case.b)
    assert_modifies_no_argument(
        student.fully_connected_forward,
        case.x,
        case.w,
        case.b,
        expected=(telling(expected), None),
    )


_GRADIENTS = ("dx", "dw", "db")


def _check_layer_gradient(
    student: ModuleType, reference: ModuleType, case: LayerCase, name: str
) -> None:
    _, cache = reference.fully_connected_forward(case.x, case.w, case.b)
    expected = reference.fully_connected_backward(case.dout, cache)
    _, cache = student.fully_connected_forward(case.x, case.w, case.b)
    received = student.fully_connected_backward(case.dout, cache)
    which = _GRADIENTS.index(name)
    assert_close(received[which], telling(expected[which]), name=name)


@number("9.8")
@weight(0.75)
@tags("fully_connected_backward")
@visibility("after_published")
@given(case=layer_cases(axes=(2, 4)))
def test_fully_connected_backward_dx(
    student: ModuleType, reference: ModuleType, case: LayerCase
) -> None:
    """fully_connected_backward: dx has the shape of x, of two to four axes."""
    _check_layer_gradient(student, reference, case, "dx")


@number("9.9")
@weight(0.75)
@tags("fully_connected_backward")
@visibility("after_published")
@given(case=layer_cases(axes=(2, 4)))
def test_fully_connected_backward_dw(
    student: ModuleType, reference: ModuleType, case: LayerCase
) -> None:
    """fully_connected_backward: dw, summed over the examples."""
    _check_layer_gradient(student, reference, case, "dw")


@number("9.10")
@weight(0.5)
@tags("fully_connected_backward")
@visibility("after_published")
@given(case=layer_cases(biased=True))
def test_fully_connected_backward_db(
    student: ModuleType, reference: ModuleType, case: LayerCase
) -> None:
    """fully_connected_backward: db, of shape (M,), summed over the examples."""
    _check_layer_gradient(student, reference, case, "db")


@number("9.11")
@weight(0.5)
@tags("fully_connected_backward")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=layer_cases())
def test_fully_connected_backward_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: LayerCase
) -> None:
    """fully_connected_backward: a right answer, with dout not modified."""
    _, cache = reference.fully_connected_forward(case.x, case.w, case.b)
    dx, dw, db = reference.fully_connected_backward(case.dout, cache)
    _, cache = student.fully_connected_forward(case.x, case.w, case.b)
    assert_modifies_no_argument(
        student.fully_connected_backward, case.dout, cache, expected=(telling(dx), dw, db)
    )
