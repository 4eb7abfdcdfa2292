"""The 3×3 convolutions seem to have far too few channels: `width` in all, and not in each of the
groups.
"""

from _reference import Bottleneck
from torch import nn


def resnext50(cardinality, width, n_classes=1000):
    layers = [nn.Conv2d(3, 64, 7, 2, padding=3, bias=False), nn.BatchNorm2d(64), nn.ReLU()]
    layers.append(nn.MaxPool2d(3, stride=2, padding=1))
    before = 64
    for stage, n_blocks in enumerate((3, 4, 6, 3)):
        channels = 64 * 2**stage
        for i in range(n_blocks):
            stride = 2 if stage > 0 and i == 0 else 1
            layers.append(Bottleneck(before, channels, stride, width=width * 2**stage))
            before = 4 * channels
    layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(before, n_classes)]
    return nn.Sequential(*layers)
