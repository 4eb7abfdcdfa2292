"""Homework 5 (Wanda Przykład): the blocks; the networks will follow."""
from torch import cat, nn


def conv(c_in, c_out, k, s=1, p=None):
    """Convolution and ReLU; the size is kept where the stride is 1."""
    return [nn.Conv2d(c_in, c_out, k, s, k // 2 if p is None else p), nn.ReLU()]


def conv_bn(c_in, c_out, k, s=1, g=1):
    return [
        nn.Conv2d(c_in, c_out, k, s, k // 2, groups=g, bias=False),
        nn.BatchNorm2d(c_out),
    ]


def bn_conv(c_in, c_out, k):
    return [nn.BatchNorm2d(c_in), nn.ReLU(), nn.Conv2d(c_in, c_out, k, padding=k // 2, bias=False)]


def mlp(*sizes):
    layers = [nn.Flatten()]
    for a, b in zip(sizes, sizes[1:]):
        layers += [nn.Linear(a, b), nn.ReLU()]
    return layers[:-1]


class Concat(nn.Module):
    def __init__(self, *branches):
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x):
        return cat([b(x) for b in self.branches], 1)


def Inception(in_channels, n_1x1, n_3x3_reduce, n_3x3, n_5x5_reduce, n_5x5, n_pool):
    return Concat(
        nn.Sequential(*conv(in_channels, n_1x1, 1)),
        nn.Sequential(*conv(in_channels, n_3x3_reduce, 1), *conv(n_3x3_reduce, n_3x3, 3)),
        nn.Sequential(*conv(in_channels, n_5x5_reduce, 1), *conv(n_5x5_reduce, n_5x5, 5)),
        nn.Sequential(nn.MaxPool2d(3, 1, 1), *conv(in_channels, n_pool, 1)),
    )


class Residual(nn.Module):
    def __init__(self, c_in, c_out, stride, branch):
        super().__init__()
        self.branch = nn.Sequential(*branch)
        same = stride == 1 and c_in == c_out
        self.skip = nn.Identity() if same else nn.Sequential(*conv_bn(c_in, c_out, 1, stride))

    def forward(self, x):
        return (self.branch(x) + self.skip(x)).relu()


def BasicBlock(in_channels, channels, stride=1):
    branch = [
        *conv_bn(in_channels, channels, 3, stride),
        nn.ReLU(),
        *conv_bn(channels, channels, 3),
    ]
    return Residual(in_channels, channels, stride, branch)


def Bottleneck(in_channels, channels, stride=1, cardinality=1, width=None, last=()):
    mid = cardinality * (width or channels)
    branch = [
        *conv_bn(in_channels, mid, 1, stride),
        nn.ReLU(),
        *conv_bn(mid, mid, 3, g=cardinality),
        nn.ReLU(),
        *conv_bn(mid, 4 * channels, 1),
        *last,
    ]
    return Residual(in_channels, 4 * channels, stride, branch)


def DenseLayer(in_channels, growth_rate):
    new = [*bn_conv(in_channels, 4 * growth_rate, 1), *bn_conv(4 * growth_rate, growth_rate, 3)]
    return Concat(nn.Identity(), nn.Sequential(*new))


def DenseBlock(n_layers, in_channels, growth_rate):
    inputs = [in_channels + i * growth_rate for i in range(n_layers)]
    return nn.Sequential(*(DenseLayer(c, growth_rate) for c in inputs))


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.gate = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            *mlp(channels, channels // reduction, channels),
            nn.Sigmoid(),
            nn.Unflatten(1, (channels, 1, 1)),
        )

    def forward(self, x):
        return self.gate(x) * x


def count_parameters(module):
    return sum(parameter.numel() for parameter in module.parameters())
