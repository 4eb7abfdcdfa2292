"""Every network is an empty module, which can not even be called; the counts are 0."""

from torch import nn


def LeNet5(n_classes=10):
    return nn.Module()


def AlexNet(n_classes=1000):
    return nn.Module()


def vgg(depth, n_classes=1000):
    return nn.Module()


def Inception(in_channels, n_1x1, n_3x3_reduce, n_3x3, n_5x5_reduce, n_5x5, n_pool):
    return nn.Module()


def GoogLeNet(n_classes=1000):
    return nn.Module()


def BasicBlock(in_channels, channels, stride=1):
    return nn.Module()


def Bottleneck(in_channels, channels, stride=1, cardinality=1, width=None):
    return nn.Module()


def resnet(depth, n_classes=1000):
    return nn.Module()


def resnext50(cardinality, width, n_classes=1000):
    return nn.Module()


def DenseLayer(in_channels, growth_rate):
    return nn.Module()


def DenseBlock(n_layers, in_channels, growth_rate):
    return nn.Module()


def densenet121(n_classes=1000):
    return nn.Module()


def SqueezeExcitation(channels, reduction):
    return nn.Module()


def se_resnet50(n_classes=1000):
    return nn.Module()


def count_parameters(module):
    return 0


def count_flops(module, input_shape):
    return 0
