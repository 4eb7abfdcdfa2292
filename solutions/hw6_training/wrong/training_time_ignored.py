"""The training goes on when its time is over. What does `max_seconds` say?"""

import torch
from torch import nn


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    torch.manual_seed(seed)
    x, y = _batch(images, device), torch.as_tensor(labels, device=device)
    model = nn.Sequential(
        nn.Conv2d(x.shape[1], 8, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * (x.shape[2] // 4) * (x.shape[3] // 4), n_classes),
    ).to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(15):
        for chosen in torch.randperm(len(x)).split(32):
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(x[chosen]), y[chosen]).backward()
            optimizer.step()
    return model


def _batch(images, device):
    batch = torch.as_tensor(images, dtype=torch.float32, device=device)
    return batch if batch.ndim == 4 else batch.unsqueeze(1)
