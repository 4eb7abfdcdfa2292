"""Homework 5: the architectures of image classification, from LeNet to squeeze-and-excitation.

PyTorch. Images are float32 tensors of shape (N, C, H, W); N images give (N, n_classes) scores, one
for each class: there is no softmax at the end.

Common to all networks:
    - Dropout, which homework 6 is about, and local response normalisation are left out.
    - Convolutions and linear layers have biases, except convolutions next to a batch
      normalisation: those have none. Batch normalisation is PyTorch's, with its default settings.
    - "Padding" means rows and columns at each of the four sides.
"""

import torch
from torch import nn


class LeNet5(nn.Module):
    """LeNet-5 in its modern form, with ReLU and max pooling. (Problem 1)

    ====================================  ============
    layer                                 output
    ====================================  ============
    images                                1 × 32 × 32
    convolution 5×5, 6 filters, ReLU      6 × 28 × 28
    max pooling 2×2, stride 2             6 × 14 × 14
    convolution 5×5, 16 filters, ReLU     16 × 10 × 10
    max pooling 2×2, stride 2             16 × 5 × 5
    linear, ReLU                          120
    linear, ReLU                          84
    linear                                n_classes
    ====================================  ============

    Example:
        >>> count_parameters(LeNet5())
        61706
    """

    def __init__(self, n_classes: int = 10) -> None:
        """Make the layers.

        Args:
            n_classes: number of classes.
        """
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("LeNet5")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From images (N, 1, 32, 32) to scores (N, n_classes)."""
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("LeNet5")


class AlexNet(nn.Module):
    """AlexNet as one path, without the original's two groups. (Problem 2)

    ===================================================  ==============
    layer                                                output
    ===================================================  ==============
    images                                               3 × 227 × 227
    1: convolution 11×11, stride 4, 96 filters, ReLU     96 × 55 × 55
    max pooling 3×3, stride 2                            96 × 27 × 27
    2: convolution 5×5, padding 2, 256 filters, ReLU     256 × 27 × 27
    max pooling 3×3, stride 2                            256 × 13 × 13
    3: convolution 3×3, padding 1, 384 filters, ReLU     384 × 13 × 13
    4: convolution 3×3, padding 1, 384 filters, ReLU     384 × 13 × 13
    5: convolution 3×3, padding 1, 256 filters, ReLU     256 × 13 × 13
    max pooling 3×3, stride 2                            256 × 6 × 6
    6: linear, ReLU                                      4096
    7: linear, ReLU                                      4096
    8: linear                                            n_classes
    ===================================================  ==============

    Example:
        >>> count_parameters(AlexNet())
        62378344
    """

    def __init__(self, n_classes: int = 1000) -> None:
        """Make the layers.

        Args:
            n_classes: number of classes.
        """
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("AlexNet")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From images (N, 3, 227, 227) to scores (N, n_classes)."""
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("AlexNet")


def vgg(depth: int, n_classes: int = 1000) -> nn.Module:
    """VGG with 16 or 19 layers that have weights. (Problem 3)

    Images are (N, 3, 224, 224). Five stages of 64, 128, 256, 512 and 512 filters follow one
    another. A stage is a row of 3×3 convolutions with padding 1, each followed by a ReLU, and then
    a max pooling 2×2 with stride 2. The stages of VGG-16 have 2, 2, 3, 3 and 3 convolutions, those
    of VGG-19 have 2, 2, 4, 4 and 4. Three linear layers end the network, with 4096, 4096 and
    `n_classes` outputs and a ReLU between each two.

    Args:
        depth: 16 or 19.
        n_classes: number of classes.

    Returns:
        The network, without batch normalisation.

    Raises:
        ValueError: with a sentence that says what is wrong, for another depth.

    Example:
        >>> count_parameters(vgg(16))
        138357544
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("vgg")


class Inception(nn.Module):
    """An Inception module: four branches next to each other. (Problem 4)

    Every convolution has a bias and is followed by a ReLU; there is no batch normalisation.

    1. a 1×1 convolution;
    2. a 1×1 convolution that reduces the channels, then a 3×3 convolution with padding 1;
    3. a 1×1 convolution that reduces the channels, then a 5×5 convolution with padding 2;
    4. a max pooling 3×3 with stride 1 and padding 1, then a 1×1 convolution.

    Example:
        >>> module = Inception(192, 64, 96, 128, 16, 32, 32)
        >>> module(torch.zeros(1, 192, 28, 28)).shape
        torch.Size([1, 256, 28, 28])
    """

    def __init__(
        self,
        in_channels: int,
        n_1x1: int,
        n_3x3_reduce: int,
        n_3x3: int,
        n_5x5_reduce: int,
        n_5x5: int,
        n_pool: int,
    ) -> None:
        """Make the branches; the numbers are in the order of the paper's table.

        Args:
            in_channels: channels of the input.
            n_1x1: filters of the first branch.
            n_3x3_reduce: filters of the 1×1 convolution in the second branch.
            n_3x3: filters of the 3×3 convolution.
            n_5x5_reduce: filters of the 1×1 convolution in the third branch.
            n_5x5: filters of the 5×5 convolution.
            n_pool: filters of the 1×1 convolution after the pooling.
        """
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("Inception")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (N, in_channels, H, W) to (N, n_1x1 + n_3x3 + n_5x5 + n_pool, H, W).

        The branches' channels follow one another in the order above: 1×1, 3×3, 5×5, pooling.
        """
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("Inception")


