"""Hidden checks of problem 3: batch normalisation.

The backward function gets the cache of the same submission's forward function.
"""

from types import ModuleType
from typing import Any

from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings

from autograder.checking import (
    FEW_EXAMPLES,
    assert_close,
    assert_modifies_no_argument,
    telling,
)

from .cases import NormalisationCase, normalisation_cases


def _forward(module: ModuleType, case: NormalisationCase, train: bool) -> tuple[Any, Any, Any]:
    """(out, running, cache), of a submission or of the reference."""
    out, running, cache = module.batchnorm_forward(
        case.x, case.gamma, case.beta, case.running, train, **case.options
    )
    return out, running, cache


def _check_output(
    student: ModuleType, reference: ModuleType, case: NormalisationCase, train: bool = True
) -> None:
    expected = _forward(reference, case, train)[0]
    assert_close(_forward(student, case, train)[0], telling(expected), name="out")


@number("3.8")
@weight(1)
@tags("batchnorm_forward")
@visibility("after_published")
@given(case=normalisation_cases(scaled=False))
def test_batchnorm_forward_normalises(
    student: ModuleType, reference: ModuleType, case: NormalisationCase
) -> None:
    """batchnorm_forward: each feature by its own mean and variance, with gamma = 1, beta = 0."""
    _check_output(student, reference, case)


@number("3.9")
@weight(1)
@tags("batchnorm_forward")
@visibility("after_published")
@given(case=normalisation_cases())
def test_batchnorm_forward_scales_and_shifts(
    student: ModuleType, reference: ModuleType, case: NormalisationCase
) -> None:
    """batchnorm_forward: each feature with its own gamma and beta."""
    _check_output(student, reference, case)


@number("3.10")
@weight(1)
@tags("batchnorm_forward")
@visibility("after_published")
@given(case=normalisation_cases(scaled=False, large_eps=True))
def test_batchnorm_forward_eps(
    student: ModuleType, reference: ModuleType, case: NormalisationCase
) -> None:
    """batchnorm_forward: an eps that is not small, in training and at test time."""
    _check_output(student, reference, case)
    _check_output(student, reference, case, train=False)


@number("3.11")
@weight(1)
@tags("batchnorm_forward")
@visibility("after_published")
@given(case=normalisation_cases())
def test_batchnorm_forward_running_mean(
    student: ModuleType, reference: ModuleType, case: NormalisationCase
) -> None:
    """batchnorm_forward: the running means after a batch, with the default momentum."""
    _check_running(student, reference, case, 0, "the running means")


@number("3.12")
@weight(1)
@tags("batchnorm_forward")
@visibility("after_published")
@given(case=normalisation_cases(large_eps=True))
def test_batchnorm_forward_running_variance(
    student: ModuleType, reference: ModuleType, case: NormalisationCase
) -> None:
    """batchnorm_forward: the running variances after a batch, whatever eps is."""
    _check_running(student, reference, case, 1, "the running variances")


@number("3.13")
@weight(0.5)
@tags("batchnorm_forward")
@visibility("after_published")
@given(case=normalisation_cases(momentum=True))
def test_batchnorm_forward_momentum(
    student: ModuleType, reference: ModuleType, case: NormalisationCase
) -> None:
    """batchnorm_forward: another momentum, for the means."""
    _check_running(student, reference, case, 0, "the running means")


def _check_running(
    student: ModuleType, reference: ModuleType, case: NormalisationCase, row: int, name: str
) -> None:
    _, expected, _ = reference.batchnorm_forward(
        case.x, case.gamma, case.beta, case.running, True, **case.options
    )
    _, running, _ = student.batchnorm_forward(
        case.x, case.gamma, case.beta, case.running, True, **case.options
    )
    if running.shape != expected.shape:
        raise AssertionError(
            f"The running statistics should have the shape {expected.shape}, the means in row 0 "
            f"and the variances in row 1; they have the shape {running.shape}."
        )
    assert_close(running[row], telling(expected[row]), name=name)


@number("3.14")
@weight(1)
@tags("batchnorm_forward")
@visibility("after_published")
@given(case=normalisation_cases())
def test_batchnorm_forward_at_test_time(
    student: ModuleType, reference: ModuleType, case: NormalisationCase
) -> None:
    """batchnorm_forward: the running statistics normalise at test time, and stay as they are."""
    expected = _forward(reference, case, False)[0]
    out, running, _ = _forward(student, case, False)
    assert_close(out, telling(expected), name="out")
    assert_close(running, case.running, name="running")


