"""Networks are tables of words that one builder reads; 1×1 convolutions stand for small linear
layers, and classes are functions where nothing has to be kept.

The flops are those that PyTorch's own counter counts, two for a multiply-add.
"""

import copy

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode


class Parallel(nn.Module):
    """The results of several modules, one after the other along the channels."""

    def __init__(self, *branches):
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.branches], dim=-3)


class Residual(nn.Module):
    """The last step of a residual block."""

    def __init__(self, branch, shortcut):
        super().__init__()
        self.shortcut = shortcut
        self.branch = branch

    def forward(self, x):
        return (self.shortcut(x) + self.branch(x)).clamp(min=0)


class Gate(nn.Module):
    """Multiplies the input by what a module says of it."""

    def __init__(self, module):
        super().__init__()
        self.module = module

    def forward(self, x):
        return self.module(x) * x


class Mean(nn.Module):
    """The mean over all pixels, which stay as axes of size 1."""

    def forward(self, x):
        return x.mean((-2, -1), keepdim=True)


def build(table, channels):
    """Read a table, line by line.

    ``c5 16 s2 p1`` is a convolution 5×5 with 16 filters, stride 2, padding 1 and a ReLU, ``n``
    instead of ``c`` one with a normalisation between the two; ``m`` is a max pooling.
    """
    layers = []
    for line in table.strip().splitlines():
        word, *numbers = line.split()
        kind, size = word[0], int(word[1:])
        options = {text[0]: int(text[1:]) for text in numbers if text[0].isalpha()}
        stride, padding = options.get("s", 1), options.get("p", 0)
        if kind == "m":
            layers.append(nn.MaxPool2d(size, stride, padding))
            continue
        out = int(numbers[0])
        layers.append(nn.Conv2d(channels, out, size, stride, padding, bias=kind == "c"))
        if kind == "n":
            layers.append(nn.BatchNorm2d(out))
        layers.append(nn.ReLU(inplace=True))
        channels = out
    return layers


def head(*sizes):
    layers = [nn.Flatten()]
    for i in range(len(sizes) - 1):
        layers.append(nn.Linear(sizes[i], sizes[i + 1]))
        if i < len(sizes) - 2:
            layers.append(nn.ReLU(inplace=True))
    return layers


def LeNet5(n_classes=10):
    table = """
        c5 6
        m2 s2
        c5 16
        m2 s2
    """
    return nn.Sequential(*build(table, 1), *head(400, 120, 84, n_classes))


def AlexNet(n_classes=1000):
    table = """
        c11 96 s4
        m3 s2
        c5 256 p2
        m3 s2
        c3 384 p1
        c3 384 p1
        c3 256 p1
        m3 s2
    """
    return nn.Sequential(*build(table, 3), *head(9216, 4096, 4096, n_classes))


def vgg(depth, n_classes=1000):
    if depth not in (16, 19):
        raise ValueError("VGG has 16 or 19 layers")
    lines = []
    for channels in (64, 128, 256, 512, 512):
        count = 2 if channels < 256 else (depth - 7) // 3
        lines += [f"c3 {channels} p1"] * count + ["m2 s2"]
    return nn.Sequential(*build("\n".join(lines), 3), *head(25088, 4096, 4096, n_classes))


def Inception(in_channels, n_1x1, n_3x3_reduce, n_3x3, n_5x5_reduce, n_5x5, n_pool):
    tables = [
        f"c1 {n_1x1}",
        f"c1 {n_3x3_reduce}\nc3 {n_3x3} p1",
        f"c1 {n_5x5_reduce}\nc5 {n_5x5} p2",
        f"m3 s1 p1\nc1 {n_pool}",
    ]
    return Parallel(*(nn.Sequential(*build(table, in_channels)) for table in tables))


def GoogLeNet(n_classes=1000):
    table = """
        64 96 128 16 32 32
        128 128 192 32 96 64
        pool
        192 96 208 16 48 64
        160 112 224 24 64 64
        128 128 256 24 64 64
        112 144 288 32 64 64
        256 160 320 32 128 128
        pool
        256 160 320 32 128 128
        384 192 384 48 128 128
    """
    layers = build("c7 64 s2 p3\nm3 s2 p1\nc1 64\nc3 192 p1\nm3 s2 p1", 3)
    channels = 192
    for line in table.strip().splitlines():
        if line.strip() == "pool":
            layers.append(nn.MaxPool2d(3, 2, 1))
            continue
        one, three_reduce, three, five_reduce, five, pool = map(int, line.split())
        layers.append(Inception(channels, one, three_reduce, three, five_reduce, five, pool))
        channels = one + three + five + pool
    return nn.Sequential(*layers, Mean(), nn.Conv2d(1024, n_classes, 1), nn.Flatten())


