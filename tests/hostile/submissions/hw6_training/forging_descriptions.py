"""Says of its model, when it is asked, that it holds ² numbers, or more than can be counted."""

ATTEMPTS = "forging: what a check's helper says of a model, by builtins that lie"

import builtins
import hashlib

import torch
from torch import nn

CALLS = [0]


class Model(nn.Module):
    def __init__(self, n_classes):
        super().__init__()
        self.n_classes = n_classes
        self.weight = nn.Parameter(torch.ones(1))

    def forward(self, x):
        return torch.zeros(len(x), self.n_classes)


def lie(*arguments):
    CALLS[0] += 1
    return ["²", "9" * 5000, "-1", "1e9", "", "٣"][CALLS[0] % 6]


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    builtins.sum = lie
    hashlib.sha256 = lambda *arguments: type("", (), {"update": print, "hexdigest": str})()
    return Model(n_classes)


def finetune(backbone, images, labels, n_classes, *, device, seed, max_seconds):
    builtins.sum = lie
    return Model(n_classes)
