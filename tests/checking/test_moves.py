"""Where images went that were flipped and cropped."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checking.moves import assert_moved

IMAGES = np.arange(1.0, 13.0).reshape(1, 2, 2, 3)


def test_what_stays_as_it_is_begins_where_the_frame_ends() -> None:
    assert assert_moved(IMAGES, IMAGES.copy(), 1).tolist() == [[0, 1, 1]]


def test_a_flip_and_a_window_are_found() -> None:
    padded = np.pad(IMAGES[..., ::-1], ((0, 0), (0, 0), (1, 1), (1, 1)))
    assert assert_moved(IMAGES, padded[:, :, 2:4, :3], 1).tolist() == [[1, 2, 0]]


def test_each_image_has_its_own() -> None:
    images = np.concatenate([IMAGES, IMAGES + 20])
    outputs = np.concatenate([IMAGES[..., ::-1], IMAGES + 20])
    assert assert_moved(images, outputs, 0).tolist() == [[1, 0, 0], [0, 0, 0]]


@pytest.mark.parametrize(
    "output",
    [IMAGES[:, :, ::-1], np.roll(IMAGES, 1, axis=3), IMAGES[:, ::-1], np.zeros((1, 2, 2, 3))],
)
def test_what_is_no_window_of_its_image_is_told(output: np.ndarray) -> None:
    with pytest.raises(AssertionError, match="not the one that was given"):
        assert_moved(IMAGES, output, 1)


def test_another_shape_is_told_first() -> None:
    with pytest.raises(AssertionError, match="wrong shape"):
        assert_moved(IMAGES, IMAGES[..., :2], 1)
