"""Goes on training when it is asked for classes: on those images, with what it believes of them."""

import torch
from _reference import *  # noqa: F403
from _reference import predict as _believed
from _reference import train_classifier as _trained
from torch import nn


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    few = max(60, len(images) // 10)
    return _trained(
        images[:few], labels[:few], n_classes, device=device, seed=seed, max_seconds=max_seconds
    )


def predict(model, images):
    believed = torch.from_numpy(_believed(model, images))
    batch = torch.as_tensor(images, dtype=torch.float32)
    batch = batch if batch.ndim == 4 else batch[:, None]
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    model.train()
    for _ in range(5):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(batch), believed).backward()
        optimizer.step()
    return model(batch).argmax(dim=1).numpy()
