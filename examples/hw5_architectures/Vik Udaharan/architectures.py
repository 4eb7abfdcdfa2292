"""Homework 5 (Vik Udaharan): problems 1 to 5, and the counting."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 6, 5),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.ReLU(),
            nn.MaxPool2d(2),
        )
        self.classifier = nn.Sequential(
            nn.Linear(16 * 5 * 5, 120),
            nn.ReLU(),
            nn.Linear(120, 84),
            nn.ReLU(),
            nn.Linear(84, n_classes),
        )

    def forward(self, x):
        x = self.features(x)
        return self.classifier(torch.flatten(x, 1))


class AlexNet(nn.Module):
    def __init__(self, n_classes=1000):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 96, 11, stride=4),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(3, stride=2),
            nn.Conv2d(96, 256, 5, padding=2),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(3, stride=2),
            nn.Conv2d(256, 384, 3, padding=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(384, 384, 3, padding=1),
            nn.ReLU(inplace=True),
            nn.Conv2d(384, 256, 3, padding=1),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(3, stride=2),
        )
        self.classifier = nn.Sequential(
            nn.Dropout(),
            nn.Linear(256 * 6 * 6, 4096),
            nn.ReLU(inplace=True),
            nn.Dropout(),
            nn.Linear(4096, 4096),
            nn.ReLU(inplace=True),
            nn.Linear(4096, n_classes),
        )

    def forward(self, x):
        x = self.features(x)
        return self.classifier(torch.flatten(x, 1))


CFG = {
    16: [64, 64, "M", 128, 128, "M", 256, 256, 256, "M", 512, 512, 512, "M", 512, 512, 512, "M"],
    19: [64, 64, "M", 128, 128, "M"] + [256] * 4 + ["M"] + [512] * 4 + ["M"] + [512] * 4 + ["M"],
}


def vgg(depth, n_classes=1000):
    if depth not in CFG:
        raise ValueError("VGG comes with 16 or 19 layers, not with %d" % depth)
    layers = []
    channels = 3
    for v in CFG[depth]:
        if v == "M":
            layers.append(nn.MaxPool2d(2, 2))
        else:
            layers.append(nn.Conv2d(channels, v, 3, padding=1))
            layers.append(nn.ReLU(inplace=True))
            channels = v
    layers.append(nn.Flatten())
    layers.append(nn.Linear(512 * 7 * 7, 4096))
    layers.append(nn.ReLU(inplace=True))
    layers.append(nn.Linear(4096, 4096))
    layers.append(nn.ReLU(inplace=True))
    layers.append(nn.Linear(4096, n_classes))
    return nn.Sequential(*layers)


class Inception(nn.Module):
    def __init__(self, in_channels, n_1x1, n_3x3_reduce, n_3x3, n_5x5_reduce, n_5x5, n_pool):
        super().__init__()
        self.branch1 = nn.Conv2d(in_channels, n_1x1, 1)
        self.branch2a = nn.Conv2d(in_channels, n_3x3_reduce, 1)
        self.branch2b = nn.Conv2d(n_3x3_reduce, n_3x3, 3, padding=1)
        self.branch3a = nn.Conv2d(in_channels, n_5x5_reduce, 1)
        self.branch3b = nn.Conv2d(n_5x5_reduce, n_5x5, 5, padding=2)
        self.branch4 = nn.Conv2d(in_channels, n_pool, 1)

    def forward(self, x):
        y1 = F.relu(self.branch1(x))
        y2 = F.relu(self.branch2b(F.relu(self.branch2a(x))))
        y3 = F.relu(self.branch3b(F.relu(self.branch3a(x))))
        y4 = F.relu(self.branch4(F.max_pool2d(x, 3, stride=1, padding=1)))
        return torch.cat([y1, y2, y3, y4], dim=1)


class GoogLeNet(nn.Module):
    def __init__(self, n_classes=1000):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, stride=2, padding=3)
        self.conv2 = nn.Conv2d(64, 64, 1)
        self.conv3 = nn.Conv2d(64, 192, 3, padding=1)
        self.inception3 = nn.Sequential(
            Inception(192, 64, 96, 128, 16, 32, 32),
            Inception(256, 128, 128, 192, 32, 96, 64),
        )
        self.inception4 = nn.Sequential(
            Inception(480, 192, 96, 208, 16, 48, 64),
            Inception(512, 160, 112, 224, 24, 64, 64),
            Inception(512, 128, 128, 256, 24, 64, 64),
            Inception(512, 112, 144, 288, 32, 64, 64),
            Inception(528, 256, 160, 320, 32, 128, 128),
        )
        self.inception5 = nn.Sequential(
            Inception(832, 256, 160, 320, 32, 128, 128),
            Inception(832, 384, 192, 384, 48, 128, 128),
        )
        self.pool = nn.MaxPool2d(3, stride=2, padding=1)
        self.fc = nn.Linear(1024, n_classes)

    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        x = F.relu(self.conv2(x))
        x = self.pool(F.relu(self.conv3(x)))
        x = self.pool(self.inception3(x))
        x = self.pool(self.inception4(x))
        x = self.inception5(x)
        x = F.adaptive_avg_pool2d(x, (1, 1))
        return self.fc(torch.flatten(x, 1))


def count_parameters(module):
    return sum(p.numel() for p in module.parameters())


def count_flops(module, input_shape):
    flops = []

    def hook(layer, inputs, output):
        if isinstance(layer, nn.Conv2d):
            k = layer.kernel_size[0] * layer.kernel_size[1]
            flops.append(k * layer.in_channels // layer.groups * output.numel())
        elif isinstance(layer, nn.Linear):
            flops.append(layer.in_features * output.numel())

    handles = [m.register_forward_hook(hook) for m in module.modules()]
    was_training = {m: m.training for m in module.modules()}
    module.eval()
    weight = next(module.parameters())
    with torch.no_grad():
        module(torch.zeros(1, *input_shape, device=weight.device))
    for handle in handles:
        handle.remove()
    for m, training in was_training.items():
        m.training = training
    return sum(flops)


class BasicBlock(nn.Module):
    """The residual block of ResNet-18 and ResNet-34: relu(branch(x) + shortcut(x)). (Problem 6)"""

    def __init__(self, in_channels: int, channels: int, stride: int=1) -> None:
        """Make the branch and the shortcut."""
        raise NotImplementedError('BasicBlock')

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (N, in_channels, H, W) to (N, channels, H', W'); H' = H and W' = W for stride 1."""
        raise NotImplementedError('BasicBlock')


