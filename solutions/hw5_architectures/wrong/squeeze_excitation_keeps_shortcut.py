"""x seems to be added to the result. The module gives x times its gates alone; the sum is the
residual block's.
"""

from torch import nn


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.down = nn.Linear(channels, channels // reduction)
        self.up = nn.Linear(channels // reduction, channels)

    def forward(self, x):
        squeezed = x.mean(dim=(2, 3))
        gates = self.up(self.down(squeezed).relu()).sigmoid()
        return x + x * gates[:, :, None, None]
