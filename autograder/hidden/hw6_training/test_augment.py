"""Hidden checks of problem 4: augmentation.

Which images are flipped and how far they move is the submission's own choice; `assert_moved` finds
out what was done. How often is compared with the binomial distribution by `assert_as_often`, which
fails a right answer with a probability of at most 1e-10; it is asked 33 times. Each other check
fails a right answer with a probability below 1e-24 an example. In all that is below 1e-8.
"""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checking import (
    FEW_EXAMPLES,
    assert_as_often,
    assert_close,
    assert_modifies_no_argument,
    assert_moved,
    with_generator,
)

from .cases import AugmentationCase, augmentation_cases, numbered_images, seeds

FEW_COUNTS = 3
# Of 20 images all stay as they are with a probability of 18 to the power of -20, or 1e-25.
MANY = 20


def _moves(student: ModuleType, images: np.ndarray, seed: int, pad: int) -> np.ndarray:
    """What was done with each image; see `assert_moved`. Something was done with some."""
    outputs = with_generator(student.augment, seed)(images, pad=pad)
    moves = assert_moved(images, outputs, pad)
    if len(images) >= MANY and (moves == [0, pad, pad]).all():
        raise AssertionError(f"All of {len(images)} images are as they were.")
    return moves


@number("4.5")
@weight(1.5)
@tags("augment")
@visibility("after_published")
@given(case=augmentation_cases())
def test_augment_flips_and_crops(student: ModuleType, case: AugmentationCase) -> None:
    """augment: every output is a flip and a crop of its image, all channels together."""
    _moves(student, case.images, case.seed, case.pad)
    _moves(student, np.resize(case.images, (MANY, *case.images.shape[1:])), case.seed, case.pad)


@number("4.6")
@weight(1)
@tags("augment")
@visibility("after_published")
@settings(max_examples=FEW_COUNTS)
@given(seed=seeds, pad=st.integers(0, 2))
def test_augment_flips_half_of_the_images(student: ModuleType, seed: int, pad: int) -> None:
    """augment: about half of 1000 images are flipped, and as many of those with a flipped one."""
    flipped, _, _ = _moves(student, numbered_images(1000, 1, 3, 4), seed, pad).T
    assert_as_often(int(flipped.sum()), 1000, 1 / 2, what="images are flipped")
    # Each image by itself: neighbours agree as often as not.
    pairs = int((flipped[::2] == flipped[1::2]).sum())
    assert_as_often(pairs, 500, 1 / 2, what="pairs of images are both flipped or both not")


@number("4.7")
@weight(1)
@tags("augment")
@visibility("after_published")
@settings(max_examples=FEW_COUNTS)
@given(seed=seeds)
def test_augment_moves_to_every_place(student: ModuleType, seed: int) -> None:
    """augment: each of the nine places for pad = 1 is taken by about a ninth of 2000 images."""
    _, top, left = _moves(student, numbered_images(2000, 1, 2, 3), seed, 1).T
    for row, column in np.ndindex(3, 3):
        count = int(((top == row) & (left == column)).sum())
        what = f"windows begin at row {row} and column {column} of the padded image"
        assert_as_often(count, 2000, 1 / 9, what=what)


@number("4.8")
@weight(0.5)
@tags("augment")
@visibility("after_published")
@settings(max_examples=FEW_COUNTS)
@given(seed=seeds)
def test_augment_default_pad(student: ModuleType, seed: int) -> None:
    """augment: images move by up to 4 pixels in every direction if nothing is said of pad."""
    images = numbered_images(500, 1, 5, 6)
    outputs = with_generator(student.augment, seed)(images)
    _, top, left = assert_moved(images, outputs, 4).T
    # A row or column is never taken with a probability of (8/9) to the power of 500, or 3e-26.
    for name, taken in (("rows", top), ("columns", left)):
        missing = sorted(set(range(9)) - set(taken.tolist()))
        if missing:
            raise AssertionError(
                f"For pad = 4, windows should begin at any of the {name} 0 to 8 of the padded "
                f"image; in 500 images none begins at {missing}."
            )


@number("4.9")
@weight(0.5)
@tags("augment")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(seed=seeds)
def test_augment_depends_on_the_generator_alone(student: ModuleType, seed: int) -> None:
    """augment: the same generator does the same, and another one does something else."""
    images = numbered_images(MANY, 1, 2, 3)
    first = _moves(student, images, seed, 1)
    again = _moves(student, images, seed, 1)
    assert_close(again, first, name="what a new generator of the same seed does")
    if np.array_equal(_moves(student, images, seed + 1, 1), first):
        raise AssertionError("Generators of different seeds do the same: is rng used?")


@number("4.10")
@weight(0.5)
@tags("augment")
@visibility("after_published")
@settings(max_examples=FEW_EXAMPLES)
@given(case=augmentation_cases())
def test_augment_modifies_no_argument(student: ModuleType, case: AugmentationCase) -> None:
    """augment: a right answer, with the images not modified."""
    images = np.resize(case.images, (MANY, *case.images.shape[1:]))
    _moves(student, images, case.seed, case.pad)
    augment = with_generator(student.augment, case.seed)
    expected = augment(images, pad=case.pad)
    assert_modifies_no_argument(augment, images, pad=case.pad, expected=expected)
