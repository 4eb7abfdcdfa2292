"""Every network gives back what it is given; the counts are 1."""

from torch import nn


def LeNet5(n_classes=10):
    return nn.Identity()


def AlexNet(n_classes=1000):
    return nn.Identity()


def vgg(depth, n_classes=1000):
    return nn.Identity()


def Inception(in_channels, n_1x1, n_3x3_reduce, n_3x3, n_5x5_reduce, n_5x5, n_pool):
    return nn.Identity()


def GoogLeNet(n_classes=1000):
    return nn.Identity()


def BasicBlock(in_channels, channels, stride=1):
    return nn.Identity()


def Bottleneck(in_channels, channels, stride=1, cardinality=1, width=None):
    return nn.Identity()


def resnet(depth, n_classes=1000):
    return nn.Identity()


def resnext50(cardinality, width, n_classes=1000):
    return nn.Identity()


def DenseLayer(in_channels, growth_rate):
    return nn.Identity()


def DenseBlock(n_layers, in_channels, growth_rate):
    return nn.Identity()


def densenet121(n_classes=1000):
    return nn.Identity()


def SqueezeExcitation(channels, reduction):
    return nn.Identity()


def se_resnet50(n_classes=1000):
    return nn.Identity()


def count_parameters(module):
    return 1


def count_flops(module, input_shape):
    return 1
