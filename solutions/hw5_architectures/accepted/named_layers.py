"""Every layer has a name of its own, every step of `forward` is written out; no nn.Sequential.

The flops are counted by hooks on the network itself, which is afterwards as it was. Residual
networks begin with the weights that libraries give them; AlexNet and VGG have dropout.
"""

import torch
from torch import nn
from torch.nn import functional


class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, kernel_size=5)
        self.conv2 = nn.Conv2d(6, 16, kernel_size=5)
        self.fc1 = nn.Linear(400, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, n_classes)

    def forward(self, x):
        x = functional.max_pool2d(functional.relu(self.conv1(x)), 2)
        x = functional.max_pool2d(functional.relu(self.conv2(x)), 2)
        x = x.view(x.size(0), -1)
        return self.fc3(functional.relu(self.fc2(functional.relu(self.fc1(x)))))


class AlexNet(nn.Module):
    def __init__(self, n_classes=1000):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 96, kernel_size=11, stride=4)
        self.conv2 = nn.Conv2d(96, 256, kernel_size=5, padding=2)
        self.conv3 = nn.Conv2d(256, 384, kernel_size=3, padding=1)
        self.conv4 = nn.Conv2d(384, 384, kernel_size=3, padding=1)
        self.conv5 = nn.Conv2d(384, 256, kernel_size=3, padding=1)
        self.fc6 = nn.Linear(9216, 4096)
        self.fc7 = nn.Linear(4096, 4096)
        self.fc8 = nn.Linear(4096, n_classes)
        self.dropout = nn.Dropout(0.5)

    def forward(self, x):
        x = functional.max_pool2d(functional.relu(self.conv1(x)), 3, 2)
        x = functional.max_pool2d(functional.relu(self.conv2(x)), 3, 2)
        x = functional.relu(self.conv3(x))
        x = functional.relu(self.conv4(x))
        x = functional.max_pool2d(functional.relu(self.conv5(x)), 3, 2)
        x = torch.flatten(x, 1)
        x = functional.relu(self.fc6(self.dropout(x)))
        x = functional.relu(self.fc7(self.dropout(x)))
        return self.fc8(x)


class VGG(nn.Module):
    def __init__(self, counts, n_classes):
        super().__init__()
        self.convs = nn.ModuleList()
        self.ends = []
        channels = 3
        for count, out in zip(counts, [64, 128, 256, 512, 512], strict=True):
            for _ in range(count):
                self.convs.append(nn.Conv2d(channels, out, 3, 1, 1))
                channels = out
            self.ends.append(len(self.convs) - 1)
        self.fc1 = nn.Linear(512 * 49, 4096)
        self.fc2 = nn.Linear(4096, 4096)
        self.fc3 = nn.Linear(4096, n_classes)

    def forward(self, x):
        for number, conv in enumerate(self.convs):
            x = functional.relu(conv(x))
            if number in self.ends:
                x = functional.max_pool2d(x, 2, 2)
        x = x.reshape(x.shape[0], -1)
        x = functional.dropout(functional.relu(self.fc1(x)), 0.5, self.training)
        x = functional.dropout(functional.relu(self.fc2(x)), 0.5, self.training)
        return self.fc3(x)


def vgg(depth, n_classes=1000):
    if depth == 16:
        return VGG([2, 2, 3, 3, 3], n_classes)
    if depth == 19:
        return VGG([2, 2, 4, 4, 4], n_classes)
    raise ValueError("the depth must be 16 or 19")


class Inception(nn.Module):
    def __init__(self, in_channels, n_1x1, n_3x3_reduce, n_3x3, n_5x5_reduce, n_5x5, n_pool):
        super().__init__()
        self.one = nn.Conv2d(in_channels, n_1x1, 1)
        self.three_reduce = nn.Conv2d(in_channels, n_3x3_reduce, 1)
        self.three = nn.Conv2d(n_3x3_reduce, n_3x3, 3, padding="same")
        self.five_reduce = nn.Conv2d(in_channels, n_5x5_reduce, 1)
        self.five = nn.Conv2d(n_5x5_reduce, n_5x5, 5, padding="same")
        self.pool = nn.Conv2d(in_channels, n_pool, 1)

    def forward(self, x):
        one = self.one(x)
        three = self.three(functional.relu(self.three_reduce(x)))
        five = self.five(functional.relu(self.five_reduce(x)))
        pool = self.pool(functional.max_pool2d(x, 3, 1, 1))
        return functional.relu(torch.cat((one, three, five, pool), 1))