@number("3.15")
@weight(0.5)
@tags("batchnorm_forward")
@visibility("after_published")
@given(case=normalisation_cases(fewest=1, momentum=True, large_eps=True))
def test_batchnorm_forward_everything(
    student: ModuleType, reference: ModuleType, case: NormalisationCase
) -> None:
    """batchnorm_forward: any momentum and eps, from one example and one feature up."""
    _check_output(student, reference, case)
    _check_output(student, reference, case, train=False)


@number("3.16")
@weight(0.5)
@tags("batchnorm_forward")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=normalisation_cases())
def test_batchnorm_forward_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: NormalisationCase
) -> None:
    """batchnorm_forward: a right answer, with x, gamma, beta and running not modified."""
    expected = _forward(reference, case, True)[0]
    assert_modifies_no_argument(
        student.batchnorm_forward,
        case.x,
        case.gamma,
        case.beta,
        case.running,
        True,
        expected=(telling(expected), None, None),
    )


_GRADIENTS = ("dx", "dgamma", "dbeta")


def _check_backward(
    student: ModuleType, reference: ModuleType, case: NormalisationCase, *names: str
) -> None:
    cache = _forward(reference, case, True)[2]
    expected = dict(zip(_GRADIENTS, reference.batchnorm_backward(case.dout, cache), strict=True))
    cache = _forward(student, case, True)[2]
    received = dict(zip(_GRADIENTS, student.batchnorm_backward(case.dout, cache), strict=True))
    for name in names:
        assert_close(received[name], telling(expected[name]), name=name)


@number("3.22")
@weight(1.5)
@tags("batchnorm_backward")
@visibility("after_published")
@given(case=normalisation_cases(scaled=False))
def test_batchnorm_backward_dx(
    student: ModuleType, reference: ModuleType, case: NormalisationCase
) -> None:
    """batchnorm_backward: dx for gamma = 1."""
    _check_backward(student, reference, case, "dx")


@number("3.23")
@weight(1.5)
@tags("batchnorm_backward")
@visibility("after_published")
@given(case=normalisation_cases(large_eps=True))
def test_batchnorm_backward_dx_scaled(
    student: ModuleType, reference: ModuleType, case: NormalisationCase
) -> None:
    """batchnorm_backward: dx for any gamma, and an eps that is not small."""
    _check_backward(student, reference, case, "dx")


@number("3.24")
@weight(1)
@tags("batchnorm_backward")
@visibility("after_published")
@given(case=normalisation_cases())
def test_batchnorm_backward_dgamma(
    student: ModuleType, reference: ModuleType, case: NormalisationCase
) -> None:
    """batchnorm_backward: dgamma, summed over the batch."""
    _check_backward(student, reference, case, "dgamma")


@number("3.25")
@weight(1)
@tags("batchnorm_backward")
@visibility("after_published")
@given(case=normalisation_cases())
def test_batchnorm_backward_dbeta(
    student: ModuleType, reference: ModuleType, case: NormalisationCase
) -> None:
    """batchnorm_backward: dbeta, summed over the batch."""
    _check_backward(student, reference, case, "dbeta")


@number("3.26")
@weight(0.5)
@tags("batchnorm_backward")
@visibility("after_published")
@given(case=normalisation_cases(momentum=True, large_eps=True))
def test_batchnorm_backward_everything(
    student: ModuleType, reference: ModuleType, case: NormalisationCase
) -> None:
    """batchnorm_backward: all three gradients, for any gamma, beta, eps and momentum."""
    _check_backward(student, reference, case, *_GRADIENTS)


@number("3.27")
@weight(0.5)
@tags("batchnorm_backward")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=normalisation_cases())
def test_batchnorm_backward_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: NormalisationCase
) -> None:
    """batchnorm_backward: a right answer, with dout not modified."""
    expected = reference.batchnorm_backward(case.dout, _forward(reference, case, True)[2])
    cache = _forward(student, case, True)[2]
    assert_modifies_no_argument(
        student.batchnorm_backward,
        case.dout,
        cache,
        expected=tuple(telling(part) for part in expected),
    )
