"""Visible checks of problems 4 and 5: augmentation, data sets and loaders.

The functions that begin with an underscore run where your objects are, and bring back numbers.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checking import (
    assert_as_often,
    assert_close,
    assert_equal,
    assert_moved,
    distinct_arrays,
    with_generator,
)
from autograder.checking.signatures import Kind

seeds = st.integers(0, 10_000)


def numbered_images(n: int) -> np.ndarray:
    """`n` images of 2 × 3 pixels, each the numbers 1 to 6."""
    return np.tile(np.arange(1.0, 7.0).reshape(1, 1, 2, 3), (n, 1, 1, 1))


@number("4.1")
@weight(1.5)
@tags("augment")
@given(pixels=distinct_arrays(2, 2, 3, 4), pad=st.integers(1, 2), seed=seeds)
def test_augment_flips_and_crops(
    student: ModuleType, pixels: np.ndarray, pad: int, seed: int
) -> None:
    """augment: every output is its image, flipped or not, cut out of a frame of zeros."""
    # Ten times two images; all 20 stay as they are with a probability of 1e-25.
    images = np.tile(pixels - pixels.min() + 1, (10, 1, 1, 1))
    outputs = with_generator(student.augment, seed)(images, pad=pad)
    moves = assert_moved(images, outputs, pad)
    if (moves == [0, pad, pad]).all():
        raise AssertionError(f"All of {len(images)} images are as they were.")


@number("4.2")
@weight(1)
@tags("augment")
@settings(max_examples=5)
@given(seed=seeds)
def test_augment_flips_half_of_the_images(student: ModuleType, seed: int) -> None:
    """augment: with pad = 0 nothing moves, and about half of 1000 images are flipped."""
    # A right answer fails with a probability of at most 1e-10 in each of the examples.
    images = numbered_images(1000)
    outputs = with_generator(student.augment, seed)(images, pad=0)
    flipped = int(assert_moved(images, outputs, 0)[:, 0].sum())
    assert_as_often(flipped, len(images), 1 / 2, what="images are flipped")


@number("4.3")
@weight(1)
@tags("augment")
@settings(max_examples=5)
@given(seed=seeds)
def test_augment_moves_to_every_place(student: ModuleType, seed: int) -> None:
    """augment: with pad = 1, windows begin at each of nine places in 500 images."""
    images = numbered_images(500)
    outputs = with_generator(student.augment, seed)(images, pad=1)
    moves = assert_moved(images, outputs, 1)
    # One of the places is never taken with a probability of 9 · (8/9)^500, or 3e-25.
    taken = {(int(top), int(left)) for _, top, left in moves}
    for place in np.ndindex(3, 3):
        if place not in taken:
            raise AssertionError(
                f"In 500 images no window begins at row {place[0]} and column {place[1]} of the "
                "padded image."
            )


@number("4.4")
@weight(0.5)
@tags("augment")
@settings(max_examples=10)
@given(seed=seeds)
def test_augment_uses_its_generator(student: ModuleType, seed: int) -> None:
    """augment: the same generator does the same, and another one does something else."""
    images = numbered_images(40)
    first, again, other = (
        assert_moved(images, with_generator(student.augment, s)(images, pad=1), 1)
        for s in (seed, seed, seed + 1)
    )
    assert_close(again, first, name="what a new generator of the same seed does")
    # The same is done with 40 images with a probability of 1e-50.
    if np.array_equal(other, first):
        raise AssertionError("Generators of different seeds do the same: is rng used?")


def _describe(make: Callable[..., Any], index: int) -> str:
    """What a data set says of itself and of an example."""
    dataset = make()
    image, label = dataset[index]
    kind = str(image.dtype).replace("torch.", "")
    return f"{len(dataset)} examples, an image of {kind} {tuple(image.shape)}, label {int(label)}"


def _image(make: Callable[..., Any], index: int) -> np.ndarray:
    return make()[index][0].numpy()


def _tenfold(image: Any) -> Any:
    return 10 * image


LABELS = np.array([3, 1, 4])


@number("5.1")
@weight(1)
@tags("ImageDataset")
def test_image_dataset_of_grey_images(student: ModuleType) -> None:
    """ImageDataset: grey images get an axis for their one channel; their numbers stay."""
    images = np.arange(12, dtype=np.float32).reshape(3, 2, 2) / 8
    described = student.ImageDataset.through(_describe, Kind.TEXT, 2)(images, LABELS)
    expected = "3 examples, an image of float32 (1, 2, 2), label 4"
    assert_equal(described, expected, name="the data set")
    image = student.ImageDataset.through(_image, Kind.ARRAY, 1)(images, LABELS)
    assert_close(image, [[[0.5, 0.625], [0.75, 0.875]]], name="image 1")


@number("5.2")
@weight(1)
@tags("ImageDataset")
def test_image_dataset_of_bytes(student: ModuleType) -> None:
    """ImageDataset: uint8 images of three channels become float32 from 0 to 1."""
    images = np.zeros((3, 3, 1, 2), dtype=np.uint8)
    images[2, :, 0, 1] = [51, 102, 255]
    described = student.ImageDataset.through(_describe, Kind.TEXT, 0)(images, LABELS)
    expected = "3 examples, an image of float32 (3, 1, 2), label 3"
    assert_equal(described, expected, name="the data set")
    image = student.ImageDataset.through(_image, Kind.ARRAY, 2)(images, LABELS)
    assert_close(image, [[[0, 0.2]], [[0, 0.4]], [[0, 1]]], name="image 2")


@number("5.3")
@weight(0.5)
@tags("ImageDataset")
def test_image_dataset_transforms(student: ModuleType) -> None:
    """ImageDataset: the transform is applied to an image, after the division by 255."""
    images = np.full((3, 2, 1), 51, dtype=np.uint8)
    dataset = student.ImageDataset.through(_image, Kind.ARRAY, 0)
    image = dataset(images, LABELS, _tenfold)
    assert_close(image, [[[2], [2]]], name="image 0, whose pixels are 51, times 10")


def _order(make: Callable[..., Any], n: int) -> np.ndarray:
    """The examples of two epochs, in the order in which they come, and -1 after each batch."""
    import torch

    loader = make(torch.utils.data.TensorDataset(torch.arange(n)))
    order = []
    for _ in range(2):
        for (examples,) in loader:
            order += [*examples.tolist(), -1]
    return np.array(order)


def epochs(student: ModuleType, n: int, **keywords: object) -> np.ndarray:
    """The examples of two epochs, shape (2, n)."""
    order = student.make_loader.through(_order, Kind.ARRAY, n)(**keywords)
    examples = order[order >= 0]
    if len(examples) != 2 * n:
        raise AssertionError(f"Two epochs of {n} examples give {len(examples)} examples.")
    return examples.reshape(2, n)


@number("5.6")
@weight(1)
@tags("make_loader")
@settings(max_examples=10)
@given(n=st.integers(1, 10), batch_size=st.integers(1, 4), seed=seeds)
def test_make_loader_gives_every_example_once(
    student: ModuleType, n: int, batch_size: int, seed: int
) -> None:
    """make_loader: every example once per epoch; the last batch may be smaller."""
    for examples in epochs(student, n, batch_size=batch_size, seed=seed):
        assert_close(np.sort(examples), np.arange(n), name="the examples of an epoch, sorted,")
    order = student.make_loader.through(_order, Kind.ARRAY, n)(batch_size=batch_size, seed=seed)
    sizes = np.diff(np.flatnonzero(np.concatenate([[-1], order]) == -1)) - 1
    expected = [min(batch_size, n - start) for start in range(0, n, batch_size)] * 2
    assert_close(sizes, expected, name="the sizes of the batches of two epochs")


@number("5.7")
@weight(1)
@tags("make_loader")
@settings(max_examples=10)
@given(seed=seeds)
def test_make_loader_shuffles_by_its_seed(student: ModuleType, seed: int) -> None:
    """make_loader: one seed, one order; other seeds, and other epochs, have other orders."""
    # Two orders of 40 examples agree with a probability of 1e-48.
    orders = epochs(student, 40, batch_size=8, seed=seed)
    again = epochs(student, 40, batch_size=8, seed=seed)
    assert_close(again, orders, name="the order of two epochs, from a second loader,")
    if np.array_equal(orders[0], orders[1]):
        raise AssertionError("The second epoch has the order of the first.")
    if np.array_equal(epochs(student, 40, batch_size=8, seed=seed + 1)[0], orders[0]):
        raise AssertionError("Loaders of different seeds have the same order.")


@number("5.8")
@weight(0.5)
@tags("make_loader")
@settings(max_examples=10)
@given(n=st.integers(2, 10), seed=seeds)
def test_make_loader_without_shuffling(student: ModuleType, n: int, seed: int) -> None:
    """make_loader: with shuffle=False the order is the data set's, in every epoch."""
    orders = epochs(student, n, batch_size=3, seed=seed, shuffle=False)
    assert_close(orders, np.tile(np.arange(n), (2, 1)), name="the order of two epochs")
