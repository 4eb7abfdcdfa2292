"""Visible checks of problems 15 and 16: counting parameters and multiply-adds.

The networks are made by the checks, from PyTorch's own layers: none of yours takes part.
"""

from types import ModuleType

from gradescope_utils.autograder_utils.decorators import number, tags, weight

from autograder.checking import assert_equal
from autograder.checking.networks import answer_about

LENET5 = (
    "nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2),"
    " nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),"
    " nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))"
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
def test_count_parameters_of_lenet5(student: ModuleType) -> None:
    """count_parameters: LeNet-5 has 61,706."""
    received = answer_about(student.count_parameters, LENET5)
    assert_equal(received, 61706, name="the number of parameters")


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
def test_count_flops_of_lenet5(student: ModuleType) -> None:
    """count_flops: LeNet-5 needs 416,520 multiply-adds."""
    received = answer_about(student.count_flops, LENET5, (1, 32, 32))
    assert_equal(received, 416520, name="the number of multiply-adds")
