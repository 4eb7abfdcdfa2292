"""The last batch of an epoch seems to be dropped if it is smaller than the others."""

import torch
from torch.utils.data import DataLoader


def make_loader(dataset, batch_size, seed, shuffle=True):
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(dataset, batch_size, shuffle, generator=generator, drop_last=True)
