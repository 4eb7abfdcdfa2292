"""Visible checks of problems 10 to 14: DenseNet, and squeeze-and-excitation.

`student` is what is graded and `partner` whatever else a check needs. On your machine both are
your own file; when the class is graded, `partner` always answers right.
"""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checking import (
    assert_close,
    assert_equal,
    assert_finite,
    assert_shape,
    nonzero_arrays,
)
from autograder.checking.networks import (
    assert_same_layers,
    assert_same_state,
    layer_shapes_of,
    output_at_zero,
    output_of,
    parameters_of,
    state_of,
)


@number("10.1")
@weight(1)
@tags("DenseLayer")
def test_dense_layer_state(student: ModuleType) -> None:
    """DenseLayer: normalisations of 64 and of 4 · 32 channels, and convolutions without biases."""
    expected = {"weight 128×64": 1, "weight 32×128×3×3": 1}
    for channels in (64, 128):
        for kind in ("weight", "bias", "running_mean", "running_var"):
            expected[f"{kind} {channels}"] = 1
    assert_same_state(state_of(student.DenseLayer, 64, 32), expected)


@number("10.2")
@weight(1)
@tags("DenseLayer")
@settings(max_examples=3)
@given(x=nonzero_arrays(2, 3, 4, 5), seed=st.integers(0, 99))
def test_dense_layer_keeps_its_input(student: ModuleType, x: np.ndarray, seed: int) -> None:
    """DenseLayer: x itself is the first channels of the output; growth_rate others follow."""
    received = output_of(student.DenseLayer, x, seed, 3, 2)
    assert_shape(received, (2, 5, 4, 5), name="the output")
    assert_close(received[:, :3], x, name="the output's first channels")


@number("11.1")
@weight(0.75)
@tags("DenseBlock")
@settings(max_examples=3)
@given(x=nonzero_arrays(1, 3, 4, 2), n_layers=st.integers(1, 4), seed=st.integers(0, 99))
def test_dense_block_grows(student: ModuleType, x: np.ndarray, n_layers: int, seed: int) -> None:
    """DenseBlock: L layers add L · growth_rate channels, after those of x itself."""
    received = output_of(student.DenseBlock, x, seed, n_layers, 3, 2)
    assert_shape(received, (1, 3 + 2 * n_layers, 4, 2), name="the output")
    assert_close(received[:, :3], x, name="the output's first channels")


@number("11.2")
@weight(1.25)
@tags("DenseBlock")
@settings(max_examples=3)
@given(x=nonzero_arrays(1, 3, 4, 2), n_layers=st.integers(1, 3), seed=st.integers(0, 99))
def test_dense_block_without_its_last_layer(
    student: ModuleType, partner: ModuleType, x: np.ndarray, n_layers: int, seed: int
) -> None:
    """DenseBlock: a block with one layer more begins with the channels of one without it."""
    expected = output_of(partner.DenseBlock, x, seed, n_layers, 3, 2)
    received = output_of(student.DenseBlock, x, seed, n_layers + 1, 3, 2)
    assert_shape(received, (1, 3 + 2 * (n_layers + 1), 4, 2), name="the output")
    assert_close(received[:, :-2], expected, name="the output without the last layer's channels")


@number("12.1")
@weight(1.25)
@tags("densenet121")
def test_densenet121_parameters(student: ModuleType) -> None:
    """densenet121: 7,978,856 parameters for 1000 classes."""
    assert_equal(parameters_of(student.densenet121), 7978856, name="the number of parameters")


@number("12.2")
@weight(0.75)
@tags("densenet121")
def test_densenet121_layers(student: ModuleType) -> None:
    """densenet121: from 224 × 224 pixels, each layer's output has the shape that it should."""
    expected = ["convolution 1×64×112×112", "pooling 1×64×56×56"]
    for layers, size, channels in [(6, 56, 256), (12, 28, 512), (24, 14, 1024), (16, 7, None)]:
        expected += [f"convolution 1×{n}×{size}×{size}" for n in (128, 32)] * layers
        if channels is not None:  # the transition halves channels first, and then the pixels
            expected += [f"convolution 1×{channels // 2}×{size}×{size}"]
            expected += [f"pooling 1×{channels // 2}×{size // 2}×{size // 2}"]
    expected += ["linear 1×1000"]
    assert_same_layers(layer_shapes_of(student.densenet121, (1, 3, 224, 224)), expected)


@number("13.1")
@weight(1)
@tags("SqueezeExcitation")
def test_squeeze_excitation_state(student: ModuleType) -> None:
    """SqueezeExcitation: 8 channels and reduction 4: linear layers from 8 to 2 and back."""
    expected = {"weight 2×8": 1, "bias 2": 1, "weight 8×2": 1, "bias 8": 1}
    assert_same_state(state_of(student.SqueezeExcitation, 8, 4), expected)


@number("13.2")
@weight(1)
@tags("SqueezeExcitation")
@settings(max_examples=3)
@given(x=nonzero_arrays(2, 8, 2, 3))
def test_squeeze_excitation_of_zero_weights(student: ModuleType, x: np.ndarray) -> None:
    """SqueezeExcitation: with weights and biases of 0 every gate is 0.5: the output is x / 2."""
    assert parameters_of(student.SqueezeExcitation, 8, 4) > 0, "There are no linear layers."
    received = output_at_zero(student.SqueezeExcitation, x, 8, 4)
    assert_close(received, x / 2, name="the output for weights and biases of 0")


@number("13.3")
@weight(1)
@tags("SqueezeExcitation")
@settings(max_examples=3)
@given(x=nonzero_arrays(2, 8, 2, 3), seed=st.integers(0, 99))
def test_squeeze_excitation_gates(student: ModuleType, x: np.ndarray, seed: int) -> None:
    """SqueezeExcitation: the gates are between 0 and 1, and the same for all pixels of a channel.

    Another gate for each channel; x has no zeros, so that output / x shows the gates.
    """
    assert parameters_of(student.SqueezeExcitation, 8, 4) > 0, "There are no linear layers."
    received = output_of(student.SqueezeExcitation, x, seed, 8, 4)
    assert_shape(received, x.shape, name="the output")
    assert_finite(received, name="the output")
    gates = received / x
    assert_close(gates, gates[:, :, :1, :1] * np.ones(x.shape), name="output / x")
    if not ((gates > 0) & (gates < 1)).all():
        raise AssertionError(f"There are gates from {gates.min():g} to {gates.max():g}.")
    if np.ptp(gates, axis=1).min() == 0:
        raise AssertionError("All channels have the same gate.")


@number("14.1")
@weight(1)
@tags("se_resnet50")
def test_se_resnet50_parameters(student: ModuleType) -> None:
    """se_resnet50: 28,088,024 parameters for 1000 classes."""
    assert_equal(parameters_of(student.se_resnet50), 28088024, name="the number of parameters")
