"""Visible checks of problems 15 and 16: counting parameters and multiply-adds.

The networks are made by the checks, from PyTorch's own layers: none of yours takes part.
"""

from types import ModuleType

from gradescope_utils.autograder_utils.decorators import number, tags, weight

from autograder.checking import assert_equal
from autograder.checking.networks import answer_about

NETWORK = (
    "nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2),"
    " nn.Conv2d(4, 8, 3, bias=False), nn.ReLU(), nn.Flatten(), nn.Linear(288, 10))"
)


@number("15.1")
@weight(1)
@tags("count_parameters")
def test_count_parameters_of_layers(student: ModuleType) -> None:
    """count_parameters: a linear layer, and a normalisation without its running statistics."""
    for network, expected in [("nn.Linear(3, 2)", 8), ("nn.BatchNorm2d(5)", 10)]:
        assert_equal(answer_about(student.count_parameters, network), expected, name=network)


@number("15.2")
@weight(0.5)
@tags("count_parameters")
def test_count_parameters_of_a_network(student: ModuleType) -> None:
    """count_parameters: two convolutions, a normalisation and a linear layer: 112 + 8 + 288 + 2890.

    The second convolution has no bias.
    """
    received = answer_about(student.count_parameters, NETWORK)
    assert_equal(received, 3298, name="the number of parameters")


@number("16.1")
@weight(1)
@tags("count_flops")
def test_count_flops_of_a_convolution(student: ModuleType) -> None:
    """count_flops: LeNet-5's first convolution needs 6 · 28 · 28 · 25 multiply-adds."""
    received = answer_about(student.count_flops, "nn.Conv2d(1, 6, 5)", (1, 32, 32))
    assert_equal(received, 117600, name="the number of multiply-adds")


@number("16.2")
@weight(0.5)
@tags("count_flops")
def test_count_flops_of_a_network(student: ModuleType) -> None:
    """count_flops: two convolutions and a linear layer: 27,648 + 10,368 + 2,880."""
    received = answer_about(student.count_flops, NETWORK, (3, 16, 16))
    assert_equal(received, 40896, name="the number of multiply-adds")
