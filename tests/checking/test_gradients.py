"""Gradients by differences, and the inner product."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checking import (
    BY_DIFFERENCES,
    SMOOTH_STEP,
    assert_close,
    inner,
    numerical_gradient,
)

X = np.array([[1.0, -2.0, 0.5], [3.0, 1.0, -1.0]])
UPSTREAM = np.array([[2.0, -1.0, 1.0], [0.0, 3.0, 5.0]])


def test_the_inner_product_sums_over_all_axes() -> None:
    assert inner(X, UPSTREAM) == 2 + 2 + 0.5 + 0 + 3 - 5


def test_the_gradient_of_a_smooth_function_is_found() -> None:
    gradient = numerical_gradient(lambda x: x**3, X, UPSTREAM)
    np.testing.assert_allclose(gradient, 3 * X**2 * UPSTREAM, atol=1e-7)


@pytest.mark.parametrize("step", [1e-5, 0.25, 0.5])
def test_the_gradient_of_a_linear_function_is_found_with_any_step(step: float) -> None:
    matrix = np.arange(6.0).reshape(2, 3)
    gradient = numerical_gradient(lambda x: matrix @ x, X[0], np.array([1.0, -2]), step=step)
    np.testing.assert_allclose(gradient, matrix.T @ [1, -2], atol=1e-8)


def test_a_function_that_gives_a_number_needs_no_upstream_gradient() -> None:
    np.testing.assert_allclose(numerical_gradient(lambda x: float(np.sum(x**2)), X), 2 * X)


def test_the_point_is_not_modified() -> None:
    x = X.copy()
    numerical_gradient(lambda x: x, x, UPSTREAM)
    np.testing.assert_array_equal(x, X)


def test_a_function_that_modifies_its_argument_does_not_spoil_the_gradient() -> None:
    def squared_in_place(x: np.ndarray) -> np.ndarray:
        x *= x
        return x

    np.testing.assert_allclose(numerical_gradient(squared_in_place, X, UPSTREAM), 2 * X * UPSTREAM)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_a_smooth_function_in_float32_is_within_the_stated_tolerance(dtype: type) -> None:
    def logistic(x: np.ndarray) -> np.ndarray:
        return 10 / (1 + np.exp(-x.astype(dtype)))

    x = np.linspace(-5, 5, 41)
    expected = logistic(x) * (1 - logistic(x) / 10)
    found = numerical_gradient(logistic, x, np.ones(41), step=SMOOTH_STEP)
    assert_close(expected, found, tolerance=BY_DIFFERENCES)
    with pytest.raises(AssertionError):
        assert_close(1.01 * expected, found, tolerance=BY_DIFFERENCES)
