"""The third branch seems to have a 3×3 convolution, as in a well-known library, which has a
mistake there. Which size does the paper's table give it?
"""

import torch
from torch import nn


class Inception(nn.Module):
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
