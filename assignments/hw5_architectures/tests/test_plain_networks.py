"""Visible checks of problems 1 to 5: LeNet-5, AlexNet, VGG, and Inception.

No check asks a network what it is. It is made, on PyTorch's device "meta" where its size does not
matter, and its parameters are counted, or the shapes that its layers give are looked at.
"""

from types import ModuleType

from gradescope_utils.autograder_utils.decorators import number, tags, weight

from autograder.checking import assert_equal
from autograder.checking.networks import assert_same_layers, layer_shapes_of, parameters_of


@number("1.1")
@weight(1)
@tags("LeNet5")
def test_lenet5_parameters(student: ModuleType) -> None:
    """LeNet5: 61,706 parameters, as worked out in the handout."""
    assert_equal(parameters_of(student.LeNet5), 61706, name="the number of parameters")


@number("1.2")
@weight(1.5)
@tags("LeNet5")
def test_lenet5_layers(student: ModuleType) -> None:
    """LeNet5: each layer's output has the shape that the table says."""
    expected = [
        "convolution 1×6×28×28",
        "pooling 1×6×14×14",
        "convolution 1×16×10×10",
        "pooling 1×16×5×5",
        "linear 1×120",
        "linear 1×84",
        "linear 1×10",
    ]
    assert_same_layers(layer_shapes_of(student.LeNet5, (1, 1, 32, 32)), expected)


@number("2.1")
@weight(1.5)
@tags("AlexNet")
def test_alexnet_parameters(student: ModuleType) -> None:
    """AlexNet: 62,378,344 parameters for 1000 classes."""
    assert_equal(parameters_of(student.AlexNet), 62378344, name="the number of parameters")


@number("2.2")
@weight(2)
@tags("AlexNet")
def test_alexnet_layers(student: ModuleType) -> None:
    """AlexNet: from 227 × 227 pixels, each layer's output has the shape that the table says."""
    expected = [
        "convolution 1×96×55×55",
        "pooling 1×96×27×27",
        "convolution 1×256×27×27",
        "pooling 1×256×13×13",
        "convolution 1×384×13×13",
        "convolution 1×384×13×13",
        "convolution 1×256×13×13",
        "pooling 1×256×6×6",
        "linear 1×4096",
        "linear 1×4096",
        "linear 1×1000",
    ]
    assert_same_layers(layer_shapes_of(student.AlexNet, (1, 3, 227, 227)), expected)


@number("3.1")
@weight(1.5)
@tags("vgg")
def test_vgg_parameters(student: ModuleType) -> None:
    """vgg: VGG-16 has 138,357,544 parameters for 1000 classes."""
    assert_equal(parameters_of(student.vgg, 16), 138357544, name="the number of parameters")


@number("3.2")
@weight(1)
@tags("vgg")
def test_vgg_layers(student: ModuleType) -> None:
    """vgg: VGG-16's stages of 2, 2, 3, 3 and 3 convolutions each end with half the pixels."""
    expected = []
    for convolutions, filters, size in [
        (2, 64, 224),
        (2, 128, 112),
        (3, 256, 56),
        (3, 512, 28),
        (3, 512, 14),
    ]:
        expected += [f"convolution 1×{filters}×{size}×{size}"] * convolutions
        expected += [f"pooling 1×{filters}×{size // 2}×{size // 2}"]
    expected += ["linear 1×4096", "linear 1×4096", "linear 1×1000"]
    assert_same_layers(layer_shapes_of(student.vgg, (1, 3, 224, 224), 16), expected)


# The rows of the handout's table: name, channels of the input, the six numbers, pixels of a side.
INCEPTION_MODULES = [
    ("3a", 192, (64, 96, 128, 16, 32, 32), 28),
    ("3b", 256, (128, 128, 192, 32, 96, 64), 28),
    ("4a", 480, (192, 96, 208, 16, 48, 64), 14),
    ("4b", 512, (160, 112, 224, 24, 64, 64), 14),
    ("4c", 512, (128, 128, 256, 24, 64, 64), 14),
    ("4d", 512, (112, 144, 288, 32, 64, 64), 14),
    ("4e", 528, (256, 160, 320, 32, 128, 128), 14),
    ("5a", 832, (256, 160, 320, 32, 128, 128), 7),
    ("5b", 832, (384, 192, 384, 48, 128, 128), 7),
]


def layers_of_inception(in_channels: int, filters: tuple[int, ...], size: int) -> list[str]:
    """What the layers of an Inception module give, in any order."""
    pooled = f"pooling 1×{in_channels}×{size}×{size}"
    return [pooled, *(f"convolution 1×{n}×{size}×{size}" for n in filters)]


@number("4.1")
@weight(1)
@tags("Inception")
def test_inception_parameters(student: ModuleType) -> None:
    """Inception: module 3a of GoogLeNet has 163,696 parameters."""
    received = parameters_of(student.Inception, 192, 64, 96, 128, 16, 32, 32)
    assert_equal(received, 163696, name="the number of parameters")


@number("4.2")
@weight(1.5)
@tags("Inception")
def test_inception_layers(student: ModuleType) -> None:
    """Inception: in module 3a, six convolutions and a pooling all keep 28 × 28 pixels."""
    _, in_channels, filters, size = INCEPTION_MODULES[0]
    received = layer_shapes_of(
        student.Inception, (1, in_channels, size, size), in_channels, *filters
    )
    expected = layers_of_inception(in_channels, filters, size)
    assert_same_layers(received, expected, ordered=False)


@number("5.1")
@weight(1.5)
@tags("GoogLeNet")
def test_googlenet_parameters(student: ModuleType) -> None:
    """GoogLeNet: 6,998,552 parameters for 1000 classes."""
    assert_equal(parameters_of(student.GoogLeNet), 6998552, name="the number of parameters")


@number("5.2")
@weight(1)
@tags("GoogLeNet")
def test_googlenet_layers(student: ModuleType) -> None:
    """GoogLeNet: from 224 × 224 pixels, each layer's output has the shape that the table says."""
    expected = [
        "convolution 1×64×112×112",
        "pooling 1×64×56×56",
        "convolution 1×64×56×56",
        "convolution 1×192×56×56",
        "pooling 1×192×28×28",
        "pooling 1×480×14×14",
        "pooling 1×832×7×7",
        "linear 1×1000",
    ]
    for _, in_channels, filters, size in INCEPTION_MODULES:
        expected += layers_of_inception(in_channels, filters, size)
    received = layer_shapes_of(student.GoogLeNet, (1, 3, 224, 224))
    assert_same_layers(received, expected, ordered=False)
