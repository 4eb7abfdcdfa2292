"""Hidden checks of problems 10 to 14: DenseNet, and squeeze-and-excitation."""

from types import ModuleType

from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings

from autograder.checking.networks import assert_same_state, state_of
from autograder.hidden.hw5_architectures.cases import (
    FEW_NETWORKS,
    BlockCase,
    check_block,
    check_keeps_input,
    check_network,
    dense_block_cases,
    dense_layer_cases,
    gate_cases,
)


@number("10.3")
@weight(1)
@tags("DenseLayer")
@visibility("after_published")
def test_dense_layer_any_state(student: ModuleType, reference: ModuleType) -> None:
    """DenseLayer: the shapes of all weights and statistics, for other numbers of channels."""
    for arguments in [(6, 5), (96, 12)]:
        expected = state_of(reference.DenseLayer, *arguments)
        assert_same_state(state_of(student.DenseLayer, *arguments), expected)


@number("10.4")
@weight(1.5)
@tags("DenseLayer")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=dense_layer_cases())
def test_dense_layer_output(student: ModuleType, reference: ModuleType, case: BlockCase) -> None:
    """DenseLayer: the output, for weights that the check chooses."""
    check_block(student.DenseLayer, reference.DenseLayer, case)


@number("10.5")
@weight(0.5)
@tags("DenseLayer")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=dense_layer_cases())
def test_dense_layer_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: BlockCase
) -> None:
    """DenseLayer: a right output, with the input not modified."""
    check_keeps_input(student.DenseLayer, reference.DenseLayer, case)


@number("11.3")
@weight(1.5)
@tags("DenseBlock")
@visibility("after_published")
def test_dense_block_state(student: ModuleType, reference: ModuleType) -> None:
    """DenseBlock: the shapes of all weights and statistics: layers see ever more channels."""
    for arguments in [(6, 64, 32), (4, 10, 12), (1, 8, 4)]:
        expected = state_of(reference.DenseBlock, *arguments)
        assert_same_state(state_of(student.DenseBlock, *arguments), expected)


@number("11.4")
@weight(1.5)
@tags("DenseBlock")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=dense_block_cases())
def test_dense_block_output(student: ModuleType, reference: ModuleType, case: BlockCase) -> None:
    """DenseBlock: the output, for weights that the check chooses."""
    check_block(student.DenseBlock, reference.DenseBlock, case)


@number("12.3")
@weight(1)
@tags("densenet121")
@visibility("after_published")
def test_densenet121_state(student: ModuleType, reference: ModuleType) -> None:
    """densenet121: the shapes of all weights and statistics, for ten classes."""
    assert_same_state(state_of(student.densenet121, 10), state_of(reference.densenet121, 10))


@number("12.4")
@weight(2)
@tags("densenet121")
@visibility("after_published")
def test_densenet121_scores(student: ModuleType, reference: ModuleType) -> None:
    """densenet121: the scores of a small image, for weights that the check chooses."""
    check_network(student.densenet121, reference.densenet121, (3, 64, 96))


@number("13.4")
@weight(1)
@tags("SqueezeExcitation")
@visibility("after_published")
def test_squeeze_excitation_any_state(student: ModuleType, reference: ModuleType) -> None:
    """SqueezeExcitation: the shapes of weights and biases, also where a division leaves a rest."""
    for arguments in [(64, 16), (12, 3), (11, 4)]:
        expected = state_of(reference.SqueezeExcitation, *arguments)
        assert_same_state(state_of(student.SqueezeExcitation, *arguments), expected)


@number("13.5")
@weight(2)
@tags("SqueezeExcitation")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=gate_cases())
def test_squeeze_excitation_output(
    student: ModuleType, reference: ModuleType, case: BlockCase
) -> None:
    """SqueezeExcitation: the output for one image, for weights that the check chooses."""
    check_block(student.SqueezeExcitation, reference.SqueezeExcitation, case)


@number("13.6")
@weight(0.5)
@tags("SqueezeExcitation")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=gate_cases(batch=3))
def test_squeeze_excitation_of_several_images(
    student: ModuleType, reference: ModuleType, case: BlockCase
) -> None:
    """SqueezeExcitation: each of three images has its own gates."""
    check_block(student.SqueezeExcitation, reference.SqueezeExcitation, case)


@number("13.7")
@weight(0.5)
@tags("SqueezeExcitation")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=gate_cases())
def test_squeeze_excitation_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: BlockCase
) -> None:
    """SqueezeExcitation: a right output, with the input not modified."""
    check_keeps_input(student.SqueezeExcitation, reference.SqueezeExcitation, case)


@number("14.2")
@weight(1)
@tags("se_resnet50")
@visibility("after_published")
def test_se_resnet50_state(student: ModuleType, reference: ModuleType) -> None:
    """se_resnet50: the shapes of all weights and statistics, for ten classes."""
    assert_same_state(state_of(student.se_resnet50, 10), state_of(reference.se_resnet50, 10))


@number("14.3")
@weight(2)
@tags("se_resnet50")
@visibility("after_published")
def test_se_resnet50_scores(student: ModuleType, reference: ModuleType) -> None:
    """se_resnet50: the scores of a small image, for weights that the check chooses."""
    check_network(student.se_resnet50, reference.se_resnet50, (3, 64, 96))
