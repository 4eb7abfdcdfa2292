"""The images that a classifier is trained and tested on; all that is drawn follows from `rng`.

Two sets, since a submission may know one of them: real images, and patterns that are made up on the
spot and that nobody has seen. Of both, class 3 is another one under every secret.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from autograder.datasets.cifar10 import read_cifar10

DIGITS = Path(__file__).with_name("digits.npz")
"""scikit-learn's digits, 8 × 8 pixels from 0 to 16; `build_digits` writes it."""
CANVAS = 16
N_CLASSES = 10
_N_TRAIN, _N_TEST = 1100, 697
_PATTERN_CELLS = 4
_PATTERN_NOISE = 1.0


@dataclass(frozen=True)
class ImageSet:
    """Images to train on and images that are kept back, float32 in [0, 1], labels int64."""

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray


def real_images(settings: dict[str, str], rng: np.random.Generator) -> ImageSet:
    """The set that `settings` of assignment.toml name, with its class ids permuted."""
    if settings["images"] == "cifar10":
        return _cifar10(Path(settings["data_dir"]), int(settings["n_train"]), rng)
    return _digits(rng)


def made_up_images(like: ImageSet, rng: np.random.Generator) -> ImageSet:
    """Patterns that follow from `rng`, as many and as large as the images of another set.

    A class is a coarse pattern of 8 × 8 pixels; each image of it differs by noise, and lies at a
    place of its own.
    """
    n_train, n_test = len(like.train_images), len(like.test_images)
    cells = rng.normal(size=(N_CLASSES, _PATTERN_CELLS, _PATTERN_CELLS))
    patterns = np.kron(cells, np.ones((2, 2)))
    labels = rng.integers(0, N_CLASSES, n_train + n_test)
    noise = _PATTERN_NOISE * rng.normal(size=(len(labels), *patterns.shape[1:]))
    shown = 1 / (1 + np.exp(-2 * (patterns[labels] + noise)))
    canvas = like.train_images.shape[-1]
    images = placed(shown, canvas, rng)
    if like.train_images.ndim == 4:
        images = np.repeat(images[:, np.newaxis], like.train_images.shape[1], axis=1)
    return _split(images, labels, n_train)


def placed(glyphs: np.ndarray, canvas: int, rng: np.random.Generator) -> np.ndarray:
    """Each glyph at a random place of a black canvas, float32.

    Args:
        glyphs: shape (N, H, W), H and W at most `canvas`.
        canvas: height and width.
        rng: of the places.
    """
    n_glyphs, height, width = glyphs.shape
    images = np.zeros((n_glyphs, canvas, canvas), np.float32)
    tops = rng.integers(0, canvas - height, n_glyphs, endpoint=True)
    lefts = rng.integers(0, canvas - width, n_glyphs, endpoint=True)
    for image, glyph, top, left in zip(images, glyphs, tops, lefts, strict=True):
        image[top : top + height, left : left + width] = glyph
    return images


def _digits(rng: np.random.Generator) -> ImageSet:
    with np.load(DIGITS) as file:
        order = rng.permutation(len(file["images"]))[: _N_TRAIN + _N_TEST]
        images, labels = file["images"][order] / 16, file["labels"][order]
    return _split(placed(images, CANVAS, rng), rng.permutation(N_CLASSES)[labels], _N_TRAIN)


def _cifar10(folder: Path, n_train: int, rng: np.random.Generator) -> ImageSet:
    """Each image mirrored or not, so that none is byte for byte one of the published set."""
    images, labels = read_cifar10(folder)
    order = rng.permutation(len(images))[: n_train + n_train // 5]
    chosen = images[order].astype(np.float32) / 255
    is_mirrored = rng.random(len(chosen)) < 0.5
    chosen[is_mirrored] = chosen[is_mirrored, :, :, ::-1]
    return _split(chosen, rng.permutation(N_CLASSES)[labels[order]], n_train)


def _split(images: np.ndarray, labels: np.ndarray, n_train: int) -> ImageSet:
    labels = labels.astype(np.int64)
    return ImageSet(images[:n_train], labels[:n_train], images[n_train:], labels[n_train:])
