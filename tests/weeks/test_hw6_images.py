"""Homework 6's images follow from the secret, and no labels of theirs from anything else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from autograder.hidden.hw6_training.backbone import images_for_backbone
from autograder.hidden.hw6_training.images import (
    DIGITS,
    ImageSet,
    made_up_images,
    real_images,
)
from tests.datasets.test_cifar10 import records, write_set

DIGITS_SETTINGS = {"images": "digits"}


def digits(seed: int) -> ImageSet:
    return real_images(DIGITS_SETTINGS, np.random.default_rng(seed))


def test_digits_lie_anywhere_and_under_other_names_in_another_term() -> None:
    first, again, other = digits(0), digits(0), digits(1)
    assert first.train_images.shape == (1100, 16, 16)
    assert first.test_images.shape == (697, 16, 16)
    assert np.array_equal(first.train_images, again.train_images)
    assert not np.array_equal(first.train_labels, other.train_labels)
    assert len(np.unique(first.train_images.argmax(axis=1))) > 10


def test_every_digit_is_there_once_whole_and_in_one_class() -> None:
    images = digits(0)
    placed = np.concatenate([images.train_images, images.test_images])
    labels = np.concatenate([images.train_labels, images.test_labels])
    with np.load(DIGITS) as file:
        original = {image.tobytes(): label for image, label in zip(*file.values(), strict=True)}
        assert len(placed) == len(file["images"])
    names: dict[int, set[int]] = {}
    for image, label in zip(placed, labels, strict=True):
        rows, columns = (np.flatnonzero(image.any(axis=axis)) for axis in (1, 0))
        found = [
            original[window.tobytes()]
            for top in range(max(0, rows[-1] - 7), min(8, rows[0]) + 1)
            for left in range(max(0, columns[-1] - 7), min(8, columns[0]) + 1)
            if (
                window := np.rint(16 * image[top : top + 8, left : left + 8]).astype(np.uint8)
            ).tobytes()
            in original
        ]
        names.setdefault(int(label), set()).update(found[:1])
    assert all(len(found) == 1 for found in names.values())
    assert len(names) == 10


def test_made_up_patterns_are_as_many_and_as_large_as_what_they_stand_beside() -> None:
    real = digits(0)
    patterns = made_up_images(real, np.random.default_rng(1))
    assert patterns.train_images.shape == real.train_images.shape
    assert patterns.test_images.dtype == np.float32
    assert patterns.train_images.min() >= 0
    assert patterns.train_images.max() <= 1
    assert set(patterns.test_labels) == set(range(10))


def test_cifar10_is_read_mirrored_at_random_and_renamed(tmp_path: Path) -> None:
    write_set(tmp_path)
    settings = {"images": "cifar10", "data_dir": str(tmp_path), "n_train": "15"}
    images = real_images(settings, np.random.default_rng(0))
    assert images.train_images.shape == (15, 3, 32, 32)
    assert images.test_images.shape == (3, 3, 32, 32)
    originals = {(image / np.float32(255)).tobytes(): label for label, image in records()}
    n_mirrored = 0
    names: dict[int, set[int]] = {}
    for image, label in zip(images.train_images, images.train_labels, strict=True):
        mirrored = np.ascontiguousarray(image[:, :, ::-1]).tobytes()
        is_mirrored = mirrored in originals
        assert is_mirrored or image.tobytes() in originals
        n_mirrored += is_mirrored
        original = originals[mirrored if is_mirrored else image.tobytes()]
        names.setdefault(original, set()).add(int(label))
    assert 0 < n_mirrored < 15
    assert all(len(found) == 1 for found in names.values())


def test_the_backbones_classes_are_equally_many_and_follow_from_the_secret() -> None:
    pytest.importorskip("torch", reason="the PyTorch weeks need the extra torch")
    weights, images = images_for_backbone(np.random.default_rng(0))
    again, _ = images_for_backbone(np.random.default_rng(0))
    assert all(np.array_equal(a, b) for a, b in zip(weights, again, strict=True))
    labels = np.concatenate([images.train_labels, images.test_labels])
    assert np.bincount(labels).tolist() == [160] * 5
