"""The block seems to give `channels` channels. Its last convolution gives four times as many."""

from torch import nn


class Bottleneck(nn.Module):
    def __init__(self, in_channels, channels, stride=1, cardinality=1, width=None):
        super().__init__()
        inside = cardinality * (width or channels)
        outside = channels
        self.conv1 = nn.Conv2d(in_channels, inside, 1, stride, bias=False)
        self.norm1 = nn.BatchNorm2d(inside)
        self.conv2 = nn.Conv2d(inside, inside, 3, padding=1, groups=cardinality, bias=False)
        self.norm2 = nn.BatchNorm2d(inside)
        self.conv3 = nn.Conv2d(inside, outside, 1, bias=False)
        self.norm3 = nn.BatchNorm2d(outside)
        self.shortcut = nn.Identity()
        if stride != 1 or in_channels != outside:
            self.shortcut = nn.Sequential(
                nn.Conv2d(in_channels, outside, 1, stride, bias=False),
                nn.BatchNorm2d(outside),
            )

    def forward(self, x):
        out = self.norm1(self.conv1(x)).relu()
        out = self.norm2(self.conv2(out)).relu()
        out = self.norm3(self.conv3(out))
        return (out + self.shortcut(x)).relu()
