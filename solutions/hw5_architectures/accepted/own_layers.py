"""Convolution, linear layer and normalisation are made by hand of parameters, in double precision
where that is simple; multiply-adds are counted where PyTorch dispatches its operations.
"""

import math

import torch
from torch import nn
from torch.utils._python_dispatch import TorchDispatchMode


class Conv(nn.Module):
    def __init__(self, n_in, n_out, size, stride=1, padding=0, groups=1, bias=True):
        super().__init__()
        self.options = {"stride": stride, "padding": padding, "groups": groups}
        bound = 1 / math.sqrt(n_in // groups * size * size)
        shape = (n_out, n_in // groups, size, size)
        self.weight = nn.Parameter(torch.empty(shape).uniform_(-bound, bound))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        return torch.conv2d(x, self.weight, self.bias, **self.options)


class Linear(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(n_out))
        self.weight = nn.Parameter(torch.empty(n_out, n_in).normal_(std=1 / math.sqrt(n_in)))

    def forward(self, x):
        return x @ self.weight.t() + self.bias


class Norm(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x):
        mean, variance = self.running_mean, self.running_var
        if self.training:
            mean, variance = x.mean((0, 2, 3)), x.var((0, 2, 3), correction=0)
            with torch.no_grad():
                self.running_mean.lerp_(mean, 0.1)
                self.running_var.lerp_(x.var((0, 2, 3)), 0.1)
        scale = self.weight / torch.sqrt(variance + 1e-5)
        shift = self.bias - mean * scale
        return x * scale[:, None, None] + shift[:, None, None]


class Chain(nn.Module):
    """Modules and plain functions, one after another."""

    def __init__(self, *steps):
        super().__init__()
        self.steps = steps
        self.kept = nn.ModuleList(step for step in steps if isinstance(step, nn.Module))

    def forward(self, x):
        for step in self.steps:
            x = step(x)
        return x


def relu(x):
    return torch.where(x > 0, x, torch.zeros_like(x))


def max_pool(size, stride, padding=0):
    return lambda x: torch.max_pool2d(x, size, stride, padding)


def flatten(x):
    return x.reshape(len(x), -1)


def mean(x):
    return x.double().mean((2, 3)).to(x.dtype)


class LeNet5(Chain):
    def __init__(self, n_classes=10):
        super().__init__(
            Conv(1, 6, 5), relu, max_pool(2, 2), Conv(6, 16, 5), relu, max_pool(2, 2), flatten,
            Linear(400, 120), relu, Linear(120, 84), relu, Linear(84, n_classes),
        )  # fmt: skip


class AlexNet(Chain):
    def __init__(self, n_classes=1000):
        super().__init__(
            Conv(3, 96, 11, 4), relu, max_pool(3, 2),
            Conv(96, 256, 5, 1, 2), relu, max_pool(3, 2),
            Conv(256, 384, 3, 1, 1), relu,
            Conv(384, 384, 3, 1, 1), relu,
            Conv(384, 256, 3, 1, 1), relu, max_pool(3, 2), flatten,
            Linear(9216, 4096), relu, Linear(4096, 4096), relu, Linear(4096, n_classes),
        )  # fmt: skip


def vgg(depth, n_classes=1000):
    configurations = {
        16: "64 64 M 128 128 M 256 256 256 M 512 512 512 M 512 512 512 M",
        19: "64 64 M 128 128 M 256 256 256 256 M 512 512 512 512 M 512 512 512 512 M",
    }
    if depth not in configurations:
        raise ValueError("only VGG-16 and VGG-19 are known")
    steps, channels = [], 3
    for word in configurations[depth].split():
        if word == "M":
            steps.append(max_pool(2, 2))
        else:
            steps += [Conv(channels, int(word), 3, 1, 1), relu]
            channels = int(word)
    steps += [flatten, Linear(512 * 7 * 7, 4096), relu, Linear(4096, 4096), relu]
    return Chain(*steps, Linear(4096, n_classes))


class Inception(nn.Module):
    def __init__(self, in_channels, n_1x1, n_3x3_reduce, n_3x3, n_5x5_reduce, n_5x5, n_pool):
        super().__init__()
        # The 1×1 convolutions that look at the same input may be one.
        self.ones = nn.ModuleList(
            Conv(in_channels, n, 1) for n in (n_1x1, n_3x3_reduce, n_5x5_reduce)
        )
        self.three = Conv(n_3x3_reduce, n_3x3, 3, 1, 1)
        self.five = Conv(n_5x5_reduce, n_5x5, 5, 1, 2)
        self.pool = Chain(max_pool(3, 1, 1), Conv(in_channels, n_pool, 1), relu)

    def forward(self, x):
        one, before_three, before_five = (relu(layer(x)) for layer in self.ones)
        three, five = relu(self.three(before_three)), relu(self.five(before_five))
        return torch.hstack((one, three, five, self.pool(x)))


class GoogLeNet(nn.Module):
    NUMBERS = (
        (64, 96, 128, 16, 32, 32), (128, 128, 192, 32, 96, 64),
        (192, 96, 208, 16, 48, 64), (160, 112, 224, 24, 64, 64), (128, 128, 256, 24, 64, 64),
        (112, 144, 288, 32, 64, 64), (256, 160, 320, 32, 128, 128),
        (256, 160, 320, 32, 128, 128), (384, 192, 384, 48, 128, 128),
    )  # fmt: skip

    def __init__(self, n_classes=1000):
        super().__init__()
        self.first = Conv(3, 64, 7, 2, 3)
        self.second = Conv(64, 64, 1)
        self.third = Conv(64, 192, 3, 1, 1)
        self.modules_ = nn.ModuleList()
        channels = 192
        for numbers in self.NUMBERS:
            self.modules_.append(Inception(channels, *numbers))
            channels = numbers[0] + numbers[2] + numbers[4] + numbers[5]
        self.last = Linear(channels, n_classes)

    def forward(self, x):
        pool = max_pool(3, 2, 1)
        x = pool(relu(self.first(x)))
        x = pool(relu(self.third(relu(self.second(x)))))
        for number, module in enumerate(self.modules_):
            x = pool(x) if number in (2, 7) else x
            x = module(x)
        return self.last(mean(x))


class Block(nn.Module):
    def __init__(self, branch, in_channels, channels, stride):
        super().__init__()
        self.branch = branch
        self.changes_shape = stride > 1 or in_channels != channels
        if self.changes_shape:
            self.projection = Conv(in_channels, channels, 1, stride, bias=False)
            self.norm = Norm(channels)

    def forward(self, x):
        shortcut = self.norm(self.projection(x)) if self.changes_shape else x
        return relu(torch.add(self.branch(x), shortcut))


class BasicBlock(Block):
    def __init__(self, in_channels, channels, stride=1):
        branch = Chain(
            Conv(in_channels, channels, 3, stride, 1, bias=False), Norm(channels), relu,
            Conv(channels, channels, 3, 1, 1, bias=False), Norm(channels),
        )  # fmt: skip
        super().__init__(branch, in_channels, channels, stride)


class Bottleneck(Block):
    def __init__(self, in_channels, channels, stride=1, cardinality=1, width=None, gate=False):
        inner = cardinality * (width or channels)
        steps = [
            Conv(in_channels, inner, 1, stride, bias=False), Norm(inner), relu,
            Conv(inner, inner, 3, 1, 1, cardinality, bias=False), Norm(inner), relu,
            Conv(inner, 4 * channels, 1, bias=False), Norm(4 * channels),
        ]  # fmt: skip
        if gate:
            steps.append(SqueezeExcitation(4 * channels, 16))
        super().__init__(Chain(*steps), in_channels, 4 * channels, stride)


def stem():
    return [Conv(3, 64, 7, 2, 3, bias=False), Norm(64), relu, max_pool(3, 2, 1)]


def stages(make_block, counts, expansion, n_classes):
    """`make_block` gets the input's channels, the stage's number and the stride."""
    steps, before = stem(), 64
    for stage, count in enumerate(counts):
        for number in range(count):
            steps.append(make_block(before, stage, 1 + (stage > 0 and number == 0)))
            before = (64 << stage) * expansion
    return Chain(*steps, mean, Linear(before, n_classes))


def resnet(depth, n_classes=1000):
    shallow = {18: (2, 2, 2, 2), 34: (3, 4, 6, 3)}
    deep = {50: (3, 4, 6, 3), 101: (3, 4, 23, 3), 152: (3, 8, 36, 3)}
    if depth not in {**shallow, **deep}:
        raise ValueError("this depth is none of the paper's")
    if depth in shallow:
        return stages(lambda n, i, s: BasicBlock(n, 64 << i, s), shallow[depth], 1, n_classes)
    return stages(lambda n, i, s: Bottleneck(n, 64 << i, s), deep[depth], 4, n_classes)


def resnext50(cardinality, width, n_classes=1000):
    def make_block(n_in, stage, stride):
        return Bottleneck(n_in, 64 << stage, stride, cardinality, width << stage)

    return stages(make_block, (3, 4, 6, 3), 4, n_classes)


class DenseLayer(nn.Module):
    def __init__(self, in_channels, growth_rate):
        super().__init__()
        inner = 4 * growth_rate
        self.new = Chain(
            Norm(in_channels), relu, Conv(in_channels, inner, 1, bias=False),
            Norm(inner), relu, Conv(inner, growth_rate, 3, 1, 1, bias=False),
        )  # fmt: skip

    def forward(self, x):
        return torch.cat((x, self.new(x)), 1)


class DenseBlock(nn.Module):
    """Keeps the layers' new channels in a list, and puts them together at the end."""

    def __init__(self, n_layers, in_channels, growth_rate):
        super().__init__()
        self.layers = nn.ModuleList(
            DenseLayer(in_channels + number * growth_rate, growth_rate)
            for number in range(n_layers)
        )

    def forward(self, x):
        features = [x]
        for layer in self.layers:
            features.append(layer.new(torch.cat(features, 1)))
        return torch.cat(features, 1)


def densenet121(n_classes=1000):
    def transition(channels):
        convolution = Conv(channels, channels // 2, 1, bias=False)
        return [Norm(channels), relu, convolution, lambda x: torch.nn.functional.avg_pool2d(x, 2)]

    return Chain(
        *stem(),
        DenseBlock(6, 64, 32), *transition(256),
        DenseBlock(12, 128, 32), *transition(512),
        DenseBlock(24, 256, 32), *transition(1024),
        DenseBlock(16, 512, 32), Norm(1024), relu, mean, Linear(1024, n_classes),
    )  # fmt: skip


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.down = Linear(channels, channels // reduction)
        self.up = Linear(channels // reduction, channels)

    def forward(self, x):
        logits = self.up(relu(self.down(mean(x))))
        gates = 1 / (1 + torch.exp(-logits))
        return torch.einsum("nchw,nc->nchw", x, gates)


def se_resnet50(n_classes=1000):
    return stages(lambda n, i, s: Bottleneck(n, 64 << i, s, gate=True), (3, 4, 6, 3), 4, n_classes)


def count_parameters(module):
    return sum(math.prod(parameter.size()) for parameter in set(module.parameters()))


class MultiplyAdds(TorchDispatchMode):
    """Adds up the products of convolutions and of matrices."""

    total = 0

    def __torch_dispatch__(self, operation, types, arguments=(), keywords=None):
        result = operation(*arguments, **(keywords or {}))
        called = operation.overloadpacket.__name__
        if called == "convolution":
            self.total += result.numel() * arguments[1][0].numel()
        elif called in ("mm", "addmm"):
            self.total += result.numel() * arguments[-1].shape[0]
        return result


def count_flops(module, input_shape):
    tensors = dict(module.named_parameters()) | dict(module.named_buffers())
    shapes = {name: torch.empty_like(value, device="meta") for name, value in tensors.items()}
    image = torch.empty((1, *input_shape), device="meta")
    modes = {one: one.training for one in module.modules()}
    module.eval()
    try:
        with torch.no_grad(), MultiplyAdds() as counter:
            torch.func.functional_call(module, shapes, image)
    finally:
        for one, mode in modes.items():
            one.training = mode
    return counter.total
