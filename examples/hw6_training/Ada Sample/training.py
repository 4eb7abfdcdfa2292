"""Plain Python loops; a network of named layers, trained by this file's own momentum."""

import math
import time

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset


def sgd_momentum(w, dw, velocity, lr, momentum):
    new_w, new_velocity = np.array(w, dtype=float), np.array(velocity, dtype=float)
    for index in np.ndindex(new_w.shape):
        new_velocity[index] = momentum * velocity[index] - lr * dw[index]
        new_w[index] = w[index] + new_velocity[index]
    return new_w, new_velocity


def dropout_forward(x, p_drop, train, rng):
    out, scales = np.array(x, dtype=float), np.ones(x.shape)
    if train:
        for index in np.ndindex(x.shape):
            scales[index] = 0.0 if rng.uniform() < p_drop else 1 / (1 - p_drop)
            out[index] = x[index] * scales[index]
    return out, scales


def dropout_backward(dout, cache):
    dx = np.zeros(dout.shape)
    for index in np.ndindex(dout.shape):
        dx[index] = dout[index] * cache[index]
    return dx


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    n, d = x.shape
    out, after = np.zeros((n, d)), np.array(running, dtype=float)
    means, variances = [], []
    for j in range(d):
        mean, variance = running[0][j], running[1][j]
        if train:
            mean = sum(x[i, j] for i in range(n)) / n
            variance = sum((x[i, j] - mean) ** 2 for i in range(n)) / n
            after[0][j] = momentum * running[0][j] + (1 - momentum) * mean
            after[1][j] = momentum * running[1][j] + (1 - momentum) * variance
        for i in range(n):
            out[i, j] = (
                gamma[j] * (x[i, j] - mean) / math.sqrt(variance + eps) + beta[j]
            )
        means.append(mean)
        variances.append(variance)
    return out, after, (x.copy(), gamma.copy(), means, variances, eps)


def batchnorm_backward(dout, cache):
    x, gamma, means, variances, eps = cache
    n, d = x.shape
    dx, dgamma, dbeta = np.zeros((n, d)), np.zeros(d), np.zeros(d)
    for j in range(d):
        inverse = 1 / math.sqrt(variances[j] + eps)
        dvariance = dmean = 0.0
        for i in range(n):
            centred = x[i, j] - means[j]
            dgamma[j] += dout[i, j] * centred * inverse
            dbeta[j] += dout[i, j]
            dvariance += dout[i, j] * gamma[j] * centred * -0.5 * inverse**3
            dmean -= dout[i, j] * gamma[j] * inverse
        for i in range(n):
            centred = x[i, j] - means[j]
            dx[i, j] = (
                dout[i, j] * gamma[j] * inverse
                + dvariance * 2 * centred / n
                + dmean / n
            )
    return dx, dgamma, dbeta


def augment(images, rng, pad=4):
    n, channels, height, width = images.shape
    out = np.zeros(images.shape, dtype=images.dtype)
    for k in range(n):
        down, right = rng.integers(-pad, pad + 1), rng.integers(-pad, pad + 1)
        flip = rng.random() > 0.5
        for i in range(height):
            for j in range(width):
                row, column = i + down, j + right
                if 0 <= row < height and 0 <= column < width:
                    source = width - 1 - column if flip else column
                    for c in range(channels):
                        out[k, c, i, j] = images[k, c, row, source]
    return out


class ImageDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        self.examples = []
        for image, label in zip(images, labels, strict=True):
            pixels = torch.from_numpy(np.array(image))
            if pixels.dtype == torch.uint8:
                pixels = pixels.to(torch.float32).div(255)
            if pixels.dim() == 2:
                pixels = pixels[None]
            self.examples.append((pixels, int(label)))
        self.transform = transform

    def __len__(self):
        return len(self.examples)

    def __getitem__(self, index):
        image, label = self.examples[index]
        if self.transform is not None:
            image = self.transform(image)
        return image, label


def make_loader(dataset, batch_size, seed, shuffle=True):
    generator = torch.Generator()
    generator.manual_seed(seed)
    sampler = torch.utils.data.SequentialSampler(dataset)
    if shuffle:
        sampler = torch.utils.data.RandomSampler(dataset, generator=generator)
    return DataLoader(dataset, batch_size=batch_size, sampler=sampler, drop_last=False)


class Network(nn.Module):
    def __init__(self, shape, n_classes):
        super().__init__()
        channels, height, width = shape
        self.first = nn.Conv2d(channels, 16, 5, padding=2)
        self.first_norm = nn.BatchNorm2d(16)
        self.second = nn.Conv2d(16, 32, 5, padding=2)
        self.second_norm = nn.BatchNorm2d(32)
        self.third = nn.Linear(32 * (height // 4) * (width // 4), n_classes)

    def forward(self, x):
        x = nn.functional.max_pool2d(torch.relu(self.first_norm(self.first(x))), 2)
        x = nn.functional.max_pool2d(torch.relu(self.second_norm(self.second(x))), 2)
        return self.third(x.flatten(1))


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    begun = time.monotonic()
    torch.manual_seed(seed)
    dataset = ImageDataset(images, labels)
    network = Network(dataset[0][0].shape, n_classes).to(device)
    _train(network, dataset, seed, device, begun, 0.8 * max_seconds)
    return network


def predict(model, images):
    model.eval()
    device = next(model.parameters()).device
    answers = []
    with torch.no_grad():
        for start in range(0, len(images), 100):
            batch = torch.tensor(images[start : start + 100], dtype=torch.float32)
            batch = batch[:, None] if batch.dim() == 3 else batch
            for scores in model(batch.to(device)).cpu():
                answers.append(int(scores.argmax()))
    return np.array(answers, dtype=np.int64)


class Finetuned(nn.Module):
    def __init__(self, backbone, head):
        super().__init__()
        self.backbone, self.head = backbone, head

    def train(self, mode=True):
        super().train(mode)
        self.backbone.eval()
        return self

    def forward(self, x):
        with torch.no_grad():
            features = self.backbone(x)
        return self.head(features)


def finetune(backbone, images, labels, n_classes, *, device, seed, max_seconds):
    begun = time.monotonic()
    torch.manual_seed(seed)
    backbone.to(device).eval()
    for weights in backbone.parameters():
        weights.requires_grad = False
    dataset = ImageDataset(images, labels)
    with torch.no_grad():
        n_features = backbone(dataset[0][0][None].to(device)).shape[1]
    model = Finetuned(backbone, nn.Linear(n_features, n_classes)).to(device)
    _train(model, dataset, seed, device, begun, 0.8 * max_seconds)
    return model


def _train(network, dataset, seed, device, begun, seconds):
    """Momentum; the learning rate rises over the first steps, and then falls in a line to 0."""
    learned = [weights for weights in network.parameters() if weights.requires_grad]
    velocities = [torch.zeros_like(weights) for weights in learned]
    loader = make_loader(dataset, 32, seed)
    n_steps = max(300, 20 * len(loader))
    step = 0
    network.train()
    while True:
        for images, labels in loader:
            if step == n_steps or time.monotonic() - begun > seconds:
                return
            lr = 0.1 * min(step / 50, 1 - step / n_steps)
            loss = nn.functional.cross_entropy(
                network(images.to(device)), labels.to(device)
            )
            gradients = torch.autograd.grad(loss, learned)
            with torch.no_grad():
                for weights, gradient, velocity in zip(
                    learned, gradients, velocities, strict=True
                ):
                    velocity.mul_(0.9).sub_(lr * gradient)
                    weights.add_(velocity)
            step += 1
