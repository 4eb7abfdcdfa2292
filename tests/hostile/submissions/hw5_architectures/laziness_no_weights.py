"""Networks of NaN and infinity, whose output no weights change."""

ATTEMPTS = "laziness: outputs of NaN and infinity, weights of no size"

import torch
from torch import nn


class Network(nn.Module):
    def __init__(self, *arguments):
        super().__init__()
        self.weight = nn.Parameter(torch.full((1, 1), float("nan")))
        self.none = nn.Parameter(torch.empty(0, 3, 1, 1))
        self.register_buffer("running_var", torch.full((1,), -1.0))

    def forward(self, x):
        return torch.full((len(x), 10), float("nan"))


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return lambda *arguments, **keywords: Network()
