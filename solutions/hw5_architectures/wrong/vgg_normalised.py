"""The network seems to have batch normalisations. VGG is older than these."""

from torch import nn


def vgg(depth, n_classes=1000):
    if depth not in (16, 19):
        raise ValueError("the depth is 16 or 19")
    count = {16: 3, 19: 4}[depth]
    layers, before = [], 3
    for channels, n in [(64, 2), (128, 2), (256, count), (512, count), (512, count)]:
        for _ in range(n):
            layers += [
                nn.Conv2d(before, channels, 3, padding=1),
                nn.BatchNorm2d(channels),
                nn.ReLU(),
            ]
            before = channels
        layers.append(nn.MaxPool2d(2))
    layers += [nn.Flatten(), nn.Linear(512 * 7 * 7, 4096), nn.ReLU()]
    layers += [nn.Linear(4096, 4096), nn.ReLU(), nn.Linear(4096, n_classes)]
    return nn.Sequential(*layers)
