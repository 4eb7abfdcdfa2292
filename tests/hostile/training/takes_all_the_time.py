"""Does not look at the clock, and goes on for ever."""

import torch
from torch import nn


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    model = nn.Sequential(nn.Flatten(), nn.Linear(images[0].size, n_classes))
    while True:
        model(torch.as_tensor(images, dtype=torch.float32))
