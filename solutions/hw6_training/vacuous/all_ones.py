"""Knows every shape and nothing else: all answers are ones of the right kind."""

import numpy as np
import torch
from torch import nn
from torch.utils.data import Dataset


def sgd_momentum(w, dw, velocity, lr, momentum):
    return np.ones(w.shape), np.ones(w.shape)


def dropout_forward(x, p_drop, train, rng):
    return np.ones(x.shape), None


def dropout_backward(dout, cache):
    return np.ones(dout.shape)


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    return np.ones(x.shape), np.ones(running.shape), None


def batchnorm_backward(dout, cache):
    return np.ones(dout.shape), np.ones(dout.shape[1:]), np.ones(dout.shape[1:])


def augment(images, rng, pad=4):
    return np.ones(images.shape)


class ImageDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        shape = images.shape if images.ndim == 4 else (len(images), 1, *images.shape[1:])
        self.images = torch.from_numpy(np.ones(shape))

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        return self.images[index], 1


def make_loader(dataset, batch_size, seed, shuffle=True):
    return []


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    return nn.Identity()


def predict(model, images):
    return np.ones(len(images), dtype=np.int64)


def finetune(backbone, images, labels, n_classes, *, device, seed, max_seconds):
    return nn.Identity()
