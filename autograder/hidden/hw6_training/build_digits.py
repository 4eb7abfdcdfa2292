"""Writes digits.npz: ``python -m autograder.hidden.hw6_training.build_digits``.

Source: the digits of scikit-learn, the test set of E. Alpaydin and C. Kaynak, "Optical Recognition
of Handwritten Digits", UCI Machine Learning Repository, 1998 (CC BY 4.0).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from autograder.hidden.hw6_training.images import DIGITS


def build(path: Path = DIGITS) -> None:
    """Write the file; the same bytes each time."""
    from sklearn.datasets import load_digits

    digits = load_digits()
    images = digits.images.astype(np.uint8)
    np.savez_compressed(path, images=images, labels=digits.target.astype(np.uint8))


if __name__ == "__main__":
    build()
