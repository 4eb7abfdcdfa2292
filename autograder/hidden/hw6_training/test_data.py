"""Hidden checks of problem 5: data sets and loaders.

The helpers, which begin with an underscore, run next to the submission, where its objects are.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checking import FEW_EXAMPLES, assert_close, assert_shape
from autograder.checking.signatures import Kind

from .cases import ExamplesCase, examples_cases, seeds


def _images(make: Callable[..., Any]) -> np.ndarray:
    """All images of a data set, by their indices, last one first."""
    dataset = make()
    return np.stack([dataset[i][0].numpy() for i in reversed(range(len(dataset)))])


def _labels(make: Callable[..., Any]) -> np.ndarray:
    dataset = make()
    return np.array([int(dataset[i][1]) for i in reversed(range(len(dataset)))])


def _one_less(image: Any) -> Any:
    return 10 * image - 1


@number("5.4")
@weight(1)
@tags("ImageDataset")
@visibility("after_published")
@given(case=examples_cases())
def test_image_dataset_any_images(
    student: ModuleType, reference: ModuleType, case: ExamplesCase
) -> None:
    """ImageDataset: images of float32 and uint8, with one channel or several, and their labels."""
    expected = _images(lambda: reference.ImageDataset(case.images, case.labels))
    received = student.ImageDataset.through(_images, Kind.ARRAY)(case.images, case.labels)
    assert_close(received, expected, name="the images, the last one first,")
    labels = student.ImageDataset.through(_labels, Kind.ARRAY)(case.images, case.labels)
    assert_close(labels, case.labels[::-1], name="the labels, the last one first,")


@number("5.5")
@weight(0.5)
@tags("ImageDataset")
@visibility("after_published")
@given(case=examples_cases())
def test_image_dataset_transforms(
    student: ModuleType, reference: ModuleType, case: ExamplesCase
) -> None:
    """ImageDataset: the transform gets the image as it would be given without one."""
    expected = 10 * _images(lambda: reference.ImageDataset(case.images, case.labels)) - 1
    dataset = student.ImageDataset.through(_images, Kind.ARRAY)
    received = dataset(case.images, case.labels, _one_less)
    assert_close(received, expected, name="10 times each image, less 1, the last image first,")


def _batches(make: Callable[..., Any], n: int, epochs: int, spoiler: int) -> np.ndarray:
    """A row for each example that a loader gives: the epoch, the batch, example and label."""
    import torch

    numbers = torch.arange(n)
    dataset = torch.utils.data.TensorDataset(numbers, 2 * numbers)
    torch.manual_seed(spoiler)
    np.random.seed(spoiler)
    loader = make(dataset)
    rows = []
    for epoch in range(epochs):
        for batch, (examples, labels) in enumerate(loader):
            torch.rand(spoiler % 3)
            pairs = zip(examples.tolist(), labels.tolist(), strict=True)
            rows += [[epoch, batch, int(example), int(label)] for example, label in pairs]
    return np.array(rows).reshape(len(rows), 4)


@number("5.9")
@weight(0.5)
@tags("make_loader")
@visibility("after_published")
@given(n=st.integers(1, 12), batch_size=st.integers(1, 5), seed=seeds)
def test_make_loader_gives_every_example_once(
    student: ModuleType, n: int, batch_size: int, seed: int
) -> None:
    """make_loader: every example once in each of two epochs, in batches of the right sizes."""
    rows = _rows(student, n, 0, batch_size=batch_size, seed=seed)
    for epoch in range(2):
        of_epoch = rows[rows[:, 0] == epoch]
        examples = np.sort(of_epoch[:, 2])
        assert_close(examples, np.arange(n), name=f"the examples of epoch {epoch + 1}, sorted,")
        assert_close(of_epoch[:, 3], 2 * of_epoch[:, 2], name="the labels")
        batches = np.arange(n) // batch_size
        assert_close(of_epoch[:, 1], batches, name="the number of each example's batch")
    _assert_shuffled(student, seed)


@number("5.10")
@weight(0.5)
@tags("make_loader")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(seed=seeds, spoiler=st.integers(1, 1000))
def test_make_loader_depends_on_the_seed_alone(
    student: ModuleType, seed: int, spoiler: int
) -> None:
    """make_loader: random numbers that others draw in between do not change the order."""
    first = _orders(student, seed, 0)
    again = _orders(student, seed, spoiler)
    assert_close(again, first, name="the order of two epochs, the second time,")
    # 40 examples have one order in two epochs, or for two seeds, with a probability of 1e-48.
    if np.array_equal(_orders(student, seed + 1, 0), first):
        raise AssertionError("Two seeds give the same order.")


@number("5.11")
@weight(0.5)
@tags("make_loader")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(seed=seeds)
def test_make_loader_shuffles_every_epoch(student: ModuleType, seed: int) -> None:
    """make_loader: each epoch has an order of its own; without shuffling, the data set's."""
    _assert_shuffled(student, seed)
    rows = _rows(student, 7, 0, batch_size=3, seed=seed, shuffle=False)
    expected = np.tile(np.arange(7), 2)
    assert_close(rows[:, 2], expected, name="the examples of two epochs without shuffling")


def _rows(student: ModuleType, n: int, spoiler: int, **keywords: object) -> np.ndarray:
    """What `_batches` tells of two epochs."""
    rows: np.ndarray = student.make_loader.through(_batches, Kind.ARRAY, n, 2, spoiler)(**keywords)
    assert_shape(rows, (*rows.shape[:1], 4), name="epoch, batch, example and label of each example")
    return rows


def _orders(student: ModuleType, seed: int, spoiler: int) -> np.ndarray:
    """The examples of two epochs, shape (2, 40)."""
    examples = _rows(student, 40, spoiler, batch_size=8, seed=seed)[:, 2]
    if len(examples) != 80:
        raise AssertionError(f"Two epochs of 40 examples give {len(examples)} examples.")
    return examples.reshape(2, 40)


def _assert_shuffled(student: ModuleType, seed: int) -> None:
    first, second = _orders(student, seed, 0)
    if np.array_equal(first, second):
        raise AssertionError("Two epochs of 40 examples have the same order.")
    if np.array_equal(first, np.arange(40)):
        raise AssertionError("40 examples are in the data set's order, though shuffle is True.")
