"""Refuses everything, with a sentence, in the hope of the points for refusing wrong arguments."""


def LeNet5(n_classes=10):
    raise ValueError("there is no such network")


def AlexNet(n_classes=1000):
    raise ValueError("there is no such network")


def vgg(depth, n_classes=1000):
    raise ValueError("there is no such network")


def Inception(in_channels, n_1x1, n_3x3_reduce, n_3x3, n_5x5_reduce, n_5x5, n_pool):
    raise ValueError("there is no such network")


def GoogLeNet(n_classes=1000):
    raise ValueError("there is no such network")


def BasicBlock(in_channels, channels, stride=1):
    raise ValueError("there is no such network")


def Bottleneck(in_channels, channels, stride=1, cardinality=1, width=None):
    raise ValueError("there is no such network")


def resnet(depth, n_classes=1000):
    raise ValueError("there is no such network")


def resnext50(cardinality, width, n_classes=1000):
    raise ValueError("there is no such network")


def DenseLayer(in_channels, growth_rate):
    raise ValueError("there is no such network")


def DenseBlock(n_layers, in_channels, growth_rate):
    raise ValueError("there is no such network")


def densenet121(n_classes=1000):
    raise ValueError("there is no such network")


def SqueezeExcitation(channels, reduction):
    raise ValueError("there is no such network")


def se_resnet50(n_classes=1000):
    raise ValueError("there is no such network")


def count_parameters(module):
    raise ValueError("this is no network")


def count_flops(module, input_shape):
    raise ValueError("this is no network")
