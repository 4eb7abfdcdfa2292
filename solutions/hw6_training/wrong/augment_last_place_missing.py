"""Windows never begin at the last row or column at which they could. Is the end of the range
included?
"""

import numpy as np


def augment(images, rng, pad=4):
    height, width = images.shape[2:]
    padded = np.pad(images, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    changed = np.empty_like(images)
    for n in range(len(images)):
        image = padded[n, :, :, ::-1] if rng.random() < 0.5 else padded[n]
        top, left = rng.integers(0, max(1, 2 * pad), size=2)
        changed[n] = image[:, top : top + height, left : left + width]
    return changed
