"""Homework 5 (Jonas Mustermann)."""
from torch import cat, nn, no_grad, zeros


def conv(c_in, c_out, k, s=1, p=None):
    """Convolution and ReLU; the size is kept where the stride is 1."""
    return [nn.Conv2d(c_in, c_out, k, s, k // 2 if p is None else p), nn.ReLU()]


def conv_bn(c_in, c_out, k, s=1, g=1):
    return [
        nn.Conv2d(c_in, c_out, k, s, k // 2, groups=g),
        nn.BatchNorm2d(c_out),
    ]


def bn_conv(c_in, c_out, k):
    return [nn.BatchNorm2d(c_in), nn.ReLU(), nn.Conv2d(c_in, c_out, k, padding=k // 2)]


def mlp(*sizes):
    layers = [nn.Flatten()]
    for a, b in zip(sizes, sizes[1:]):
        layers += [nn.Linear(a, b), nn.ReLU()]
    return layers[:-1]


def LeNet5(n_classes=10):
    return nn.Sequential(
        *conv(1, 6, 5, p=0),
        nn.MaxPool2d(2),
        *conv(6, 16, 5, p=0),
        nn.MaxPool2d(2),
        *mlp(400, 120, 84, n_classes),
    )


def AlexNet(n_classes=1000):
    return nn.Sequential(
        *conv(3, 96, 11, 4, p=0),
        nn.MaxPool2d(3, 2),
        *conv(96, 256, 5),
        nn.MaxPool2d(3, 2),
        *conv(256, 384, 3),
        *conv(384, 384, 3),
        *conv(384, 256, 3),
        nn.MaxPool2d(3, 2),
        *mlp(256 * 6 * 6, 4096, 4096, n_classes),
    )


def vgg(depth, n_classes=1000):
    convolutions = {16: 3, 19: 4}
    if depth not in convolutions:
        raise ValueError(f"no VGG-{depth}")
    n = convolutions[depth]
    layers, c = [], 3
    for filters, repeats in [(64, 2), (128, 2), (256, n), (512, n), (512, n)]:
        for _ in range(repeats):
            layers += conv(c, filters, 3)
            c = filters
        layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers, *mlp(c * 49, 4096, 4096, n_classes))


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


def GoogLeNet(n_classes=1000):
    rows = [
        (64, 96, 128, 16, 32, 32),
        (128, 128, 192, 32, 96, 64),
        "pool",
        (192, 96, 208, 16, 48, 64),
        (160, 112, 224, 24, 64, 64),
        (128, 128, 256, 24, 64, 64),
        (112, 144, 288, 32, 64, 64),
        (256, 160, 320, 32, 128, 128),
        "pool",
        (256, 160, 320, 32, 128, 128),
        (384, 192, 384, 48, 128, 128),
    ]
    layers = [*conv(3, 64, 7, 2), nn.MaxPool2d(3, 2, 1), *conv(64, 64, 1), *conv(64, 192, 3)]
    layers.append(nn.MaxPool2d(3, 2, 1))
    c = 192
    for row in rows:
        if row == "pool":
            layers.append(nn.MaxPool2d(3, 2, 1))
        else:
            layers.append(Inception(c, *row))
            c = row[0] + row[2] + row[4] + row[5]
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), *mlp(c, n_classes))


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


def stem():
    return [*conv_bn(3, 64, 7, 2), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]


def residual_network(blocks, expansion, n_classes, make):
    layers, c = stem(), 64
    for stage, n in enumerate(blocks):
        for i in range(n):
            layers.append(make(c, 64 * 2**stage, 2 if i == 0 and stage else 1))
            c = 64 * 2**stage * expansion
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), *mlp(c, n_classes))


def resnet(depth, n_classes=1000):
    table = {
        18: ((2, 2, 2, 2), 1, BasicBlock),
        34: ((3, 4, 6, 3), 1, BasicBlock),
        50: ((3, 4, 6, 3), 4, Bottleneck),
        101: ((3, 4, 23, 3), 4, Bottleneck),
        152: ((3, 8, 36, 3), 4, Bottleneck),
    }
    if depth not in table:
        raise ValueError(f"ResNet-{depth} is not in the table")
    blocks, expansion, make = table[depth]
    return residual_network(blocks, expansion, n_classes, make)


def resnext50(cardinality, width, n_classes=1000):
    def make(c_in, c, stride):
        return Bottleneck(c_in, c, stride, cardinality, width * (c // 64))

    return residual_network((3, 4, 6, 3), 4, n_classes, make)


def DenseLayer(in_channels, growth_rate):
    new = [*bn_conv(in_channels, 4 * growth_rate, 1), *bn_conv(4 * growth_rate, growth_rate, 3)]
    return Concat(nn.Identity(), nn.Sequential(*new))


def DenseBlock(n_layers, in_channels, growth_rate):
    inputs = [in_channels + i * growth_rate for i in range(n_layers)]
    return nn.Sequential(*(DenseLayer(c, growth_rate) for c in inputs))


def densenet121(n_classes=1000):
    layers, c = stem(), 64
    for n in (6, 12, 24, 16):
        layers.append(DenseBlock(n, c, 32))
        c += 32 * n
        if n != 16:
            layers += [*bn_conv(c, c // 2, 1), nn.AvgPool2d(2)]
            c //= 2
    end = [nn.BatchNorm2d(c), nn.ReLU(), nn.AdaptiveAvgPool2d(1)]
    return nn.Sequential(*layers, *end, *mlp(c, n_classes))


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


def se_resnet50(n_classes=1000):
    def make(c_in, c, stride):
        return Bottleneck(c_in, c, stride, last=[SqueezeExcitation(4 * c, 16)])

    return residual_network((3, 4, 6, 3), 4, n_classes, make)


def count_parameters(module):
    return sum(parameter.numel() for parameter in module.parameters())


def count_flops(module, input_shape):
    total = 0

    def add(layer, inputs, output):
        nonlocal total
        total += output.numel() * layer.weight[0].numel()

    hooks = [
        layer.register_forward_hook(add)
        for layer in module.modules()
        if isinstance(layer, (nn.Conv2d, nn.Linear))
    ]
    modes = [(layer, layer.training) for layer in module.modules()]
    module.eval()
    with no_grad():
        module(zeros(1, *input_shape, device=next(module.parameters()).device))
    for hook in hooks:
        hook.remove()
    for layer, mode in modes:
        layer.training = mode
    return total
