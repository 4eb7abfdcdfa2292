"""There seems to be one layer too few."""

from _reference import DenseLayer
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, n_layers, in_channels, growth_rate):
        super().__init__()
        self.layers = nn.ModuleList(
            DenseLayer(in_channels + i * growth_rate, growth_rate) for i in range(n_layers - 1)
        )

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x
