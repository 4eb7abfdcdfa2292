"""Has so many parameters, and such names for them, that telling them fills a message."""

ATTEMPTS = "forging: states of hundreds of thousands of lines, and of lines that a page would obey"

import torch
from torch import nn


class Many(nn.Module):
    def named_parameters(self, *arguments, **keywords):
        name = "x.<script>alert(1)</script>\x1b[2J\n" * 3
        return [(name + str(number), torch.empty(1)) for number in range(100_000)]


nn.Module.named_parameters = Many.named_parameters


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return lambda *arguments, **keywords: Many()
