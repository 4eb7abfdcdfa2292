"""The gates seem to be added. Each channel is multiplied by its gate."""

from torch import nn


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.down = nn.Linear(channels, channels // reduction)
        self.up = nn.Linear(channels // reduction, channels)

    def forward(self, x):
        squeezed = x.mean(dim=(2, 3))
        gates = self.up(self.down(squeezed).relu()).sigmoid()
        return x + gates[:, :, None, None]
