"""`shuffle=False` seems to be ignored."""

import torch
from torch.utils.data import DataLoader


def make_loader(dataset, batch_size, seed, shuffle=True):
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(dataset, batch_size, shuffle=True, generator=generator)
