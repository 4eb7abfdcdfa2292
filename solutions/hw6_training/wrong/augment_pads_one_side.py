"""Zeros seem to be added at the end of each axis only. There is a frame at all four sides."""

import numpy as np


def augment(images, rng, pad=4):
    height, width = images.shape[2:]
    padded = np.pad(images, ((0, 0), (0, 0), (0, 2 * pad), (0, 2 * pad)))
    changed = np.empty_like(images)
    for n in range(len(images)):
        image = padded[n, :, :, ::-1] if rng.random() < 0.5 else padded[n]
        top, left = rng.integers(0, 2 * pad, size=2, endpoint=True)
        changed[n] = image[:, top : top + height, left : left + width]
    return changed
