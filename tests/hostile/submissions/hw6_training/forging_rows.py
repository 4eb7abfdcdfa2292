"""Has the helpers of the checks bring back rows of other shapes than they made."""

ATTEMPTS = "forging: np.array and reshape in the helpers of data sets, loaders and predictions"

import numpy as np

CALLS = [0]
SHAPES = [(), (0,), (0, 4), (3,), (2, 2, 2), (1, 3)]
_zeros = np.zeros


def row(*arguments, **keywords):
    CALLS[0] += 1
    return _zeros(SHAPES[CALLS[0] % len(SHAPES)])


class ImageDataset:
    def __init__(self, *arguments):
        np.array = np.stack = np.concatenate = row

    def __len__(self):
        return 3

    def __getitem__(self, number):
        return row(), 1


def make_loader(dataset, batch_size, seed, shuffle=True):
    np.array = row
    return []


def predict(model, images):
    np.array = row
    return [0]


def finetune(backbone, images, labels, n_classes, *, device, seed, max_seconds):
    np.array = np.concatenate = row
    return backbone


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    import torch

    np.array = row
    return torch.nn.Identity()
