"""Real images that `classify` is graded on, as bags of visual words.

Two small sets, made by `build_images` and shipped as `images.npz`, so that grading needs neither
scikit-learn nor the photographs:

digits
    Handwritten digits of 8 × 8 pixels (scikit-learn's `load_digits`), each at a random place of an
    empty image of 20 × 20. Ten classes; 20 images of each to learn from, 10 to classify.
photographs
    Crops of 24 × 24 pixels of the two photographs of scikit-learn's `load_sample_images`, in grey
    and at half their size: a Chinese temple or a flower? 40 crops of each to learn from, 50 to
    classify. Each photograph is cut into tiles and each tile gives one crop at a random place in
    it, so that no two crops share a pixel.

The vocabulary and the vectors come from the reference's `kmeans_step` and `encode`: what is graded
is `classify`. The labels of the images to classify stay here.

How the thresholds were found
-----------------------------
`python -m autograder.hidden.hw2_bag_of_words.build_images --calibrate` makes each set anew from 40
seeds and prints the share of right answers, of the bag of words with the reference's `classify`
and of the nearest neighbour on raw pixels (Euclidean distance; with each image's mean subtracted
and its length made 1, the best of the two):

                              mean    min    max
    digits, words            0.752  0.660  0.870
    digits, pixels           0.218  0.170  0.300
    photographs, words       0.908  0.850  0.950
    photographs, pixels      0.737  0.680  0.780

The threshold is in the middle between the best result of raw pixels and the worst one of the bag
of words: 0.48 for digits, 0.81 for photographs. The shipped sets, of seed 0, are one more such
draw: words are right in 0.83 and 0.91, pixels in 0.24 and 0.74, one class for all in 0.10 and 0.50.
A right `classify` differs from the reference's in ties only, and stays far above.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np

from autograder.hidden.hw2_bag_of_words.distances import Distance

IMAGES_FILE = Path(__file__).with_name("images.npz")


@dataclass(frozen=True)
class ImageSet:
    """Grey images, shape (N, H, W) and dtype uint8, and their classes, shape (N,)."""

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray


@dataclass(frozen=True)
class VectorSet:
    """Arguments of `classify`, one vector for each image, and the labels that it should return."""

    train_vectors: np.ndarray
    train_labels: np.ndarray
    test_vectors: np.ndarray
    test_labels: np.ndarray


@dataclass(frozen=True)
class BagOfWords:
    """How a set's images become vectors."""

    patch_size: int
    stride: int
    only_ink: bool
    """Whether patches without any ink are left out."""
    n_words: int
    threshold: float
    """The share of right answers that `classify` must reach."""


BAGS_OF_WORDS = {
    "digits": BagOfWords(patch_size=4, stride=1, only_ink=True, n_words=64, threshold=0.48),
    "photographs": BagOfWords(patch_size=3, stride=1, only_ink=False, n_words=64, threshold=0.81),
}

_N_SAMPLED_PATCHES = 1500
_N_STEPS = 8

_made: dict[tuple[str, str], VectorSet] = {}


def shipped_vectors(name: str, reference: ModuleType) -> VectorSet:
    """The vectors of a shipped set, made once in a process.

    Args:
        name: ``"digits"`` or ``"photographs"``.
        reference: has `kmeans_step` and `encode`.
    """
    # By its file: every submission is graded with the reference imported anew.
    key = (name, str(reference.__file__))
    if key not in _made:
        _made[key] = vectors(shipped_images(name), BAGS_OF_WORDS[name], reference)
    return _made[key]


def shipped_images(name: str) -> ImageSet:
    """A set of `images.npz`."""
    with np.load(IMAGES_FILE) as arrays:
        return image_set(name, arrays)


def image_set(name: str, arrays: Mapping[str, np.ndarray]) -> ImageSet:
    """The set whose arrays are called ``"NAME_train_images"`` and so on."""
    parts = ("train_images", "train_labels", "test_images", "test_labels")
    return ImageSet(**{part: arrays[f"{name}_{part}"] for part in parts})


def vectors(images: ImageSet, bag: BagOfWords, reference: ModuleType) -> VectorSet:
    """The histograms of visual words of a set's images, each adding up to 1.

    Hard assignment and sum pooling; the vocabulary is made from the images to learn from.
    """
    train = [_patches(image, bag) for image in images.train_images]
    test = [_patches(image, bag) for image in images.test_images]
    words = _vocabulary(np.concatenate(train), bag.n_words, reference)

    def histograms(bags: list[np.ndarray]) -> np.ndarray:
        counts = np.array([reference.encode(patches, words, "hard", "sum") for patches in bags])
        counts /= counts.sum(axis=1, keepdims=True)
        return counts

    return VectorSet(
        histograms(train),
        images.train_labels.astype(np.int64),
        histograms(test),
        images.test_labels.astype(np.int64),
    )


def raw_pixels(images: ImageSet, *, standardised: bool = False) -> VectorSet:
    """The images' own pixels as their vectors, for comparison.

    Args:
        images: the set.
        standardised: whether each image's mean is subtracted and its length made 1.
    """

    def rows(stack: np.ndarray) -> np.ndarray:
        pixels = stack.reshape(len(stack), -1).astype(np.float64)
        if standardised:
            pixels -= pixels.mean(axis=1, keepdims=True)
            pixels /= np.maximum(np.linalg.norm(pixels, axis=1, keepdims=True), 1e-9)
        return pixels

    return VectorSet(
        rows(images.train_images), images.train_labels, rows(images.test_images), images.test_labels
    )


def share_right(
    classify: Callable[..., np.ndarray],
    data: VectorSet,
    distance: Distance,
) -> float:
    """The share of the test vectors that `classify` labels rightly."""
    labels = classify(data.train_vectors, data.train_labels, data.test_vectors, distance)
    return float(np.mean(labels == data.test_labels))


def _patches(image: np.ndarray, bag: BagOfWords) -> np.ndarray:
    """The grey values of an image's patches, one row for each."""
    size = bag.patch_size
    windows = np.lib.stride_tricks.sliding_window_view(image, (size, size))
    rows = windows[:: bag.stride, :: bag.stride].reshape(-1, size * size).astype(np.float64)
    return rows[rows.any(axis=1)] if bag.only_ink else rows


def _vocabulary(patches: np.ndarray, n_words: int, reference: ModuleType) -> np.ndarray:
    """Visual words: the centres that a few steps of k-means find in a sample of the patches."""
    rng = np.random.default_rng(0)
    sample = patches[rng.choice(len(patches), _N_SAMPLED_PATCHES, replace=False)]
    # Distinct, since of two equal centres one would have no features.
    centers = rng.permutation(np.unique(sample, axis=0))[:n_words]
    for _ in range(_N_STEPS):
        centers, _ = reference.kmeans_step(sample, centers)
    return centers