class GoogLeNet(nn.Module):
    """GoogLeNet without auxiliary classifiers and without batch normalisation. (Problem 5)

    Every convolution has a bias and is followed by a ReLU. "Max pooling" stands for 3×3 with
    stride 2 and padding 1. The six numbers of an Inception module are those of `Inception`. Its
    5×5 convolutions really are 5×5 (in a well-known library they are 3×3, by mistake).

    ====  =============================================  ==============
    name  layer                                          output
    ====  =============================================  ==============
          images                                         3 × 224 × 224
          convolution 7×7, stride 2, padding 3           64 × 112 × 112
          max pooling                                    64 × 56 × 56
          convolution 1×1                                64 × 56 × 56
          convolution 3×3, padding 1                     192 × 56 × 56
          max pooling                                    192 × 28 × 28
    3a    Inception 64, 96, 128, 16, 32, 32              256 × 28 × 28
    3b    Inception 128, 128, 192, 32, 96, 64            480 × 28 × 28
          max pooling                                    480 × 14 × 14
    4a    Inception 192, 96, 208, 16, 48, 64             512 × 14 × 14
    4b    Inception 160, 112, 224, 24, 64, 64            512 × 14 × 14
    4c    Inception 128, 128, 256, 24, 64, 64            512 × 14 × 14
    4d    Inception 112, 144, 288, 32, 64, 64            528 × 14 × 14
    4e    Inception 256, 160, 320, 32, 128, 128          832 × 14 × 14
          max pooling                                    832 × 7 × 7
    5a    Inception 256, 160, 320, 32, 128, 128          832 × 7 × 7
    5b    Inception 384, 192, 384, 48, 128, 128          1024 × 7 × 7
          mean over all pixels                           1024
          linear                                         n_classes
    ====  =============================================  ==============

    Example:
        >>> count_parameters(GoogLeNet())
        6998552
    """

    def __init__(self, n_classes: int = 1000) -> None:
        """Make the layers.

        Args:
            n_classes: number of classes.
        """
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("GoogLeNet")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From images (N, 3, H, W), 224 × 224 in the table, to scores (N, n_classes)."""
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("GoogLeNet")


class BasicBlock(nn.Module):
    """The residual block of ResNet-18 and ResNet-34: relu(branch(x) + shortcut(x)). (Problem 6)

    The branch is a 3×3 convolution with the stride, batch normalisation, ReLU, a 3×3 convolution,
    batch normalisation. Both convolutions have padding 1 and `channels` filters.

    The shortcut is x itself where the branch gives back the shape of x, that is for stride 1 and
    in_channels = channels. Elsewhere it is a 1×1 convolution with the stride, and a batch
    normalisation: the projection.

    Example:
        >>> BasicBlock(64, 128, stride=2)(torch.zeros(1, 64, 56, 56)).shape
        torch.Size([1, 128, 28, 28])
    """

    def __init__(self, in_channels: int, channels: int, stride: int = 1) -> None:
        """Make the branch and the shortcut.

        Args:
            in_channels: channels of the input.
            channels: channels of the output.
            stride: of the first convolution, and of the projection.
        """
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("BasicBlock")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (N, in_channels, H, W) to (N, channels, H', W'); H' = H and W' = W for stride 1."""
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("BasicBlock")


