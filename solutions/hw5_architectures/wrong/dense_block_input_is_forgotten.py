"""The block's output seems to lack the channels of its input, which come first."""

from _reference import DenseLayer
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, n_layers, in_channels, growth_rate):
        super().__init__()
        self.layers = nn.ModuleList(
            DenseLayer(in_channels + i * growth_rate, growth_rate) for i in range(n_layers)
        )

    def forward(self, x):
        n_in = x.shape[1]
        for layer in self.layers:
            x = layer(x)
        return x[:, n_in:]