class GoogLeNet(nn.Module):
    def __init__(self, n_classes=1000):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3)
        self.conv2 = nn.Conv2d(64, 64, 1)
        self.conv3 = nn.Conv2d(64, 192, 3, 1, 1)
        self.a3 = Inception(192, 64, 96, 128, 16, 32, 32)
        self.b3 = Inception(256, 128, 128, 192, 32, 96, 64)
        self.a4 = Inception(480, 192, 96, 208, 16, 48, 64)
        self.b4 = Inception(512, 160, 112, 224, 24, 64, 64)
        self.c4 = Inception(512, 128, 128, 256, 24, 64, 64)
        self.d4 = Inception(512, 112, 144, 288, 32, 64, 64)
        self.e4 = Inception(528, 256, 160, 320, 32, 128, 128)
        self.a5 = Inception(832, 256, 160, 320, 32, 128, 128)
        self.b5 = Inception(832, 384, 192, 384, 48, 128, 128)
        self.fc = nn.Linear(1024, n_classes)

    def forward(self, x):
        x = functional.max_pool2d(functional.relu(self.conv1(x)), 3, 2, 1)
        x = functional.relu(self.conv2(x))
        x = functional.max_pool2d(functional.relu(self.conv3(x)), 3, 2, 1)
        x = functional.max_pool2d(self.b3(self.a3(x)), 3, 2, 1)
        x = self.e4(self.d4(self.c4(self.b4(self.a4(x)))))
        x = self.b5(self.a5(functional.max_pool2d(x, 3, 2, 1)))
        return self.fc(x.mean([2, 3]))


class BasicBlock(nn.Module):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, channels, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.downsample = None
        if stride != 1 or in_channels != channels:
            self.downsample = nn.Conv2d(in_channels, channels, 1, stride, bias=False)
            self.bn3 = nn.BatchNorm2d(channels)

    def forward(self, x):
        identity = x
        out = functional.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        if self.downsample is not None:
            identity = self.bn3(self.downsample(x))
        out += identity
        return functional.relu(out)