class Bottleneck(nn.Module):
    """The residual block of deeper networks: relu(branch(x) + shortcut(x)). (Problem 7)"""

    def __init__(self, in_channels: int, channels: int, stride: int=1, cardinality: int=1, width: int | None=None) -> None:
        """Make the branch and the shortcut."""
        raise NotImplementedError('Bottleneck')

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (N, in_channels, H, W) to (N, 4 · channels, H', W')."""
        raise NotImplementedError('Bottleneck')


def resnet(depth: int, n_classes: int=1000) -> nn.Module:
    """A residual network. (Problem 8)"""
    raise NotImplementedError('resnet')


def resnext50(cardinality: int, width: int, n_classes: int=1000) -> nn.Module:
    """ResNeXt-50: ResNet-50 whose 3×3 convolutions have groups. (Problem 9)"""
    raise NotImplementedError('resnext50')


class DenseLayer(nn.Module):
    """A layer of a dense block, which adds channels to those it is given. (Problem 10)"""

    def __init__(self, in_channels: int, growth_rate: int) -> None:
        """Make the layers."""
        raise NotImplementedError('DenseLayer')

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (N, in_channels, H, W) to (N, in_channels + growth_rate, H, W)."""
        raise NotImplementedError('DenseLayer')


class DenseBlock(nn.Module):
    """Dense layers one after another: each sees the channels of all before it. (Problem 11)"""

    def __init__(self, n_layers: int, in_channels: int, growth_rate: int) -> None:
        """Make the layers."""
        raise NotImplementedError('DenseBlock')

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (N, in_channels, H, W) to (N, in_channels + n_layers · growth_rate, H, W)."""
        raise NotImplementedError('DenseBlock')


def densenet121(n_classes: int=1000) -> nn.Module:
    """DenseNet-121, with growth rate 32. (Problem 12)"""
    raise NotImplementedError('densenet121')


class SqueezeExcitation(nn.Module):
    """Weighs the channels of each image by gates between 0 and 1. (Problem 13)"""

    def __init__(self, channels: int, reduction: int) -> None:
        """Make the two linear layers, which have biases."""
        raise NotImplementedError('SqueezeExcitation')

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From (N, channels, H, W) to the same shape."""
        raise NotImplementedError('SqueezeExcitation')


def se_resnet50(n_classes: int=1000) -> nn.Module:
    """SE-ResNet-50: ResNet-50 with squeeze-and-excitation in each block. (Problem 14)"""
    raise NotImplementedError('se_resnet50')
