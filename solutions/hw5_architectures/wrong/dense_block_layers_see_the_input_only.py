"""Each layer seems to see the block's input alone. It sees the channels of all layers before it
too.
"""

import torch
from _reference import DenseLayer
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, n_layers, in_channels, growth_rate):
        super().__init__()
        self.layers = nn.ModuleList(DenseLayer(in_channels, growth_rate) for i in range(n_layers))

    def forward(self, x):
        features = [x]
        for layer in self.layers:
            features.append(layer(x)[:, x.shape[1] :])
        return torch.cat(features, dim=1)
