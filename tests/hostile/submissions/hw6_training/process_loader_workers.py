"""Has its data loaded by other processes, which share memory with it."""

ATTEMPTS = "process: workers of a data loader, pinned and shared memory"

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def make_loader(dataset, batch_size, seed, shuffle=True):
    return DataLoader(dataset, batch_size, num_workers=2, persistent_workers=True)


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    data = TensorDataset(torch.from_numpy(images), torch.from_numpy(labels))
    data.tensors[0].share_memory_()
    list(DataLoader(data, 10, num_workers=2, multiprocessing_context="spawn"))
    return nn.Identity()
