"""Some examples come twice in an epoch, and others not at all."""

import torch
from torch.utils.data import DataLoader, RandomSampler


def make_loader(dataset, batch_size, seed, shuffle=True):
    if not shuffle:
        return DataLoader(dataset, batch_size)
    generator = torch.Generator().manual_seed(seed)
    sampler = RandomSampler(dataset, replacement=True, generator=generator)
    return DataLoader(dataset, batch_size, sampler=sampler)
