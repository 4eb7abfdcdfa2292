"""Knows every shape and nothing else: all answers are NaN."""

import numpy as np
import torch
from torch import nn
from torch.utils.data import Dataset


def sgd_momentum(w, dw, velocity, lr, momentum):
    return np.full(w.shape, np.nan), np.full(w.shape, np.nan)


def dropout_forward(x, p_drop, train, rng):
    return np.full(x.shape, np.nan), None


def dropout_backward(dout, cache):
    return np.full(dout.shape, np.nan)


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    return np.full(x.shape, np.nan), np.full(running.shape, np.nan), None


def batchnorm_backward(dout, cache):
    return (
        np.full(dout.shape, np.nan),
        np.full(dout.shape[1:], np.nan),
        np.full(dout.shape[1:], np.nan),
    )


def augment(images, rng, pad=4):
    return np.full(images.shape, np.nan)


class ImageDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        shape = images.shape if images.ndim == 4 else (len(images), 1, *images.shape[1:])
        self.images = torch.from_numpy(np.full(shape, np.nan))

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        return self.images[index], 0


def make_loader(dataset, batch_size, seed, shuffle=True):
    return []


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    return nn.Identity()


def predict(model, images):
    return np.full(len(images), np.nan)


def finetune(backbone, images, labels, n_classes, *, device, seed, max_seconds):
    return nn.Identity()
