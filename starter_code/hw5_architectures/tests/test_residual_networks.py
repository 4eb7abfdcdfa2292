"""Visible checks of problems 6 to 9: residual blocks, ResNet and ResNeXt.

`student` is what is graded and `partner` whatever else a check needs. On your machine both are
your own file; when the class is graded, `partner` always answers right.
"""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_equal, nonzero_arrays
from autograder.checking.networks import (
    assert_same_layers,
    assert_same_state,
    layer_shapes_of,
    output_at_zero,
    output_of,
    parameters_of,
    state_of,
)


def state(*weights: str) -> dict[str, int]:
    """A state of convolutions without biases, each with a normalisation of its filters."""
    parts: dict[str, int] = {}
    for shape in weights:
        filters = shape.split("×")[0]
        normalisation = [f"{kind} {filters}" for kind in NORMALISATION]
        for part in [f"weight {shape}", *normalisation]:
            parts[part] = parts.get(part, 0) + 1
    return parts


NORMALISATION = ("weight", "bias", "running_mean", "running_var")


@number("6.1")
@weight(1)
@tags("BasicBlock")
def test_basic_block_state(student: ModuleType) -> None:
    """BasicBlock: without a projection, two convolutions without biases and two normalisations."""
    assert_same_state(state_of(student.BasicBlock, 64, 64), state("64×64×3×3", "64×64×3×3"))


@number("6.2")
@weight(1)
@tags("BasicBlock")
def test_basic_block_state_with_projection(student: ModuleType) -> None:
    """BasicBlock: from 64 to 128 channels, with a projection by a 1×1 convolution."""
    expected = state("128×64×3×3", "128×128×3×3", "128×64")
    assert_same_state(state_of(student.BasicBlock, 64, 128, stride=2), expected)


@number("6.3")
@weight(1)
@tags("BasicBlock")
@settings(max_examples=3)
@given(x=nonzero_arrays(2, 3, 4, 5))
def test_basic_block_of_zero_weights(student: ModuleType, x: np.ndarray) -> None:
    """BasicBlock: where the branch gives 0, the block gives relu(x), without a projection."""
    assert state_of(student.BasicBlock, 3, 3)["weight 3×3×3×3"] == 2, "There are no convolutions."
    received = output_at_zero(student.BasicBlock, x, 3, 3)
    assert_close(received, np.maximum(x, 0), name="the output for weights and biases of 0")


@number("7.1")
@weight(1)
@tags("Bottleneck")
def test_bottleneck_state(student: ModuleType) -> None:
    """Bottleneck: from 256 channels to 64, 64 and 256: 70,400 parameters, without a projection."""
    assert_same_state(state_of(student.Bottleneck, 256, 64), state("64×256", "64×64×3×3", "256×64"))
    received = parameters_of(student.Bottleneck, 256, 64)
    assert_equal(received, 70400, name="the number of parameters")


@number("7.2")
@weight(0.5)
@tags("Bottleneck")
def test_bottleneck_state_with_projection(student: ModuleType) -> None:
    """Bottleneck: from 64 channels to 256, with a projection also at stride 1."""
    expected = state("64×64", "64×64×3×3", "256×64", "256×64")
    assert_same_state(state_of(student.Bottleneck, 64, 64), expected)


@number("7.3")
@weight(1)
@tags("Bottleneck")
@settings(max_examples=3)
@given(x=nonzero_arrays(1, 8, 3, 2))
def test_bottleneck_of_zero_weights(student: ModuleType, x: np.ndarray) -> None:
    """Bottleneck: where the branch gives 0, the block gives relu(x), without a projection."""
    assert state_of(student.Bottleneck, 8, 2)["weight 2×2×3×3"] == 1, "There is no convolution."
    received = output_at_zero(student.Bottleneck, x, 8, 2)
    assert_close(received, np.maximum(x, 0), name="the output for weights and biases of 0")


@number("7.4")
@weight(0.5)
@tags("Bottleneck")
@settings(max_examples=3)
@given(x=nonzero_arrays(1, 8, 3, 4), width=st.integers(2, 3), seed=st.integers(0, 99))
def test_bottleneck_of_one_group(
    student: ModuleType, partner: ModuleType, x: np.ndarray, width: int, seed: int
) -> None:
    """Bottleneck: with cardinality 1 and the block's own width, an ordinary bottleneck."""
    expected = output_of(partner.Bottleneck, x, seed, 8, width)
    received = output_of(student.Bottleneck, x, seed, 8, width, 1, 1, width)
    assert_close(received, expected, name="the output")


@number("8.1")
@weight(1)
@tags("resnet")
def test_resnet18_parameters(student: ModuleType) -> None:
    """resnet: ResNet-18 has 11,689,512 parameters for 1000 classes."""
    assert_equal(parameters_of(student.resnet, 18), 11689512, name="the number of parameters")


@number("8.2")
@weight(1)
@tags("resnet")
def test_resnet50_parameters(student: ModuleType) -> None:
    """resnet: ResNet-50 has 25,557,032 parameters for 1000 classes."""
    assert_equal(parameters_of(student.resnet, 50), 25557032, name="the number of parameters")


@number("8.3")
@weight(1)
@tags("resnet")
def test_resnet50_layers(student: ModuleType) -> None:
    """resnet: the shapes in ResNet-50, whose stages have the stride in the first 1×1."""
    expected = ["convolution 1×64×112×112", "pooling 1×64×56×56", "linear 1×1000"]
    for blocks, channels, size in [(3, 64, 56), (4, 128, 28), (6, 256, 14), (3, 512, 7)]:
        # In each block two convolutions of `channels` filters and one of four times as many; in
        # the first block also the projection.
        expected += [f"convolution 1×{channels}×{size}×{size}"] * (2 * blocks)
        expected += [f"convolution 1×{4 * channels}×{size}×{size}"] * (blocks + 1)
    received = layer_shapes_of(student.resnet, (1, 3, 224, 224), 50)
    assert_same_layers(received, expected, ordered=False)


@number("9.1")
@weight(1.25)
@tags("resnext50")
def test_resnext50_parameters(student: ModuleType) -> None:
    """resnext50: 32×4d has 25,028,904 parameters for 1000 classes."""
    received = parameters_of(student.resnext50, 32, 4)
    assert_equal(received, 25028904, name="the number of parameters")


@number("9.2")
@weight(1)
@tags("resnext50")
def test_resnext50_of_one_group(student: ModuleType, partner: ModuleType) -> None:
    """resnext50: 1×64d is ResNet-50."""
    received = state_of(student.resnext50, 1, 64)
    assert_equal(
        parameters_of(student.resnext50, 1, 64), 25557032, name="the number of parameters of 1×64d"
    )
    assert_same_state(received, state_of(partner.resnet, 50))


@number("9.3")
@weight(0.75)
@tags("resnext50")
def test_resnext50_of_the_deck(student: ModuleType) -> None:
    """resnext50: the handout's parameters of 2×40d, 4×24d and 8×14d."""
    for cardinality, width, expected in [(2, 40, 25425000), (4, 24, 25292968), (8, 14, 25603016)]:
        received = parameters_of(student.resnext50, cardinality, width)
        name = f"the number of parameters of {cardinality}×{width}d"
        assert_equal(received, expected, name=name)
