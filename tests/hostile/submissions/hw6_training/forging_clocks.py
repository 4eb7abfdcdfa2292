"""Stops every clock that it can reach, and returns a model that knows nothing."""

ATTEMPTS = "forging: clocks of the process that is asked how long it took"

import time

import torch
from torch import nn

for clock in ("monotonic", "time", "perf_counter", "process_time", "thread_time"):
    setattr(time, clock, lambda: 0.0)


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    linear = nn.Linear(images[0].size, n_classes)
    torch.nn.init.zeros_(linear.weight)
    torch.nn.init.zeros_(linear.bias)
    return nn.Sequential(nn.Flatten(), linear)