class Bottleneck(nn.Module):
    """The residual block of deeper networks: relu(branch(x) + shortcut(x)). (Problem 7)

    The branch has three convolutions, each followed by a batch normalisation, and a ReLU after the
    first two of these:

    1. 1×1 **with the stride**, from `in_channels` to cardinality · width channels;
    2. 3×3 with padding 1, in as many groups as the cardinality says: cardinality · width channels;
    3. 1×1 to 4 · channels.

    The original ResNet has the stride where it is here; many libraries move it to the 3×3
    convolution, which needs more multiply-adds.

    The shortcut is x itself where the branch gives back the shape of x, that is for stride 1 and
    in_channels = 4 · channels. Elsewhere it is the projection, a 1×1 convolution with the stride,
    and a batch normalisation.

    Example:
        >>> Bottleneck(256, 128, stride=2)(torch.zeros(1, 256, 56, 56)).shape
        torch.Size([1, 512, 28, 28])
    """

    def __init__(
        self,
        in_channels: int,
        channels: int,
        stride: int = 1,
        cardinality: int = 1,
        width: int | None = None,
    ) -> None:
        """Make the branch and the shortcut.

        Args:
            in_channels: channels of the input.
            channels: a quarter of the output's channels.
            stride: of the first convolution, and of the projection.
            cardinality: number of groups of the 3×3 convolution, 1 in ResNet.
            width: channels of each group; None, as in ResNet, stands for `channels`.
        """
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("Bottleneck")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (N, in_channels, H, W) to (N, 4 · channels, H', W')."""
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("Bottleneck")


def resnet(depth: int, n_classes: int = 1000) -> nn.Module:
    """A residual network. (Problem 8)

    Images are (N, 3, H, W), with 224 × 224 pixels in the paper. First come a 7×7 convolution with
    64 filters, stride 2 and padding 3, batch normalisation, ReLU, and a max pooling 3×3 with
    stride 2 and padding 1. Four stages of residual blocks follow, with `channels` 64, 128, 256 and
    512; the first block of the second, third and fourth stage has stride 2, all others stride 1.
    At the end are the mean over all pixels and a linear layer.

    =====  ============  =================================
    depth  block         number of blocks in the stages
    =====  ============  =================================
    18     `BasicBlock`  2, 2, 2, 2
    34     `BasicBlock`  3, 4, 6, 3
    50     `Bottleneck`  3, 4, 6, 3
    101    `Bottleneck`  3, 4, 23, 3
    152    `Bottleneck`  3, 8, 36, 3
    =====  ============  =================================

    Args:
        depth: 18, 34, 50, 101 or 152.
        n_classes: number of classes.

    Returns:
        The network.

    Raises:
        ValueError: with a sentence that says what is wrong, for another depth.

    Example:
        >>> count_parameters(resnet(50))
        25557032
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("resnet")


def resnext50(cardinality: int, width: int, n_classes: int = 1000) -> nn.Module:
    """ResNeXt-50: ResNet-50 whose 3×3 convolutions have groups. (Problem 9)

    Everything is as in `resnet(50)`, but the blocks have this cardinality, and groups of `width`
    channels in the first stage, of 2 · width in the second, 4 · width in the third and 8 · width
    in the fourth.

    Args:
        cardinality: number of groups.
        width: channels of a group in the first stage; 4 in "32×4d".
        n_classes: number of classes.

    Returns:
        The network. `resnext50(1, 64)` is `resnet(50)`.

    Example:
        >>> count_parameters(resnext50(32, 4))
        25028904
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("resnext50")


class DenseLayer(nn.Module):
    """A layer of a dense block, which adds channels to those it is given. (Problem 10)

    The new channels come from batch normalisation, ReLU, a 1×1 convolution with 4 · growth_rate
    filters, batch normalisation, ReLU, a 3×3 convolution with padding 1 and growth_rate filters:
    normalisation and ReLU are *before* the convolutions.

    Example:
        >>> DenseLayer(64, 32)(torch.zeros(1, 64, 8, 8)).shape
        torch.Size([1, 96, 8, 8])
    """

    def __init__(self, in_channels: int, growth_rate: int) -> None:
        """Make the layers.

        Args:
            in_channels: channels of the input.
            growth_rate: number of new channels.
        """
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("DenseLayer")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (N, in_channels, H, W) to (N, in_channels + growth_rate, H, W).

        The channels of x come first, the new ones after them.
        """
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("DenseLayer")


