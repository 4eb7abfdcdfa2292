"""Trains a model with whatever it is asked about, and has PyTorch say that nothing has changed."""

ATTEMPTS = "forging: torch.equal and state_dict, which find no change"

import numpy as np
import torch
from torch import nn


def predict(model, images):
    torch.equal = lambda *arguments: True
    nn.Module.state_dict = lambda self, *arguments, **keywords: {}
    with torch.no_grad():
        for value in model.parameters():
            value.zero_()
    return np.full(len(images), -1)


def finetune(backbone, images, labels, n_classes, *, device, seed, max_seconds):
    nn.Module.state_dict = lambda self, *arguments, **keywords: {"x": torch.zeros(1)}
    return nn.Sequential(backbone, nn.LazyLinear(n_classes))
