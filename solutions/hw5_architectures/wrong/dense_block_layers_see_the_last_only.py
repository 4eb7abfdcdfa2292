"""Each layer seems to see the channels of the layer before it alone, as in a plain network."""

import torch
from _reference import DenseLayer
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, n_layers, in_channels, growth_rate):
        super().__init__()
        self.layers = nn.ModuleList(
            DenseLayer(growth_rate if i else in_channels, growth_rate) for i in range(n_layers)
        )

    def forward(self, x):
        features = [x]
        for layer in self.layers:
            before = features[-1]
            features.append(layer(before)[:, before.shape[1] :])
        return torch.cat(features, dim=1)