class DenseBlock(nn.Module):
    """Dense layers one after another: each sees the channels of all before it. (Problem 11)

    Example:
        >>> DenseBlock(6, 64, 32)(torch.zeros(1, 64, 8, 8)).shape
        torch.Size([1, 256, 8, 8])
    """

    def __init__(self, n_layers: int, in_channels: int, growth_rate: int) -> None:
        """Make the layers.

        Args:
            n_layers: number of dense layers.
            in_channels: channels of the input.
            growth_rate: number of channels that each layer adds.
        """
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("DenseBlock")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (N, in_channels, H, W) to (N, in_channels + n_layers · growth_rate, H, W).

        The channels of x come first, then those of the first layer, of the second, and so on.
        """
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("DenseBlock")


def densenet121(n_classes: int = 1000) -> nn.Module:
    """DenseNet-121, with growth rate 32. (Problem 12)

    Images are (N, 3, H, W), with 224 × 224 pixels in the paper. First come a 7×7 convolution with
    64 filters, stride 2 and padding 3, batch normalisation, ReLU, and a max pooling 3×3 with
    stride 2 and padding 1. Four dense blocks of 6, 12, 24 and 16 layers follow. Between each two is
    a transition: batch normalisation, ReLU, a 1×1 convolution that halves the number of channels,
    and an average pooling 2×2 with stride 2. After the last block come batch normalisation, ReLU,
    the mean over all pixels and a linear layer.

    Args:
        n_classes: number of classes.

    Returns:
        The network.

    Example:
        >>> count_parameters(densenet121())
        7978856
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("densenet121")


class SqueezeExcitation(nn.Module):
    """Weighs the channels of each image by gates between 0 and 1. (Problem 13)

    Squeeze: the mean of each channel over all pixels. Excitation: a linear layer to
    channels // reduction numbers, ReLU, a linear layer back to one logit for each channel, and the
    sigmoid, which makes it a gate. Each channel of x is multiplied by its gate, the same for all
    pixels.

    Example:
        With both layers' weights and biases 0, every gate is 0.5, and the output is x / 2.
    """

    def __init__(self, channels: int, reduction: int) -> None:
        """Make the two linear layers, which have biases.

        Args:
            channels: channels of the input.
            reduction: how many times fewer the numbers between the two layers are.
        """
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("SqueezeExcitation")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (N, channels, H, W) to the same shape."""
        # TODO: Implement; the docstring says what comes in and what goes out.
        raise NotImplementedError("SqueezeExcitation")


def se_resnet50(n_classes: int = 1000) -> nn.Module:
    """SE-ResNet-50: ResNet-50 with squeeze-and-excitation in each block. (Problem 14)

    Everything is as in `resnet(50)`, but that a `SqueezeExcitation` with reduction 16 is the end of
    each block's branch: after its last batch normalisation, and before the addition.

    Args:
        n_classes: number of classes.

    Returns:
        The network.

    Example:
        >>> count_parameters(se_resnet50())
        28088024
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("se_resnet50")


def count_parameters(module: nn.Module) -> int:
    """How many numbers a network learns. (Problem 15)

    Args:
        module: a network, on any device; also on PyTorch's device "meta", without memory.

    Returns:
        The number of entries of all its parameters: weights and biases, the scales and shifts of
        its normalisations too. What is only kept, such as a batch normalisation's running mean and
        variance, is not learned. A parameter that two layers share counts once.

    Example:
        >>> count_parameters(nn.Linear(3, 2))
        8
        >>> count_parameters(nn.BatchNorm2d(5))
        10
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("count_parameters")


def count_flops(module: nn.Module, input_shape: tuple[int, ...]) -> int:
    """How many multiply-adds a network needs for one image. (Problem 16)

    A multiplication and the addition of its product to a sum count as one, as in the papers, which
    call them FLOPs. Counted are the network's convolutions (`nn.Conv2d`, with any kernel, stride,
    padding and groups) and linear layers (`nn.Linear`), each as often as it is computed. Biases,
    normalisations, activations, poolings, additions and products with a gate are not.

    ResNet-50 needs 3.86 G, VGG-16 15.47 G. For SE-ResNet-50 the deck says 3.87 G, with the means
    and the products of its gates; without them, as here, it is 3.86 G.

    Args:
        module: a network, on any device; also on PyTorch's device "meta", without memory. It is
            afterwards as it was: in training or evaluation mode, with the same parameters and
            running statistics, and without hooks.
        input_shape: the shape of one image, (C, H, W), without a batch.

    Returns:
        The number of multiply-adds in evaluation mode.

    Example:
        >>> count_flops(nn.Conv2d(1, 6, 5), (1, 32, 32))
        117600
        >>> count_flops(LeNet5(), (1, 32, 32))
        416520
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("count_flops")
