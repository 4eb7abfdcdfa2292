"""Makes `images.npz`, and shows how the thresholds of `images` were found.

Needs scikit-learn and Pillow, which grading does not::

    python -m autograder.hidden.hw2_bag_of_words.build_images              # writes images.npz
    python -m autograder.hidden.hw2_bag_of_words.build_images --calibrate  # takes a minute
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np

from autograder.hidden.hw2_bag_of_words.distances import chi_squared, euclidean, intersection
from autograder.hidden.hw2_bag_of_words.images import (
    BAGS_OF_WORDS,
    IMAGES_FILE,
    image_set,
    raw_pixels,
    share_right,
    vectors,
)

SHIPPED_SEED = 0
CALIBRATION_SEEDS = range(1, 41)

_CANVAS = 20
_TILE, _CROP = 26, 24
_WEEK = Path(__file__).parent.name
_REFERENCE = Path(__file__).parents[3] / "solutions" / _WEEK / "bag_of_words.py"


def build(seed: int) -> dict[str, np.ndarray]:
    """Both sets, drawn from a seed, under the names of `images.npz`."""
    rng = np.random.default_rng(seed)
    digits = _arrays("digits", [_shifted_digits(rng, digit) for digit in range(10)], 20, rng)
    crops = [_crops(rng, photograph) for photograph in _photographs()]
    return digits | _arrays("photographs", crops, 40, rng)


@dataclass(frozen=True)
class Calibration:
    """The shares of right answers on one set, made from each of many seeds."""

    name: str
    words: list[float]
    pixels: list[float]
    """Of raw pixels, or of standardised ones where these are right more often."""


def calibrate(reference: ModuleType) -> list[Calibration]:
    """Classify both sets by words and by raw pixels, made anew from many seeds."""
    built = [build(seed) for seed in CALIBRATION_SEEDS]
    calibrations = []
    for name, distance in (("digits", intersection), ("photographs", chi_squared)):
        sets = [image_set(name, arrays) for arrays in built]
        bag = BAGS_OF_WORDS[name]
        words = [
            share_right(reference.classify, vectors(images, bag, reference), distance)
            for images in sets
        ]
        pixels = [
            max(
                share_right(reference.classify, raw_pixels(images, standardised=scaled), euclidean)
                for scaled in (False, True)
            )
            for images in sets
        ]
        calibrations.append(Calibration(name, words, pixels))
    return calibrations


def load_reference() -> ModuleType:
    """The week's reference."""
    specification = importlib.util.spec_from_file_location("reference", _REFERENCE)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def _table(calibrations: list[Calibration]) -> str:
    """Means, least and largest shares, and what is in the middle between words and pixels."""
    lines = [f"{'':24} mean    min    max"]
    for row in calibrations:
        for what, shares in (("words", row.words), ("pixels", row.pixels)):
            figures = "  ".join(f"{f(shares):.3f}" for f in (np.mean, np.min, np.max))
            lines.append(f"{row.name + ', ' + what:24}{figures}")
        lines.append(f"{'    in the middle':24}{(min(row.words) + max(row.pixels)) / 2:.3f}")
    return "\n".join(lines)


def _arrays(
    name: str, classes: list[np.ndarray], n_train: int, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    """The first `n_train` images of each class to learn from, the others to classify, shuffled."""
    parts = {"train": [c[:n_train] for c in classes], "test": [c[n_train:] for c in classes]}
    arrays = {}
    for part, stacks in parts.items():
        labels = np.repeat(np.arange(len(stacks), dtype=np.uint8), [len(s) for s in stacks])
        order = rng.permutation(len(labels))
        arrays[f"{name}_{part}_images"] = np.concatenate(stacks)[order]
        arrays[f"{name}_{part}_labels"] = labels[order]
    return arrays


def _shifted_digits(rng: np.random.Generator, digit: int) -> np.ndarray:
    """30 images of one digit, each somewhere in an empty image."""
    data = _datasets().load_digits()
    chosen = rng.permutation(np.flatnonzero(data.target == digit))[:30]
    images = np.zeros((len(chosen), _CANVAS, _CANVAS), dtype=np.uint8)
    for image, index in zip(images, chosen, strict=True):
        top, left = rng.integers(0, _CANVAS - 8 + 1, size=2)
        image[top : top + 8, left : left + 8] = data.images[index]
    return images


def _photographs() -> list[np.ndarray]:
    """The two photographs in grey, at half their size."""
    halves = []
    for photograph in _datasets().load_sample_images().images:
        grey = photograph @ np.array([0.299, 0.587, 0.114])
        height, width = (n // 2 for n in grey.shape)
        squares = grey[: 2 * height, : 2 * width].reshape(height, 2, width, 2)
        halves.append(squares.mean(axis=(1, 3)).round().astype(np.uint8))
    return halves


def _crops(rng: np.random.Generator, photograph: np.ndarray) -> np.ndarray:
    """90 crops of a photograph, each within a tile of its own."""
    rows, columns = (n // _TILE for n in photograph.shape)
    crops = []
    for tile in rng.permutation(rows * columns)[:90]:
        top, left = _TILE * np.array(divmod(tile, columns)) + rng.integers(
            0, _TILE - _CROP + 1, size=2
        )
        crops.append(photograph[top : top + _CROP, left : left + _CROP])
    return np.array(crops)


def _datasets() -> ModuleType:
    """scikit-learn's data sets; grading imports this package without having scikit-learn."""
    return importlib.import_module("sklearn.datasets")


def main() -> None:
    """Write the file, or print the calibration."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--calibrate", action="store_true", help="print how thresholds were found")
    if parser.parse_args().calibrate:
        print(_table(calibrate(load_reference())))
    else:
        np.savez_compressed(IMAGES_FILE, **build(SHIPPED_SEED))  # type: ignore[arg-type]
        print(f"{IMAGES_FILE}: {IMAGES_FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
