"""What is done does not depend on `rng`: it comes from NumPy's global generator."""

import numpy as np


def augment(images, rng, pad=4):
    height, width = images.shape[2:]
    padded = np.pad(images, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    changed = np.empty_like(images)
    for n in range(len(images)):
        image = padded[n, :, :, ::-1] if np.random.rand() < 0.5 else padded[n]
        top, left = np.random.randint(0, 2 * pad + 1, size=2)
        changed[n] = image[:, top : top + height, left : left + width]
    return changed
