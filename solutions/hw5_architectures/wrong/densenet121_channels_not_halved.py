"""The transitions seem to keep all channels. They halve their number."""

from _reference import DenseBlock
from torch import nn


def densenet121(n_classes=1000):
    layers = [nn.Conv2d(3, 64, 7, 2, padding=3, bias=False), nn.BatchNorm2d(64), nn.ReLU()]
    layers.append(nn.MaxPool2d(3, stride=2, padding=1))
    channels = 64
    for number, n_layers in enumerate((6, 12, 24, 16)):
        layers.append(DenseBlock(n_layers, channels, 32))
        channels += 32 * n_layers
        if number < 3:
            layers += [nn.BatchNorm2d(channels), nn.ReLU()]
            layers.append(nn.Conv2d(channels, channels, 1, bias=False))
            layers.append(nn.AvgPool2d(2))
    layers += [nn.BatchNorm2d(channels), nn.ReLU()]
    layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, n_classes)]
    return nn.Sequential(*layers)
