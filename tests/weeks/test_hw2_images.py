"""Homework 2's real images: made as they say, and words beat raw pixels as they promise."""

from __future__ import annotations

import re

import numpy as np
import pytest

from autograder.course import Course
from autograder.hidden.hw2_bag_of_words.build_images import (
    SHIPPED_SEED,
    build,
    calibrate,
    load_reference,
)
from autograder.hidden.hw2_bag_of_words.distances import (
    Distance,
    chi_squared,
    euclidean,
    intersection,
)
from autograder.hidden.hw2_bag_of_words.images import (
    BAGS_OF_WORDS,
    IMAGES_FILE,
    VectorSet,
    raw_pixels,
    share_right,
    shipped_images,
    shipped_vectors,
)
from tests.conftest import ROOT

REFERENCE = load_reference()
SETS = pytest.mark.parametrize(
    ("name", "distance"), [("digits", intersection), ("photographs", chi_squared)]
)


def test_the_shipped_images_are_those_that_are_built() -> None:
    pytest.importorskip("sklearn")
    pytest.importorskip("PIL")
    built = build(SHIPPED_SEED)
    with np.load(IMAGES_FILE) as shipped:
        assert set(shipped) == set(built)
        for name, array in built.items():
            assert shipped[name].dtype == array.dtype == np.uint8
            # Another version of the JPEG library may round a photograph's pixel otherwise.
            allowed = 2 if name.startswith("photographs") and name.endswith("images") else 0
            difference = np.abs(shipped[name].astype(int) - array.astype(int))
            assert difference.max() <= allowed, name


def test_the_shipped_file_is_small() -> None:
    assert IMAGES_FILE.stat().st_size < 200_000


@SETS
def test_no_image_to_classify_is_among_those_to_learn_from(name: str, distance: Distance) -> None:
    images = shipped_images(name)
    known = {image.tobytes() for image in images.train_images}
    assert not known & {image.tobytes() for image in images.test_images}


@SETS
def test_the_handout_says_what_is_needed(name: str, distance: Distance) -> None:
    handout = Course(ROOT).assignment("hw2_bag_of_words").handout.read_text(encoding="utf-8")
    (row,) = re.findall(rf"^\| {name} \|.*$", handout, re.M)
    assert row.endswith(f"| {BAGS_OF_WORDS[name].threshold} |")


@SETS
def test_words_reach_the_threshold_and_raw_pixels_do_not(name: str, distance: Distance) -> None:
    threshold = BAGS_OF_WORDS[name].threshold
    words = share_right(REFERENCE.classify, shipped_vectors(name, REFERENCE), distance)
    assert words >= threshold + 0.05
    for standardised in (False, True):
        pixels = raw_pixels(shipped_images(name), standardised=standardised)
        assert share_right(REFERENCE.classify, pixels, euclidean) < threshold - 0.05


@SETS
def test_answers_that_know_nothing_stay_below_the_threshold(name: str, distance: Distance) -> None:
    data = shipped_vectors(name, REFERENCE)
    threshold = BAGS_OF_WORDS[name].threshold
    for label in np.unique(data.train_labels):
        assert np.mean(data.test_labels == label) < threshold
    rng = np.random.default_rng(0)
    for _ in range(100):
        assert np.mean(rng.permutation(data.test_labels) == data.test_labels) < threshold
    shuffled = VectorSet(
        data.train_vectors,
        rng.permutation(data.train_labels),
        data.test_vectors,
        data.test_labels,
    )
    assert share_right(REFERENCE.classify, shuffled, distance) < threshold


@pytest.mark.slow
def test_the_thresholds_lie_between_words_and_raw_pixels_over_many_seeds() -> None:
    pytest.importorskip("sklearn")
    pytest.importorskip("PIL")
    for row in calibrate(REFERENCE):
        threshold = BAGS_OF_WORDS[row.name].threshold
        assert max(row.pixels) < threshold < min(row.words)
        assert abs(threshold - (max(row.pixels) + min(row.words)) / 2) <= 0.01
