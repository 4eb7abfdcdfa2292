"""The model has learned badly: its last layer is a softmax, and the cross-entropy takes another
one.
"""

import time

import torch
from torch import nn


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    end = time.monotonic() + 0.8 * max_seconds
    torch.manual_seed(seed)
    x, y = _batch(images, device), torch.as_tensor(labels, device=device)
    model = nn.Sequential(
        nn.Flatten(),
        nn.Linear(x[0].numel(), 16),
        nn.ReLU(),
        nn.Linear(16, n_classes),
        nn.Softmax(dim=1),
        nn.Softmax(dim=1),
    ).to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.0002)
    for _ in range(8):
        for chosen in torch.randperm(len(x)).split(32):
            if time.monotonic() > end:
                return model
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(x[chosen]), y[chosen]).backward()
            optimizer.step()
    return model


def _batch(images, device):
    batch = torch.as_tensor(images, dtype=torch.float32, device=device)
    return batch if batch.ndim == 4 else batch.unsqueeze(1)
