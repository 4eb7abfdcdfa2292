"""There seem to be `reduction` numbers between the two layers. The reduction says how many times
fewer there are than channels.
"""

from torch import nn


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.down = nn.Linear(channels, reduction)
        self.up = nn.Linear(reduction, channels)

    def forward(self, x):
        squeezed = x.mean(dim=(2, 3))
        gates = self.up(self.down(squeezed).relu()).sigmoid()
        return x * gates[:, :, None, None]