class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, in_channels, channels, stride=1, cardinality=1, width=None, reduction=None):
        super().__init__()
        width = channels if width is None else width
        inner, out = cardinality * width, channels * self.expansion
        self.conv1 = nn.Conv2d(in_channels, inner, 1, stride, bias=False)
        self.bn1 = nn.BatchNorm2d(inner)
        self.conv2 = nn.Conv2d(inner, inner, 3, 1, 1, groups=cardinality, bias=False)
        self.bn2 = nn.BatchNorm2d(inner)
        self.conv3 = nn.Conv2d(inner, out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(out)
        self.se = None if reduction is None else SqueezeExcitation(out, reduction)
        self.downsample = None
        if stride != 1 or in_channels != out:
            self.downsample = nn.Conv2d(in_channels, out, 1, stride, bias=False)
            self.bn4 = nn.BatchNorm2d(out)

    def forward(self, x):
        identity = x
        out = functional.relu(self.bn1(self.conv1(x)))
        out = functional.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        if self.se is not None:
            out = self.se(out)
        if self.downsample is not None:
            identity = self.bn4(self.downsample(x))
        out += identity
        return functional.relu(out)


class ResNet(nn.Module):
    def __init__(self, counts, n_classes, block, expansion=4, cardinality=1, width=64, **others):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.blocks = nn.ModuleList()
        if block is Bottleneck:
            others["cardinality"] = cardinality
        channels = 64
        for stage in range(4):
            if block is Bottleneck:
                others["width"] = width * 2**stage
            for number in range(counts[stage]):
                stride = 2 if stage > 0 and number == 0 else 1
                self.blocks.append(block(channels, 64 * 2**stage, stride, **others))
                channels = 64 * 2**stage * expansion
        self.fc = nn.Linear(channels, n_classes)
        for layer in self.modules():
            if isinstance(layer, nn.Conv2d):
                nn.init.kaiming_normal_(layer.weight, mode="fan_out", nonlinearity="relu")
            elif isinstance(layer, nn.BatchNorm2d):
                nn.init.constant_(layer.weight, 1)
                nn.init.constant_(layer.bias, 0)

    def forward(self, x):
        x = functional.max_pool2d(functional.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        for block in self.blocks:
            x = block(x)
        return self.fc(functional.adaptive_avg_pool2d(x, 1).flatten(1))


def resnet(depth, n_classes=1000):
    if depth == 18:
        return ResNet([2, 2, 2, 2], n_classes, BasicBlock, 1)
    if depth == 34:
        return ResNet([3, 4, 6, 3], n_classes, BasicBlock, 1)
    if depth == 50:
        return ResNet([3, 4, 6, 3], n_classes, Bottleneck)
    if depth == 101:
        return ResNet([3, 4, 23, 3], n_classes, Bottleneck)
    if depth == 152:
        return ResNet([3, 8, 36, 3], n_classes, Bottleneck)
    raise ValueError(f"no ResNet has depth {depth}")


def resnext50(cardinality, width, n_classes=1000):
    return ResNet([3, 4, 6, 3], n_classes, Bottleneck, 4, cardinality, width)


class DenseLayer(nn.Module):
    def __init__(self, in_channels, growth_rate):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(in_channels)
        self.conv1 = nn.Conv2d(in_channels, 4 * growth_rate, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(4 * growth_rate)
        self.conv2 = nn.Conv2d(4 * growth_rate, growth_rate, 3, padding=1, bias=False)

    def forward(self, x):
        new = self.conv1(functional.relu(self.bn1(x)))
        new = self.conv2(functional.relu(self.bn2(new)))
        return torch.cat([x, new], 1)


class DenseBlock(nn.Module):
    def __init__(self, n_layers, in_channels, growth_rate):
        super().__init__()
        self.layers = nn.ModuleList()
        for _ in range(n_layers):
            self.layers.append(DenseLayer(in_channels, growth_rate))
            in_channels += growth_rate

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


class Transition(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.bn = nn.BatchNorm2d(channels)
        self.conv = nn.Conv2d(channels, channels // 2, 1, bias=False)

    def forward(self, x):
        return functional.avg_pool2d(self.conv(functional.relu(self.bn(x))), 2)


class DenseNet(nn.Module):
    def __init__(self, n_classes):
        super().__init__()
        self.conv0 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn0 = nn.BatchNorm2d(64)
        self.block1 = DenseBlock(6, 64, 32)
        self.transition1 = Transition(256)
        self.block2 = DenseBlock(12, 128, 32)
        self.transition2 = Transition(512)
        self.block3 = DenseBlock(24, 256, 32)
        self.transition3 = Transition(1024)
        self.block4 = DenseBlock(16, 512, 32)
        self.bn = nn.BatchNorm2d(1024)
        self.fc = nn.Linear(1024, n_classes)

    def forward(self, x):
        x = functional.max_pool2d(functional.relu(self.bn0(self.conv0(x))), 3, 2, 1)
        x = self.transition1(self.block1(x))
        x = self.transition2(self.block2(x))
        x = self.transition3(self.block3(x))
        x = functional.relu(self.bn(self.block4(x)))
        return self.fc(x.mean(-1).mean(-1))


def densenet121(n_classes=1000):
    return DenseNet(n_classes)


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.fc1 = nn.Linear(channels, channels // reduction)
        self.fc2 = nn.Linear(channels // reduction, channels)

    def forward(self, x):
        n, c, _, _ = x.shape
        gate = functional.adaptive_avg_pool2d(x, 1).view(n, c)
        gate = torch.sigmoid(self.fc2(functional.relu(self.fc1(gate))))
        return x * gate.view(n, c, 1, 1).expand_as(x)


def se_resnet50(n_classes=1000):
    return ResNet([3, 4, 6, 3], n_classes, Bottleneck, reduction=16)


def count_parameters(module):
    total = 0
    for _, parameter in module.named_parameters():
        count = 1
        for size in parameter.shape:
            count *= size
        total += count
    return total


def count_flops(module, input_shape):
    total = 0

    def hook(layer, inputs, output):
        nonlocal total
        if isinstance(layer, nn.Linear):
            total += output.numel() * layer.in_features
        else:
            kernel = layer.kernel_size[0] * layer.kernel_size[1]
            total += output.numel() * (layer.in_channels // layer.groups) * kernel

    layers = [one for one in module.modules() if isinstance(one, nn.Conv2d | nn.Linear)]
    handles = [layer.register_forward_hook(hook) for layer in layers]
    modes = [(one, one.training) for one in module.modules()]
    device = next(module.parameters()).device
    module.eval()
    try:
        with torch.no_grad():
            module(torch.zeros(1, *input_shape, device=device))
    finally:
        for handle in handles:
            handle.remove()
        for one, mode in modes:
            one.training = mode
    return total