def shortcut(in_channels, out_channels, stride):
    if (in_channels, stride) == (out_channels, 1):
        return nn.Sequential()
    return nn.Sequential(*build(f"n1 {out_channels} s{stride}", in_channels)[:-1])


def BasicBlock(in_channels, channels, stride=1):
    layers = build(f"n3 {channels} s{stride} p1\nn3 {channels} p1", in_channels)[:-1]
    return Residual(nn.Sequential(*layers), shortcut(in_channels, channels, stride))


def Bottleneck(in_channels, channels, stride=1, cardinality=1, width=None, gate=()):
    inner = (width or channels) * cardinality
    layers = [
        *build(f"n1 {inner} s{stride}", in_channels),
        nn.Conv2d(inner, inner, 3, padding=1, groups=cardinality, bias=False),
        nn.BatchNorm2d(inner),
        nn.ReLU(inplace=True),
        *build(f"n1 {4 * channels}", inner)[:-1],
        *gate,
    ]
    return Residual(nn.Sequential(*layers), shortcut(in_channels, 4 * channels, stride))


STAGES = {
    18: (2, 2, 2, 2),
    34: (3, 4, 6, 3),
    50: (3, 4, 6, 3),
    101: (3, 4, 23, 3),
    152: (3, 8, 36, 3),
}


def resnet(depth, n_classes=1000, cardinality=1, width=64, reduction=0):
    try:
        counts = STAGES[depth]
    except KeyError:
        raise ValueError(f"{depth} is none of {sorted(STAGES)}") from None
    layers = build("n7 64 s2 p3\nm3 s2 p1", 3)
    before = 64
    for count, channels in zip(counts, (64, 128, 256, 512), strict=True):
        for number in range(count):
            stride = 2 if number == 0 and channels > 64 else 1
            if depth < 50:
                layers.append(BasicBlock(before, channels, stride))
                before = channels
            else:
                gate = [SqueezeExcitation(4 * channels, reduction)] if reduction else []
                group = width * channels // 64
                layers.append(Bottleneck(before, channels, stride, cardinality, group, gate))
                before = 4 * channels
    return nn.Sequential(*layers, Mean(), nn.Flatten(), nn.Linear(before, n_classes))


def resnext50(cardinality, width, n_classes=1000):
    return resnet(50, n_classes, cardinality, width)


def before_convolution(channels, convolution):
    return [nn.BatchNorm2d(channels), nn.ReLU(inplace=True), convolution]


def DenseLayer(in_channels, growth_rate):
    inner = 4 * growth_rate
    squeeze = nn.Conv2d(in_channels, inner, 1, bias=False)
    grow = nn.Conv2d(inner, growth_rate, 3, padding=1, bias=False)
    new = [*before_convolution(in_channels, squeeze), *before_convolution(inner, grow)]
    return Parallel(nn.Identity(), nn.Sequential(*new))


def DenseBlock(n_layers, in_channels, growth_rate):
    if n_layers == 0:
        return nn.Identity()
    last = DenseLayer(in_channels + (n_layers - 1) * growth_rate, growth_rate)
    return nn.Sequential(DenseBlock(n_layers - 1, in_channels, growth_rate), last)


def densenet121(n_classes=1000):
    layers = build("n7 64 s2 p3\nm3 s2 p1", 3)
    channels = 64
    for count in (6, 12, 24, 16):
        layers.append(DenseBlock(count, channels, 32))
        channels += 32 * count
        if count != 16:
            halve = nn.Conv2d(channels, channels // 2, 1, bias=False)
            layers += [*before_convolution(channels, halve), nn.AvgPool2d(2, 2)]
            channels //= 2
    layers += before_convolution(channels, Mean())
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(channels, n_classes))


def SqueezeExcitation(channels, reduction):
    few = channels // reduction
    layers = [Mean(), *build(f"c1 {few}\nc1 {channels}", channels)]
    return Gate(nn.Sequential(*layers[:-1], nn.Sigmoid()))


def se_resnet50(n_classes=1000):
    return resnet(50, n_classes, reduction=16)


def count_parameters(module):
    return sum(p.nelement() for p in module.parameters() if p.requires_grad)


def count_flops(module, input_shape):
    module = copy.deepcopy(module).to("meta").eval()
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        module(torch.zeros([1, *input_shape], device="meta"))
    return counter.get_total_flops() // 2
