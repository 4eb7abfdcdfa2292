"""Hidden checks of problems 1 to 5: LeNet-5, AlexNet, VGG, and Inception."""

from types import ModuleType

from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_raises_value_error, assert_shape, telling
from autograder.checking.networks import assert_same_state, output_of, parameters_of, state_of
from autograder.hidden.hw5_architectures.cases import (
    FEW_NETWORKS,
    BlockCase,
    check_network,
    inception_cases,
)


@number("1.3")
@weight(1)
@tags("LeNet5")
@visibility("after_published")
def test_lenet5_state(student: ModuleType, reference: ModuleType) -> None:
    """LeNet5: the shapes of all weights and biases, for seven classes."""
    assert_same_state(state_of(student.LeNet5, 7), state_of(reference.LeNet5, 7))


@number("1.4")
@weight(2.5)
@tags("LeNet5")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(seed=st.integers(0, 999))
def test_lenet5_scores(student: ModuleType, reference: ModuleType, seed: int) -> None:
    """LeNet5: the scores of an image, for weights that the check chooses."""
    check_network(student.LeNet5, reference.LeNet5, (1, 32, 32), seed=seed)


@number("2.3")
@weight(2)
@tags("AlexNet")
@visibility("after_published")
def test_alexnet_state(student: ModuleType, reference: ModuleType) -> None:
    """AlexNet: the shapes of all weights and biases, for ten classes."""
    assert_same_state(state_of(student.AlexNet, 10), state_of(reference.AlexNet, 10))


@number("2.4")
@weight(3.5)
@tags("AlexNet")
@visibility("after_published")
def test_alexnet_scores(student: ModuleType, reference: ModuleType) -> None:
    """AlexNet: the scores of an image, for weights that the check chooses."""
    check_network(student.AlexNet, reference.AlexNet, (3, 227, 227))


@number("3.3")
@weight(1)
@tags("vgg")
@visibility("after_published")
def test_vgg19_state(student: ModuleType, reference: ModuleType) -> None:
    """vgg: the shapes of all weights and biases of VGG-19, for ten classes."""
    assert_same_state(state_of(student.vgg, 19, 10), state_of(reference.vgg, 19, 10))


@number("3.4")
@weight(0.5)
@tags("vgg")
@visibility("after_published")
def test_vgg_of_another_depth(student: ModuleType) -> None:
    """vgg: ValueError for another depth than 16 and 19."""
    assert parameters_of(student.vgg, 19) > 0, "VGG-19 has no parameters."
    assert_raises_value_error(lambda: student.vgg(18), because="the depth is neither 16 nor 19")


@number("3.5")
@weight(2)
@tags("vgg")
@visibility("after_published")
def test_vgg16_scores(student: ModuleType, reference: ModuleType) -> None:
    """vgg: the scores of an image by VGG-16, for weights that the check chooses."""
    check_network(student.vgg, reference.vgg, (3, 224, 224), 16)


@number("4.3")
@weight(1.25)
@tags("Inception")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=inception_cases())
def test_inception_state(student: ModuleType, reference: ModuleType, case: BlockCase) -> None:
    """Inception: the shapes of all weights and biases, for any numbers of filters."""
    expected = state_of(reference.Inception, *case.arguments)
    assert_same_state(state_of(student.Inception, *case.arguments), expected)


def _check_branch(
    student: ModuleType, reference: ModuleType, case: BlockCase, branch: int, name: str
) -> None:
    """Compare the channels that a branch gives, at their place in the output."""
    _, n_1x1, _, n_3x3, _, n_5x5, n_pool = case.arguments
    sizes = (n_1x1, n_3x3, n_5x5, n_pool)
    start = sum(sizes[:branch])
    channels = slice(start, start + sizes[branch])
    expected = output_of(reference.Inception, case.x, case.seed, *case.arguments)
    received = output_of(student.Inception, case.x, case.seed, *case.arguments)
    assert_shape(received, expected.shape, name="the output")
    assert_close(received[:, channels], telling(expected[:, channels]), name=name)


@number("4.4")
@weight(1)
@tags("Inception")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=inception_cases())
def test_inception_1x1(student: ModuleType, reference: ModuleType, case: BlockCase) -> None:
    """Inception: the first channels are those of the 1×1 convolution."""
    _check_branch(student, reference, case, 0, "what the 1×1 convolution gives")


@number("4.5")
@weight(1)
@tags("Inception")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=inception_cases())
def test_inception_3x3(student: ModuleType, reference: ModuleType, case: BlockCase) -> None:
    """Inception: the second channels are those of the 3×3 convolution after its 1×1."""
    _check_branch(student, reference, case, 1, "what the 3×3 convolution gives")


@number("4.6")
@weight(1)
@tags("Inception")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=inception_cases())
def test_inception_5x5(student: ModuleType, reference: ModuleType, case: BlockCase) -> None:
    """Inception: the third channels are those of the 5×5 convolution after its 1×1."""
    _check_branch(student, reference, case, 2, "what the 5×5 convolution gives")


@number("4.7")
@weight(1.25)
@tags("Inception")
@visibility("after_published")
@settings(max_examples=FEW_NETWORKS)
@given(case=inception_cases())
def test_inception_pooling(student: ModuleType, reference: ModuleType, case: BlockCase) -> None:
    """Inception: the last channels are those of the 1×1 convolution after the max pooling."""
    _check_branch(student, reference, case, 3, "what the 1×1 convolution after the pooling gives")


@number("5.3")
@weight(1.5)
@tags("GoogLeNet")
@visibility("after_published")
def test_googlenet_state(student: ModuleType, reference: ModuleType) -> None:
    """GoogLeNet: the shapes of all weights and biases, for ten classes."""
    assert_same_state(state_of(student.GoogLeNet, 10), state_of(reference.GoogLeNet, 10))


@number("5.4")
@weight(2)
@tags("GoogLeNet")
@visibility("after_published")
def test_googlenet_scores(student: ModuleType, reference: ModuleType) -> None:
    """GoogLeNet: the scores of a small image, for weights that the check chooses."""
    check_network(student.GoogLeNet, reference.GoogLeNet, (3, 64, 96))
