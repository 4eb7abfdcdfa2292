"""Where images went that were flipped, and cut out of a frame of zeros.

For images of which no two pixels are equal and none is 0: then there is one answer. Imports NumPy,
`compare` and `rendering` only.
"""

from __future__ import annotations

import numpy as np

from autograder.checking.compare import assert_shape
from autograder.checking.rendering import render_array


def assert_moved(images: np.ndarray, outputs: object, pad: int) -> np.ndarray:
    """Assert that every output is its image, perhaps flipped, and moved by at most `pad`.

    Args:
        images: shape (N, C, H, W), with H and W above `pad`.
        outputs: what the submission made of them.
        pad: how many rows and columns of zeros were added at each side.

    Returns:
        For each image 1 or 0 for flipped or not, and its window's first row and first column in
        the padded image; shape (N, 3).

    Raises:
        AssertionError: an output is none of the windows of its image.
    """
    assert_shape(outputs, images.shape, name="the images")
    given = np.asarray(outputs)[:, :, np.newaxis, np.newaxis]
    frame = ((0, 0), (0, 0), (pad, pad), (pad, pad))
    is_same = np.stack(
        [
            (_windows(np.pad(source, frame), images.shape) == given).all(axis=(1, 4, 5))
            for source in (images, images[..., ::-1])
        ],
        axis=1,
    )
    for image, output, found in zip(images, given, is_same, strict=True):
        if not found.any():
            raise AssertionError(
                "An image is not the one that was given, flipped or not, cut out of a frame of "
                f"{pad} rows and columns of zeros at each side.\n"
                f"the image:  {render_array(image)}\n"
                f"the answer: {render_array(output[:, 0, 0])}"
            )
    places = is_same.reshape(len(images), -1).argmax(axis=1)
    return np.stack(np.unravel_index(places, is_same.shape[1:]), axis=1)


def _windows(padded: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """All windows of the padded images, shape (N, C, rows, columns, H, W)."""
    return np.lib.stride_tricks.sliding_window_view(padded, shape[2:], axis=(2, 3))
