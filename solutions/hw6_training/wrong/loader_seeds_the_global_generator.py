"""The order depends on what else draws random numbers: the seed is given to PyTorch's global
generator, which everybody uses. A loader can have one of its own.
"""

import torch
from torch.utils.data import DataLoader


def make_loader(dataset, batch_size, seed, shuffle=True):
    torch.manual_seed(seed)
    return DataLoader(dataset, batch_size, shuffle)
