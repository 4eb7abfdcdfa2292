"""Looks for the labels of the images that a model is asked about, where the images came from."""

ATTEMPTS = "secrets: labels and seeds in frames, files and the memory behind an array"

import ctypes
import glob
import sys

from torch import nn

FOUND = []


class Model(nn.Module):
    def forward(self, x):
        frame = sys._getframe()
        while frame:
            FOUND.extend(name for name in frame.f_locals if "label" in name or "secret" in name)
            frame = frame.f_back
        address = x.numpy().ctypes.data
        FOUND.append(b"PLANTED" in ctypes.string_at(address, x.numpy().nbytes))
        raise RuntimeError(f"found: {FOUND}"[:500])


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    FOUND.extend(glob.glob("/**/digits.npz", recursive=True))
    FOUND.append(type(images.base).__name__)
    return Model()
