"""Returns what it was given in the place of what it should have trained."""

ATTEMPTS = "laziness: an untrained model, the backbone itself, classes of zeros"

import numpy as np
from torch import nn


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    return nn.Sequential(nn.Flatten(), nn.LazyLinear(n_classes))


def finetune(backbone, images, labels, n_classes, *, device, seed, max_seconds):
    return backbone


def predict(model, images):
    return np.zeros(len(images), dtype=np.int64)
