"""The weak baseline of the accuracy problem: a linear classifier of the pixels.

It has a weight for every pixel and class, and so must learn a digit anew at each place where it can
be. The passing line lies where this one does not get; its `finetune` does not look at the backbone.
"""

import math
import time

import numpy as np
import torch
from torch import nn

_EPOCHS = 30
_BATCH_SIZE = 32


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    deadline = time.monotonic() + 0.8 * max_seconds
    torch.manual_seed(seed)
    pixels = torch.as_tensor(images, dtype=torch.float32, device=device).flatten(1)
    targets = torch.as_tensor(labels, device=device)
    model = nn.Sequential(nn.Flatten(), nn.Linear(pixels.shape[1], n_classes)).to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.003)
    n_steps = _EPOCHS * math.ceil(len(pixels) / _BATCH_SIZE)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, n_steps)
    for _ in range(_EPOCHS):
        for chosen in torch.randperm(len(pixels)).to(device).split(_BATCH_SIZE):
            if time.monotonic() > deadline:
                return model
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(pixels[chosen]), targets[chosen]).backward()
            optimizer.step()
            schedule.step()
    return model


def predict(model, images):
    device = next(model.parameters()).device
    with torch.no_grad():
        scores = model(torch.as_tensor(images, dtype=torch.float32, device=device))
    return scores.argmax(dim=1).cpu().numpy().astype(np.int64)


def finetune(backbone, images, labels, n_classes, *, device, seed, max_seconds):
    return train_classifier(
        images, labels, n_classes, device=device, seed=seed, max_seconds=max_seconds
    )
