"""Homework 5 (Olu Apeere): saves memory by working in place."""
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


class BasicBlock(nn.Module):
    expansion = 1

    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, channels, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.shortcut = nn.Sequential()
        if stride != 1 or in_channels != channels:
            self.shortcut = nn.Sequential(
                nn.Conv2d(in_channels, channels, 1, stride=stride, bias=False),
                nn.BatchNorm2d(channels),
            )

    def forward(self, x):
        out = F.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        x = x if len(self.shortcut) == 0 else self.shortcut(x)
        x += out
        return F.relu_(x)


class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, in_channels, channels, stride=1, cardinality=1, width=None):
        super().__init__()
        inner = cardinality * (channels if width is None else width)
        self.conv1 = nn.Conv2d(in_channels, inner, 1, stride=stride, bias=False)
        self.bn1 = nn.BatchNorm2d(inner)
        self.conv2 = nn.Conv2d(inner, inner, 3, padding=1, groups=cardinality, bias=False)
        self.bn2 = nn.BatchNorm2d(inner)
        self.conv3 = nn.Conv2d(inner, 4 * channels, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(4 * channels)
        self.gate = nn.Identity()
        self.shortcut = nn.Sequential()
        if stride != 1 or in_channels != 4 * channels:
            self.shortcut = nn.Sequential(
                nn.Conv2d(in_channels, 4 * channels, 1, stride=stride, bias=False),
                nn.BatchNorm2d(4 * channels),
            )

    def forward(self, x):
        out = F.relu(self.bn1(self.conv1(x)))
        out = F.relu(self.bn2(self.conv2(out)))
        out = self.gate(self.bn3(self.conv3(out)))
        x = x if len(self.shortcut) == 0 else self.shortcut(x)
        x += out
        return F.relu_(x)


class ResNet(nn.Module):
    def __init__(self, block, layers, n_classes, **options):
        super().__init__()
        self.in_channels = 64
        self.conv1 = nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.maxpool = nn.MaxPool2d(3, stride=2, padding=1)
        self.layer1 = self._make_layer(block, 64, layers[0], 1, options)
        self.layer2 = self._make_layer(block, 128, layers[1], 2, options)
        self.layer3 = self._make_layer(block, 256, layers[2], 2, options)
        self.layer4 = self._make_layer(block, 512, layers[3], 2, options)
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(512 * block.expansion, n_classes)

    def _make_layer(self, block, channels, blocks, stride, options):
        options = dict(options)
        if "width" in options:
            options["width"] = options["width"] * channels // 64
        layers = []
        for i in range(blocks):
            layers.append(block(self.in_channels, channels, stride if i == 0 else 1, **options))
            self.in_channels = channels * block.expansion
        return nn.Sequential(*layers)

    def forward(self, x):
        x = self.maxpool(F.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(torch.flatten(self.avgpool(x), 1))


def resnet(depth, n_classes=1000):
    if depth == 18:
        return ResNet(BasicBlock, [2, 2, 2, 2], n_classes)
    elif depth == 34:
        return ResNet(BasicBlock, [3, 4, 6, 3], n_classes)
    elif depth == 50:
        return ResNet(Bottleneck, [3, 4, 6, 3], n_classes)
    elif depth == 101:
        return ResNet(Bottleneck, [3, 4, 23, 3], n_classes)
    elif depth == 152:
        return ResNet(Bottleneck, [3, 8, 36, 3], n_classes)
    raise ValueError("unknown depth %r" % (depth,))


def resnext50(cardinality, width, n_classes=1000):
    return ResNet(Bottleneck, [3, 4, 6, 3], n_classes, cardinality=cardinality, width=width)


class DenseLayer(nn.Module):
    def __init__(self, in_channels, growth_rate):
        super().__init__()
        self.norm1 = nn.BatchNorm2d(in_channels)
        self.conv1 = nn.Conv2d(in_channels, 4 * growth_rate, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(4 * growth_rate)
        self.conv2 = nn.Conv2d(4 * growth_rate, growth_rate, 3, padding=1, bias=False)

    def forward(self, x):
        out = self.conv1(F.relu(self.norm1(x)))
        out = self.conv2(F.relu(self.norm2(out)))
        return torch.cat([x, out], dim=1)


class DenseBlock(nn.Module):
    def __init__(self, n_layers, in_channels, growth_rate):
        super().__init__()
        self.layers = nn.ModuleList()
        for i in range(n_layers):
            self.layers.append(DenseLayer(in_channels + i * growth_rate, growth_rate))

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def transition(channels):
    return nn.Sequential(
        nn.BatchNorm2d(channels),
        nn.ReLU(inplace=True),
        nn.Conv2d(channels, channels // 2, 1, bias=False),
        nn.AvgPool2d(2, stride=2),
    )


def densenet121(n_classes=1000):
    return nn.Sequential(
        nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False),
        nn.BatchNorm2d(64),
        nn.ReLU(inplace=True),
        nn.MaxPool2d(3, stride=2, padding=1),
        DenseBlock(6, 64, 32),
        transition(256),
        DenseBlock(12, 128, 32),
        transition(512),
        DenseBlock(24, 256, 32),
        transition(1024),
        DenseBlock(16, 512, 32),
        nn.BatchNorm2d(1024),
        nn.ReLU(inplace=True),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(1024, n_classes),
    )


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.fc1 = nn.Linear(channels, channels // reduction)
        self.fc2 = nn.Linear(channels // reduction, channels)

    def forward(self, x):
        s = x.mean(dim=(2, 3))
        s = torch.sigmoid(self.fc2(F.relu(self.fc1(s))))
        x *= s.view(x.size(0), x.size(1), 1, 1)
        return x


def se_resnet50(n_classes=1000):
    net = resnet(50, n_classes)
    for module in list(net.modules()):
        if isinstance(module, Bottleneck):
            module.gate = SqueezeExcitation(module.bn3.num_features, 16)
    return net


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
    module.eval()
    weight = next(module.parameters())
    with torch.no_grad():
        module(torch.zeros(1, *input_shape, device=weight.device))
    for handle in handles:
        handle.remove()
    return sum(flops)
