"""The channels seem to be in another order: those of the input come first, then those of the
first layer, of the second, and so on.
"""

import torch
from _reference import DenseLayer
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, n_layers, in_channels, growth_rate):
        super().__init__()
        self.growth_rate = growth_rate
        self.layers = nn.ModuleList(
            DenseLayer(in_channels + i * growth_rate, growth_rate) for i in range(n_layers)
        )

    def forward(self, x):
        features, n_new = [x], self.growth_rate
        for layer in self.layers:
            features.insert(0, layer(torch.cat(features[::-1], dim=1))[:, -n_new:])
        return torch.cat(features, dim=1)
