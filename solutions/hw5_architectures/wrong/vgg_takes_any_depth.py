"""A depth that VGG does not have seems to give a network. The docstring says what to do with it."""

from torch import nn


def vgg(depth, n_classes=1000):
    count = 3 if depth == 16 else 4
    layers, before = [], 3
    for channels, n in [(64, 2), (128, 2), (256, count), (512, count), (512, count)]:
        for _ in range(n):
            layers += [nn.Conv2d(before, channels, 3, padding=1), nn.ReLU()]
            before = channels
        layers.append(nn.MaxPool2d(2))
    layers += [nn.Flatten(), nn.Linear(512 * 7 * 7, 4096), nn.ReLU()]
    layers += [nn.Linear(4096, 4096), nn.ReLU(), nn.Linear(4096, n_classes)]
    return nn.Sequential(*layers)
