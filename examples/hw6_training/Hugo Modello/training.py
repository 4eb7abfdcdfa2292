import copy
import math
import time
from collections.abc import Callable
from typing import Any
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

Cache = Any


def sgd_momentum(w, dw, velocity, lr, momentum):
    velocity = momentum * velocity - lr * dw
    return (w + velocity, velocity)


def dropout_forward(x, p_drop, train, rng):
    mask = (rng.random(x.shape) >= p_drop) / (1 - p_drop)
    return (x * mask, mask if train else None)


def dropout_backward(dout, cache):
    mask = cache
    return dout.copy() if mask is None else dout * mask


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-05):
    mean, variance = (x.mean(axis=0), x.var(axis=0)) if train else running
    deviation = np.sqrt(variance + eps)
    normalised = (x - mean) / deviation
    cache = (normalised, deviation, gamma)
    if train:
        running = (1 - momentum) * running + momentum * np.stack([mean, variance])
    return (gamma * normalised + beta, running.copy(), cache)


def batchnorm_backward(dout, cache):
    normalised, deviation, gamma = cache
    dgamma, dbeta = ((dout * normalised).sum(axis=0), dout.sum(axis=0))
    centred = dout - dbeta / len(dout) - normalised * dgamma / len(dout)
    return (gamma / deviation * centred, dgamma, dbeta)


def augment(images, rng, pad=4):
    height, width = images.shape[2:]
    padded = np.pad(images, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    changed = np.empty_like(images)
    for n in range(len(images)):
        image = padded[n, :, :, ::-1] if rng.random() < 0.5 else padded[n]
        top, left = rng.integers(0, 2 * pad, size=2, endpoint=True)
        changed[n] = image[:, top : top + height, left : left + width]
    return changed


class ImageDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        self.images = images if images.ndim == 4 else images[:, np.newaxis]
        self.labels = labels
        self.transform = transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        image = torch.tensor(self.images[index])
        image = image / 255 if image.dtype == torch.uint8 else image.float()
        return (
            self.transform(image) if self.transform else image,
            int(self.labels[index]),
        )


def make_loader(dataset, batch_size, seed, shuffle=True):
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(dataset, batch_size, shuffle, generator=generator)


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    deadline = time.monotonic() + _USED * max_seconds
    torch.manual_seed(seed)
    batch = _as_tensor(images, device)
    model = _small_cnn(batch, n_classes).to(device)
    _fit(model, batch, labels, epochs=20, batch_size=32, lr=0.01, deadline=deadline)
    return model


def predict(model, images):
    model.eval()
    device = next(model.parameters()).device
    with torch.no_grad():
        scores = [
            model(_as_tensor(images[start : start + _AT_ONCE], device))
            .argmax(dim=1)
            .cpu()
            for start in range(0, len(images), _AT_ONCE)
        ]
    return torch.cat(scores).numpy()


def finetune(backbone, images, labels, n_classes, *, device, seed, max_seconds):
    deadline = time.monotonic() + _USED * max_seconds
    torch.manual_seed(seed)
    backbone = copy.deepcopy(backbone).to(device).eval()
    batch = _as_tensor(images, device)
    with torch.no_grad():
        features = torch.cat([backbone(part) for part in batch.split(_AT_ONCE)])
    head = nn.Sequential(
        _Standardise(features), nn.Linear(features.shape[1], n_classes)
    )
    head.to(device)
    _fit(head, features, labels, epochs=30, batch_size=32, lr=0.01, deadline=deadline)
    return nn.Sequential(backbone, head)


_USED = 0.8
_AT_ONCE = 512


class _Standardise(nn.Module):
    def __init__(self, examples):
        super().__init__()
        axes = [axis for axis in range(examples.ndim) if axis != 1]
        mean = examples.mean(dim=axes, keepdim=True)
        deviation = examples.std(dim=axes, keepdim=True, correction=0)
        self.register_buffer("mean", mean)
        self.register_buffer("deviation", deviation.clamp(min=0.001))

    def forward(self, x):
        return (x - self.mean) / self.deviation


def _small_cnn(images, n_classes):
    channels, height, width = images.shape[1:]
    return nn.Sequential(
        _Standardise(images),
        *_block(channels, 16),
        *_block(16, 32),
        nn.Flatten(),
        nn.Dropout(0.25),
        nn.Linear(32 * (height // 4) * (width // 4), n_classes),
    )


def _block(channels_in, channels_out):
    return [
        nn.Conv2d(channels_in, channels_out, 5, padding=2, bias=False),
        nn.BatchNorm2d(channels_out),
        nn.ReLU(),
        nn.MaxPool2d(2),
    ]


def _fit(model, inputs, labels, *, epochs, batch_size, lr, deadline):
    targets = torch.as_tensor(labels, device=inputs.device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    n_steps = epochs * math.ceil(len(inputs) / batch_size)
    begun, step = (time.monotonic(), 0)
    model.train()
    while True:
        for chosen in torch.randperm(len(inputs)).to(inputs.device).split(batch_size):
            done = max(step / n_steps, (time.monotonic() - begun) / (deadline - begun))
            if done >= 1:
                return
            optimizer.param_groups[0]["lr"] = lr * (1 + math.cos(math.pi * done)) / 2
            optimizer.zero_grad()
            nn.functional.cross_entropy(
                model(inputs[chosen]), targets[chosen]
            ).backward()
            optimizer.step()
            step += 1


def _as_tensor(images, device):
    batch = torch.as_tensor(images, dtype=torch.float32, device=device)
    return batch if batch.ndim == 4 else batch.unsqueeze(1)
