"""float32 throughout; a network that looks everywhere and keeps the strongest answer."""

import time

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

FLOAT = np.float32


def sgd_momentum(w, dw, velocity, lr, momentum):
    w, dw, velocity = (np.asarray(part, dtype=FLOAT) for part in (w, dw, velocity))
    new = FLOAT(momentum) * velocity - FLOAT(lr) * dw
    return w + new, new


def dropout_forward(x, p_drop, train, rng):
    keep = 1 - p_drop if train else 1.0
    mask = (rng.random(x.shape, dtype=FLOAT) < keep).astype(FLOAT)
    return x.astype(FLOAT) * mask / FLOAT(keep), (mask, FLOAT(keep))


def dropout_backward(dout, cache):
    mask, keep = cache
    return dout.astype(FLOAT) / keep * mask


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    x, gamma, beta, running = (np.asarray(part, dtype=FLOAT) for part in (x, gamma, beta, running))
    statistics = np.vstack([np.mean(x, 0), np.var(x, 0)]) if train else running
    centred = x - statistics[0]
    inverse = FLOAT(1) / np.sqrt(statistics[1] + FLOAT(eps))
    share = FLOAT(1 - momentum) if train else FLOAT(0)
    running = running + share * (statistics - running)
    return gamma * (centred * inverse) + beta, running, (centred, inverse, gamma)


def batchnorm_backward(dout, cache):
    centred, inverse, gamma = cache
    dout = dout.astype(FLOAT)
    n = FLOAT(len(dout))
    dnormalised = dout * gamma
    spread = (dnormalised * centred).sum(0) * inverse**2
    dx = inverse / n * (n * dnormalised - dnormalised.sum(0) - centred * spread)
    return dx, (dout * centred * inverse).sum(0), dout.sum(0)


def augment(images, rng, pad=4):
    n, _, height, width = images.shape
    images = images.astype(FLOAT)
    flips = rng.integers(2, size=n)
    rows = rng.integers(2 * pad + 1, size=n)[:, None] + np.arange(height)
    columns = rng.integers(2 * pad + 1, size=n)[:, None] + np.arange(width)
    turned = np.where(flips[:, None, None, None] == 1, np.flip(images, -1), images)
    padded = np.pad(turned, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    chosen = padded[np.arange(n)[:, None, None], :, rows[:, :, None], columns[:, None, :]]
    return np.ascontiguousarray(chosen.transpose(0, 3, 1, 2))


class ImageDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        scale = 255 if images.dtype == np.uint8 else 1
        pixels = images.astype(FLOAT) / FLOAT(scale)
        self.images = torch.from_numpy(pixels.reshape(len(images), -1, *images.shape[-2:]))
        self.labels = labels.tolist()
        self.transform = transform or (lambda image: image)

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        return self.transform(self.images[index]), self.labels[index]


class _Shuffled(torch.utils.data.Sampler):
    def __init__(self, n, seed):
        self.n, self.random = n, np.random.default_rng(seed)

    def __len__(self):
        return self.n

    def __iter__(self):
        return iter(self.random.permutation(self.n).tolist())


def make_loader(dataset, batch_size, seed, shuffle=True):
    if not shuffle:
        return DataLoader(dataset, batch_size)
    return DataLoader(dataset, batch_size, sampler=_Shuffled(len(dataset), seed))


class _Anywhere(nn.Module):
    """The strongest answer of each filter in each quarter of the image, for a linear layer."""

    def __init__(self, channels, n_classes):
        super().__init__()
        self.filters = nn.Sequential(
            nn.Conv2d(channels, 16, 3, padding=1, bias=False),
            nn.BatchNorm2d(16),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(16, 48, 5, padding=2, bias=False),
            nn.BatchNorm2d(48),
            nn.ReLU(),
        )
        self.pool = nn.AdaptiveMaxPool2d(2)
        self.scores = nn.Linear(4 * 48, n_classes)

    def forward(self, x):
        return self.scores(self.pool(self.filters(x)).flatten(1))


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    end = time.perf_counter() + 0.75 * max_seconds
    torch.manual_seed(seed)
    x = _batch(images).to(device)
    y = torch.from_numpy(np.array(labels)).long().to(device)
    model = _Anywhere(x.shape[1], n_classes).to(device)
    _train(model, x, y, end)
    return model


def predict(model, images):
    training = model.training
    model.train(False)
    with torch.inference_mode():
        device = next(model.parameters()).device
        parts = [model(part.to(device)).max(1).indices for part in _batch(images).split(256)]
    model.train(training)
    return torch.cat(parts).cpu().numpy().astype(np.int64)


def finetune(backbone, images, labels, n_classes, *, device, seed, max_seconds):
    end = time.perf_counter() + 0.75 * max_seconds
    torch.manual_seed(seed)
    backbone = backbone.to(device)
    backbone.requires_grad_(False).eval()
    x = _batch(images)
    features = torch.cat([backbone(part.to(device)) for part in x.split(256)])
    y = torch.from_numpy(np.array(labels)).long().to(device)
    norm = nn.BatchNorm1d(features.shape[1], affine=False).to(device)
    head = nn.Linear(features.shape[1], n_classes).to(device)
    _train(nn.Sequential(norm, head), features, y, end)
    return nn.Sequential(backbone, norm, head)


def _batch(images):
    batch = torch.from_numpy(np.array(images, dtype=FLOAT))
    return batch.unsqueeze(1) if batch.dim() == 3 else batch


def _train(model, x, y, end):
    n_steps = max(200, 12 * -(-len(x) // 24))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, nesterov=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.1, total_steps=n_steps + 1)
    order = torch.empty(0, dtype=torch.long)
    model.train()
    for _ in range(n_steps):
        if len(order) < 24:
            order = torch.cat([order, torch.randperm(len(x))])
        chosen, order = order[:24].to(x.device), order[24:]
        loss = nn.functional.cross_entropy(model(x[chosen]), y[chosen])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if time.perf_counter() > end:
            break
    model.eval()
