"""Hidden checks of problems 6 to 9: residual blocks, ResNet and ResNeXt."""

from types import ModuleType

from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings

from autograder.checking import assert_raises_value_error
from autograder.checking.networks import assert_same_state, parameters_of, state_of
from autograder.hidden.hw5_architectures.cases import (
    FEW_NETWORKS,
    BlockCase,
    basic_block_cases,
    bottleneck_cases,
    check_block,
    check_keeps_input,
    check_network,
    grouped_bottleneck_cases,
)


@number("6.4")
@weight(1)
@tags("BasicBlock")
@visibility("after_published")
def test_basic_block_projects_where_it_must(student: ModuleType, reference: ModuleType) -> None:
    """BasicBlock: a projection where the stride or the channels change, and only there."""
    for arguments in [(6, 6, 2), (4, 6, 1), (6, 4, 2), (5, 5, 1)]:
        expected = state_of(reference.BasicBlock, *arguments)
        assert_same_state(state_of(student.BasicBlock, *arguments), expected)


@number("6.5")
@weight(1.5)
@tags("BasicBlock")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=basic_block_cases())
def test_basic_block_output(student: ModuleType, reference: ModuleType, case: BlockCase) -> None:
    """BasicBlock: the output without a projection, for weights that the check chooses."""
    check_block(student.BasicBlock, reference.BasicBlock, case)


@number("6.6")
@weight(1)
@tags("BasicBlock")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=basic_block_cases(projected=True))
def test_basic_block_output_projected(
    student: ModuleType, reference: ModuleType, case: BlockCase
) -> None:
    """BasicBlock: the output with a projection, at strides 1 and 2."""
    check_block(student.BasicBlock, reference.BasicBlock, case)


@number("6.7")
@weight(0.5)
@tags("BasicBlock")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=basic_block_cases())
def test_basic_block_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: BlockCase
) -> None:
    """BasicBlock: a right output, with the input not modified."""
    check_keeps_input(student.BasicBlock, reference.BasicBlock, case)


@number("7.5")
@weight(1)
@tags("Bottleneck")
@visibility("after_published")
def test_bottleneck_state_of_groups(student: ModuleType, reference: ModuleType) -> None:
    """Bottleneck: the shapes of all weights with groups, of the block's or another width."""
    for arguments in [(64, 16, 1, 4), (64, 16, 2, 4, 3), (48, 16, 1, 2, 5), (64, 16, 2)]:
        expected = state_of(reference.Bottleneck, *arguments)
        assert_same_state(state_of(student.Bottleneck, *arguments), expected)


@number("7.6")
@weight(1)
@tags("Bottleneck")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=bottleneck_cases())
def test_bottleneck_output(student: ModuleType, reference: ModuleType, case: BlockCase) -> None:
    """Bottleneck: the output without a projection, for weights that the check chooses."""
    check_block(student.Bottleneck, reference.Bottleneck, case)


@number("7.7")
@weight(1.5)
@tags("Bottleneck")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=bottleneck_cases(projected=True))
def test_bottleneck_output_projected(
    student: ModuleType, reference: ModuleType, case: BlockCase
) -> None:
    """Bottleneck: the output with a projection; stride 2 is in the first 1×1 convolution."""
    check_block(student.Bottleneck, reference.Bottleneck, case)


@number("7.8")
@weight(1)
@tags("Bottleneck")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=grouped_bottleneck_cases())
def test_bottleneck_output_of_groups(
    student: ModuleType, reference: ModuleType, case: BlockCase
) -> None:
    """Bottleneck: the output with two to four groups."""
    check_block(student.Bottleneck, reference.Bottleneck, case)


@number("7.9")
@weight(0.5)
@tags("Bottleneck")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=bottleneck_cases())
def test_bottleneck_modifies_no_argument(
    student: ModuleType, reference: ModuleType, case: BlockCase
) -> None:
    """Bottleneck: a right output, with the input not modified."""
    check_keeps_input(student.Bottleneck, reference.Bottleneck, case)


@number("8.4")
@weight(0.75)
@tags("resnet")
@visibility("after_published")
def test_resnet34_state(student: ModuleType, reference: ModuleType) -> None:
    """resnet: the shapes of all weights and statistics of ResNet-34."""
    assert_same_state(state_of(student.resnet, 34), state_of(reference.resnet, 34))


@number("8.5")
@weight(1)
@tags("resnet")
@visibility("after_published")
def test_deep_resnets_state(student: ModuleType, reference: ModuleType) -> None:
    """resnet: the shapes of all weights and statistics of ResNet-101 and ResNet-152."""
    for depth in (101, 152):
        assert_same_state(state_of(student.resnet, depth), state_of(reference.resnet, depth))


@number("8.6")
@weight(0.75)
@tags("resnet")
@visibility("after_published")
def test_resnet_classes(student: ModuleType, reference: ModuleType) -> None:
    """resnet: the shapes of all weights and statistics for ten classes."""
    for depth in (18, 50):
        assert_same_state(
            state_of(student.resnet, depth, 10), state_of(reference.resnet, depth, 10)
        )


@number("8.7")
@weight(0.5)
@tags("resnet")
@visibility("after_published")
def test_resnet_of_another_depth(student: ModuleType) -> None:
    """resnet: ValueError for a depth that is not in the table."""
    assert parameters_of(student.resnet, 18) > 0, "ResNet-18 has no parameters."
    assert_raises_value_error(
        lambda: student.resnet(20), because="the depth is none of 18, 34, 50, 101 and 152"
    )


@number("8.8")
@weight(1.5)
@tags("resnet")
@visibility("after_published")
def test_resnet18_scores(student: ModuleType, reference: ModuleType) -> None:
    """resnet: the scores of a small image by ResNet-18, for weights that the check chooses."""
    check_network(student.resnet, reference.resnet, (3, 64, 96), 18)


@number("8.9")
@weight(1.5)
@tags("resnet")
@visibility("after_published")
def test_resnet50_scores(student: ModuleType, reference: ModuleType) -> None:
    """resnet: the scores of a small image by ResNet-50, for weights that the check chooses."""
    check_network(student.resnet, reference.resnet, (3, 64, 96), 50)


@number("9.4")
@weight(1.5)
@tags("resnext50")
@visibility("after_published")
def test_resnext50_state(student: ModuleType, reference: ModuleType) -> None:
    """resnext50: the shapes of all weights and statistics of the deck's settings."""
    for setting in [(2, 40), (4, 24), (8, 14), (32, 4)]:
        expected = state_of(reference.resnext50, *setting)
        assert_same_state(state_of(student.resnext50, *setting), expected)


@number("9.5")
@weight(0.75)
@tags("resnext50")
@visibility("after_published")
def test_resnext50_classes(student: ModuleType, reference: ModuleType) -> None:
    """resnext50: the shapes of all weights and statistics for ten classes."""
    expected = state_of(reference.resnext50, 32, 4, 10)
    assert_same_state(state_of(student.resnext50, 32, 4, 10), expected)


@number("9.6")
@weight(1.75)
@tags("resnext50")
@visibility("after_published")
def test_resnext50_scores(student: ModuleType, reference: ModuleType) -> None:
    """resnext50: the scores of a small image by 8×14d, for weights that the check chooses."""
    check_network(student.resnext50, reference.resnext50, (3, 64, 96), 8, 14)
