"""The scales and shifts of normalisations seem to be left out. They are learned too."""

from torch import nn


def count_parameters(module):
    total = 0
    for layer in module.modules():
        if isinstance(layer, nn.Conv2d | nn.Linear):
            total += sum(parameter.numel() for parameter in layer.parameters())
    return total
