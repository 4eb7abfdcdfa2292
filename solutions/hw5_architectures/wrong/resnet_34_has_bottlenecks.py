"""ResNet-34 seems to have the blocks of ResNet-50. They have the same numbers of blocks, but not
the same blocks.
"""

from _reference import BasicBlock, Bottleneck
from torch import nn

_BLOCKS = {
    18: (2, 2, 2, 2),
    34: (3, 4, 6, 3),
    50: (3, 4, 6, 3),
    101: (3, 4, 23, 3),
    152: (3, 8, 36, 3),
}


def resnet(depth, n_classes=1000):
    if depth not in _BLOCKS:
        raise ValueError("the depth is 18, 34, 50, 101 or 152")
    block, expansion = (BasicBlock, 1) if depth < 34 else (Bottleneck, 4)
    layers = [nn.Conv2d(3, 64, 7, 2, padding=3, bias=False), nn.BatchNorm2d(64), nn.ReLU()]
    layers.append(nn.MaxPool2d(3, stride=2, padding=1))
    before = 64
    for stage, n_blocks in enumerate(_BLOCKS[depth]):
        channels = 64 * 2**stage
        for i in range(n_blocks):
            stride = 2 if stage > 0 and i == 0 else 1
            layers.append(block(before, channels, stride))
            before = expansion * channels
    layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(before, n_classes)]
    return nn.Sequential(*layers)
