"""The new channels seem to be added to those of x, as in a residual block. A dense layer puts
them next to each other.
"""

from torch import nn


class DenseLayer(nn.Module):
    def __init__(self, in_channels, growth_rate):
        super().__init__()
        self.new = nn.Sequential(
            nn.BatchNorm2d(in_channels),
            nn.ReLU(),
            nn.Conv2d(in_channels, 4 * growth_rate, 1, bias=False),
            nn.BatchNorm2d(4 * growth_rate),
            nn.ReLU(),
            nn.Conv2d(4 * growth_rate, in_channels, 3, padding=1, bias=False),
        )

    def forward(self, x):
        return x + self.new(x)
