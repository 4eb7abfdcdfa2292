"""There seem to be batch normalisations, which came with the second version of the network. The
convolutions of this one have biases and no normalisation.
"""

import torch
from torch import nn


def _convolution(in_channels, channels, size):
    convolution = nn.Conv2d(in_channels, channels, size, padding=size // 2, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(channels), nn.ReLU())


class Inception(nn.Module):
    def __init__(self, in_channels, n_1x1, n_3x3_reduce, n_3x3, n_5x5_reduce, n_5x5, n_pool):
        super().__init__()
        self.one = _convolution(in_channels, n_1x1, 1)
        self.three = nn.Sequential(
            _convolution(in_channels, n_3x3_reduce, 1), _convolution(n_3x3_reduce, n_3x3, 3)
        )
        self.five = nn.Sequential(
            _convolution(in_channels, n_5x5_reduce, 1), _convolution(n_5x5_reduce, n_5x5, 5)
        )
        self.pool = nn.Sequential(
            nn.MaxPool2d(3, stride=1, padding=1), _convolution(in_channels, n_pool, 1)
        )

    def forward(self, x):
        return torch.cat([self.one(x), self.three(x), self.five(x), self.pool(x)], dim=1)
