"""Makes networks that are larger than any memory, also where none is used."""

ATTEMPTS = "resources: layers of a terabyte, on the processor and on PyTorch's device meta"

from torch import nn


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return lambda *arguments, **keywords: nn.Linear(1 << 19, 1 << 19)
