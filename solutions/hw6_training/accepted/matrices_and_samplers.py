"""Matrices in the place of formulas; convolutions as products with patches; regression."""

import time

import numpy as np
import torch
from torch import nn
from torch.utils.data import BatchSampler, DataLoader, Dataset, RandomSampler, SequentialSampler


def sgd_momentum(w, dw, velocity, lr, momentum):
    step = np.tensordot([momentum, -lr], np.stack([velocity, dw]), axes=1)
    return np.add(w, step), step


def dropout_forward(x, p_drop, train, rng):
    if not train:
        return 1.0 * x, np.ones(x.shape)
    kept = rng.binomial(1, 1 - p_drop, size=x.shape)
    return np.where(kept, x / (1 - p_drop), 0.0), kept / (1 - p_drop)


def dropout_backward(dout, cache):
    return np.multiply(cache, dout)


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    if not train:
        scale = gamma / (running[1] + eps) ** 0.5
        return scale * x + (beta - scale * running[0]), np.array(running), None
    n = len(x)
    centring = np.eye(n) - np.full((n, n), 1 / n)
    centred = centring @ x
    variance = np.einsum("nd,nd->d", centred, centred) / n
    batch = np.array([np.full(n, 1 / n) @ x, variance])
    after = np.tensordot([momentum, 1 - momentum], np.stack([running, batch]), axes=1)
    return (
        centred * (gamma * (variance + eps) ** -0.5) + beta,
        after,
        (centred, variance + eps, gamma),
    )


def batchnorm_backward(dout, cache):
    centred, variance, gamma = cache
    n, d = dout.shape
    centring = np.eye(n) - np.full((n, n), 1 / n)
    columns = []
    for j in range(d):
        direction = centred[:, j : j + 1] / np.sqrt(variance[j])
        jacobian = (centring - direction @ direction.T / n) * gamma[j] / np.sqrt(variance[j])
        columns.append(jacobian.T @ dout[:, j])
    dgamma = np.diag(dout.T @ (centred / np.sqrt(variance)))
    return np.stack(columns, axis=1), dgamma.copy(), np.ones(n) @ dout


def augment(images, rng, pad=4):
    return np.stack([_moved(image, rng, pad) for image in images])


def _moved(image, rng, pad):
    _, height, width = image.shape
    image = image[..., :: rng.choice([-1, 1])]
    down, right = (int(step) for step in rng.integers(-pad, pad + 1, size=2))
    matrix_of_rows, matrix_of_columns = np.eye(height, k=down), np.eye(width, k=-right)
    return (matrix_of_rows @ image @ matrix_of_columns).astype(image.dtype)


class ImageDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        super().__init__()
        self.images, self.labels, self.transform = images, labels, transform

    def __len__(self):
        return self.labels.shape[0]

    def __getitem__(self, index):
        pixels = np.atleast_3d(self.images[index].T).T
        if pixels.dtype.kind == "u":
            pixels = np.divide(pixels, 255, dtype=np.float32)
        image = torch.as_tensor(np.ascontiguousarray(pixels), dtype=torch.float32)
        label = self.labels[index].item()
        return (image, label) if self.transform is None else (self.transform(image), label)


def make_loader(dataset, batch_size, seed, shuffle=True):
    generator = torch.Generator().manual_seed(seed)
    order = RandomSampler(dataset, generator=generator) if shuffle else SequentialSampler(dataset)
    return DataLoader(dataset, batch_sampler=BatchSampler(order, batch_size, drop_last=False))


class PatchLayer(nn.Module):
    """A convolution as the product of all patches with one matrix, then pooling and the ReLU."""

    def __init__(self, channels_in, channels_out, size):
        super().__init__()
        self.unfold = nn.Unfold(size, padding=size // 2)
        self.linear = nn.Linear(channels_in * size**2, channels_out)
        self.norm = nn.BatchNorm2d(channels_out)

    def forward(self, x):
        patches = self.linear(self.unfold(x).transpose(1, 2)).transpose(1, 2)
        out = patches.reshape(len(x), -1, *x.shape[2:])
        return torch.relu(nn.functional.max_pool2d(self.norm(out), 2))


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    end = time.time() + 0.8 * max_seconds
    torch.manual_seed(seed)
    x, y = _tensor(images).to(device), torch.as_tensor(labels).to(device)
    n_features = 24 * (x.shape[2] // 4) * (x.shape[3] // 4)
    model = nn.Sequential(
        PatchLayer(x.shape[1], 16, 5),
        PatchLayer(16, 24, 5),
        nn.Flatten(),
        nn.Dropout(0.2),
        nn.Linear(n_features, n_classes),
    ).to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    fall = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.87)
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.1)
    for _ in range(20):
        model.train()
        order = torch.randperm(len(x), device="cpu")
        for chosen in torch.chunk(order, max(12, len(x) // 32)):
            optimizer.zero_grad(set_to_none=True)
            loss_of(model(x[chosen.to(device)]), y[chosen.to(device)]).backward()
            optimizer.step()
            if time.time() > end:
                return model.eval()
        fall.step()
    return model.eval()


def predict(model, images):
    was_training = {module: module.training for module in model.modules()}
    model.eval()
    device = next(model.parameters()).device
    with torch.no_grad():
        parts = [model(part.to(device)).cpu() for part in _tensor(images).split(200)]
    for module, mode in was_training.items():
        module.training = mode
    return torch.cat(parts).topk(1).indices[:, 0].numpy()


def finetune(backbone, images, labels, n_classes, *, device, seed, max_seconds):
    """The head that a ridge regression of the one-hot labels gives: there is nothing random."""
    backbone = backbone.to(device).eval()
    with torch.no_grad():
        parts = [backbone(part.to(device)).cpu() for part in _tensor(images).split(200)]
    features = torch.cat(parts).double().numpy()
    mean, deviation = features.mean(0), features.std(0) + 1e-3
    design = np.hstack([(features - mean) / deviation, np.ones((len(features), 1))])
    targets = np.eye(n_classes)[labels]
    ridge = np.diag([0.01 * len(features)] * features.shape[1] + [0.0])
    solution = np.linalg.solve(design.T @ design + ridge, design.T @ targets)
    weights = solution[:-1] / deviation[:, None]
    head = nn.Linear(features.shape[1], n_classes)
    with torch.no_grad():
        head.weight.copy_(torch.tensor(weights.T))
        head.bias.copy_(torch.tensor(solution[-1] - mean @ weights))
    return nn.Sequential(backbone, head.to(device))


def _tensor(images):
    batch = torch.as_tensor(images, dtype=torch.float32)
    return batch.reshape(len(batch), -1, *batch.shape[-2:])
