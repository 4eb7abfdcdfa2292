"""Has weights that are properties, other ones each time, and a class that is a lie."""

ATTEMPTS = "forging: parameters that are properties, __class__ that lies, __reduce__ that runs"

import os

import torch
from torch import nn


class Weights:
    __class__ = nn.Module
    training = True

    def __getattr__(self, name):
        return lambda *arguments, **keywords: [("weight", torch.rand(3, 3))]

    def __reduce__(self):
        return (os.system, ("touch /tmp/autograder-hostile-marker-reduced",))

    def __call__(self, x):
        return self

    def numpy(self):
        return self


class Network(nn.Module):
    weight = property(lambda self: torch.rand(6, 1, 5, 5))
    _parameters = property(lambda self: {"weight": self.weight})
    _modules = property(lambda self: {"self": self})

    def __init__(self):
        pass

    def __setstate__(self, state):
        os.system("touch /tmp/autograder-hostile-marker-state")


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    made = Network if len(name) % 2 else Weights
    return lambda *arguments, **keywords: made()
