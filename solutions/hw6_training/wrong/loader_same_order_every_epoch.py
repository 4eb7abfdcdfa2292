"""Every epoch has the same order. It is drawn once, and should be drawn for each epoch."""

import torch
from torch.utils.data import DataLoader


def make_loader(dataset, batch_size, seed, shuffle=True):
    order = torch.arange(len(dataset))
    if shuffle:
        order = torch.randperm(len(dataset), generator=torch.Generator().manual_seed(seed))
    return DataLoader(dataset, batch_size, sampler=order.tolist())
