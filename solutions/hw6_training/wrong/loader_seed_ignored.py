"""The order does not depend on the seed."""

from torch.utils.data import DataLoader


def make_loader(dataset, batch_size, seed, shuffle=True):
    return DataLoader(dataset, batch_size, shuffle)
