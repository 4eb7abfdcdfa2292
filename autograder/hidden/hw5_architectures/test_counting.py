"""Hidden checks of problems 15 and 16: counting parameters and multiply-adds."""

from types import ModuleType

from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight

from autograder.checking import assert_equal
from autograder.checking.networks import answer_about, changes_to

# What sigmoid makes of zeros is not zero: in training mode every running mean changes.
NESTED = (
    "nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), nn.BatchNorm2d(4), nn.Sequential(nn.Sigmoid(),"
    " nn.Conv2d(4, 6, (3, 1), stride=2, groups=2, bias=False), nn.BatchNorm2d(6)),"
    " nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(6, 5))"
)
TWICE = (
    "(lambda layer: nn.Sequential(nn.Conv2d(2, 4, 1), layer, nn.ReLU(), layer))"
    "(nn.Conv2d(4, 4, 3, padding=1))"
)

TIED = (
    "(lambda one, other: (setattr(other, 'weight', one.weight), nn.Sequential(one, other))[1])"
    "(nn.Linear(4, 4), nn.Linear(4, 4))"
)


def _vgg16() -> str:
    """VGG-16 as an expression."""
    layers, before = [], 3
    for convolutions, filters in [(2, 64), (2, 128), (3, 256), (3, 512), (3, 512)]:
        for _ in range(convolutions):
            layers += [f"nn.Conv2d({before}, {filters}, 3, padding=1)", "nn.ReLU()"]
            before = filters
        layers.append("nn.MaxPool2d(2)")
    layers += ["nn.Flatten()", "nn.Linear(25088, 4096)", "nn.ReLU()", "nn.Linear(4096, 4096)"]
    return f"nn.Sequential({', '.join([*layers, 'nn.ReLU()', 'nn.Linear(4096, 1000)'])})"


def _check(student: ModuleType, reference: ModuleType, network: str, device: str = "cpu") -> None:
    expected = answer_about(reference.count_parameters, network, device=device)
    received = answer_about(student.count_parameters, network, device=device)
    assert_equal(received, expected, name="the number of parameters")


@number("15.3")
@weight(1)
@tags("count_parameters")
@visibility("after_published")
def test_count_parameters_nested(student: ModuleType, reference: ModuleType) -> None:
    """count_parameters: convolutions, also with groups or without a bias, one inside the other."""
    _check(student, reference, NESTED)


@number("15.4")
@weight(0.5)
@tags("count_parameters")
@visibility("after_published")
def test_count_parameters_shared(student: ModuleType, reference: ModuleType) -> None:
    """count_parameters: a layer that is used twice, and a weight that two layers share."""
    _check(student, reference, TWICE)
    _check(student, reference, TIED)


@number("15.5")
@weight(0.5)
@tags("count_parameters")
@visibility("after_published")
def test_count_parameters_without_memory(student: ModuleType, reference: ModuleType) -> None:
    """count_parameters: VGG-16 on PyTorch's device "meta"."""
    _check(student, reference, _vgg16(), device="meta")


@number("15.6")
@weight(0.5)
@tags("count_parameters")
@visibility("after_published")
def test_count_parameters_modifies_no_argument(student: ModuleType, reference: ModuleType) -> None:
    """count_parameters: a right answer, with the network not modified."""
    _check(student, reference, NESTED)
    assert_equal(changes_to(student.count_parameters, NESTED), [], name="what has changed")


def _check_flops(
    student: ModuleType,
    reference: ModuleType,
    network: str,
    input_shape: tuple[int, ...],
    device: str = "cpu",
) -> None:
    expected = answer_about(reference.count_flops, network, input_shape, device=device)
    received = answer_about(student.count_flops, network, input_shape, device=device)
    assert_equal(received, expected, name="the number of multiply-adds")


@number("16.3")
@weight(0.5)
@tags("count_flops")
@visibility("after_published")
def test_count_flops_geometry(student: ModuleType, reference: ModuleType) -> None:
    """count_flops: a convolution with a stride, padding and groups, of oblong filters."""
    network = "nn.Conv2d(4, 6, (5, 3), stride=2, padding=1, groups=2)"
    _check_flops(student, reference, network, (4, 9, 12))


@number("16.4")
@weight(0.5)
@tags("count_flops")
@visibility("after_published")
def test_count_flops_of_other_layers(student: ModuleType, reference: ModuleType) -> None:
    """count_flops: normalisations, activations, poolings and biases count nothing."""
    _check_flops(student, reference, NESTED, (3, 8, 7))


@number("16.5")
@weight(0.5)
@tags("count_flops")
@visibility("after_published")
def test_count_flops_of_a_repeated_layer(student: ModuleType, reference: ModuleType) -> None:
    """count_flops: a layer that is computed twice counts twice."""
    _check_flops(student, reference, TWICE, (2, 5, 6))


@number("16.6")
@weight(0.5)
@tags("count_flops")
@visibility("after_published")
def test_count_flops_without_memory(student: ModuleType, reference: ModuleType) -> None:
    """count_flops: VGG-16 on PyTorch's device "meta": 15.47 G multiply-adds."""
    _check_flops(student, reference, _vgg16(), (3, 224, 224), device="meta")


@number("16.7")
@weight(0.5)
@tags("count_flops")
@visibility("after_published")
def test_count_flops_modifies_no_argument(student: ModuleType, reference: ModuleType) -> None:
    """count_flops: a right answer, with the network's mode, statistics and hooks not modified."""
    _check_flops(student, reference, NESTED, (3, 8, 7))
    assert_equal(changes_to(student.count_flops, NESTED, (3, 8, 7)), [], name="what has changed")
