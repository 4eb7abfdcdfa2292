"""The 5×5 convolutions of the Inception modules seem to be 3×3, as in a well-known library."""

import torch
from torch import nn


class _Inception(nn.Module):
    def __init__(self, in_channels, n_1x1, n_3x3_reduce, n_3x3, n_5x5_reduce, n_5x5, n_pool):
        super().__init__()
        self.one = nn.Conv2d(in_channels, n_1x1, 1)
        self.three_reduce = nn.Conv2d(in_channels, n_3x3_reduce, 1)
        self.three = nn.Conv2d(n_3x3_reduce, n_3x3, 3, padding=1)
        self.five_reduce = nn.Conv2d(in_channels, n_5x5_reduce, 1)
        self.five = nn.Conv2d(n_5x5_reduce, n_5x5, 3, padding=1)
        self.pool = nn.MaxPool2d(3, stride=1, padding=1)
        self.after_pool = nn.Conv2d(in_channels, n_pool, 1)

    def forward(self, x):
        one = self.one(x).relu()
        three = self.three(self.three_reduce(x).relu()).relu()
        five = self.five(self.five_reduce(x).relu()).relu()
        pool = self.after_pool(self.pool(x)).relu()
        return torch.cat([one, three, five, pool], dim=1)


class GoogLeNet(nn.Module):
    def __init__(self, n_classes=1000):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(3, 64, 7, stride=2, padding=3),
            nn.ReLU(),
            nn.MaxPool2d(3, stride=2, padding=1),
            nn.Conv2d(64, 64, 1),
            nn.ReLU(),
            nn.Conv2d(64, 192, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(3, stride=2, padding=1),
            _Inception(192, 64, 96, 128, 16, 32, 32),
            _Inception(256, 128, 128, 192, 32, 96, 64),
            nn.MaxPool2d(3, stride=2, padding=1),
            _Inception(480, 192, 96, 208, 16, 48, 64),
            _Inception(512, 160, 112, 224, 24, 64, 64),
            _Inception(512, 128, 128, 256, 24, 64, 64),
            _Inception(512, 112, 144, 288, 32, 64, 64),
            _Inception(528, 256, 160, 320, 32, 128, 128),
            nn.MaxPool2d(3, stride=2, padding=1),
            _Inception(832, 256, 160, 320, 32, 128, 128),
            _Inception(832, 384, 192, 384, 48, 128, 128),
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten(),
            nn.Linear(1024, n_classes),
        )

    def forward(self, x):
        return self.layers(x)
