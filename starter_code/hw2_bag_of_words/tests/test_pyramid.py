"""Visible checks of problem 5: the spatial pyramid.

`student` is what is graded and `partner` whatever else a check needs. On your machine both are
your own file; when the class is graded, `partner` always answers right.
"""

from types import ModuleType

import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from hypothesis import given
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_shape

N_WORDS = 3
WORD_MAP = np.array([[0, 1, 1], [2, 1, 0], [2, 2, 1]])


@st.composite
def word_maps(draw: st.DrawFn) -> np.ndarray:
    """Maps of any height and width, even or odd, in which every word occurs."""
    height, width = draw(st.integers(4, 7)), draw(st.integers(4, 7))
    keys = draw(st.binary(min_size=height * width, max_size=height * width))
    words = np.frombuffer(keys, dtype=np.uint8).astype(np.int64) % N_WORDS
    words[:N_WORDS] = np.arange(N_WORDS)
    return words.reshape(height, width)


@number("5.1")
@weight(2)
@tags("spatial_pyramid")
def test_spatial_pyramid_of_the_handout(student: ModuleType) -> None:
    """spatial_pyramid: the handout's example: two levels of a map of 3 × 3 pixels."""
    expected = [2, 4, 3, 1, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 1]
    assert_close(student.spatial_pyramid(WORD_MAP, N_WORDS, 2), expected, name="the pyramid")


@number("5.2")
@weight(1)
@tags("spatial_pyramid")
def test_spatial_pyramid_is_a_histogram(student: ModuleType) -> None:
    """spatial_pyramid: one level of the handout's example, with words 3 and 4 that do not occur."""
    assert_close(student.spatial_pyramid(WORD_MAP, 5, 1), [2, 4, 3, 0, 0], name="the pyramid")


@number("5.3")
@weight(1.5)
@tags("spatial_pyramid")
@given(word_map=word_maps(), n_levels=st.integers(2, 3))
def test_spatial_pyramid_levels_count_all_pixels(
    student: ModuleType, word_map: np.ndarray, n_levels: int
) -> None:
    """spatial_pyramid: each level counts every pixel once, whatever the size of the map."""
    received = student.spatial_pyramid(word_map, N_WORDS, n_levels)
    sums = [cells.sum() for cells in _levels(received, n_levels)]
    assert_close(sums, [word_map.size] * n_levels, name="the sum of each level")


@number("5.4")
@weight(2)
@tags("spatial_pyramid")
@given(word_map=word_maps(), n_levels=st.integers(2, 3))
def test_spatial_pyramid_children_sum_to_their_parent(
    student: ModuleType, partner: ModuleType, word_map: np.ndarray, n_levels: int
) -> None:
    """spatial_pyramid: a cell's four children sum to the cell, whatever the size of the map."""
    parents = partner.spatial_pyramid(word_map, N_WORDS, n_levels - 1)
    received = student.spatial_pyramid(word_map, N_WORDS, n_levels)
    sums = [
        children.reshape(n, 2, n, 2, N_WORDS).sum(axis=(1, 3)).ravel()
        for children in _levels(received, n_levels)[1:]
        for n in [len(children) // 2]
    ]
    assert_close(np.concatenate(sums), parents, name="the sum of each four children")


@number("5.5")
@weight(1.5)
@tags("spatial_pyramid")
@given(word_map=word_maps(), n_levels=st.integers(2, 3))
def test_spatial_pyramid_turns_with_the_map(
    student: ModuleType, partner: ModuleType, word_map: np.ndarray, n_levels: int
) -> None:
    """spatial_pyramid: with rows and columns of the map swapped, those of the cells are, too."""
    turned = partner.spatial_pyramid(np.ascontiguousarray(word_map.T), N_WORDS, n_levels)
    expected = [cells.swapaxes(0, 1).ravel() for cells in _levels(turned, n_levels)]
    received = student.spatial_pyramid(word_map, N_WORDS, n_levels)
    assert_close(received, np.concatenate(expected), name="the pyramid")


def _levels(pyramid: np.ndarray, n_levels: int) -> list[np.ndarray]:
    """The pyramid cut into levels: of level l an array of shape (2^l, 2^l, N_WORDS)."""
    sizes = [4**level * N_WORDS for level in range(n_levels)]
    assert_shape(pyramid, (sum(sizes),), name="the pyramid")
    parts = np.split(pyramid, np.cumsum(sizes)[:-1])
    return [part.reshape(2**level, 2**level, N_WORDS) for level, part in enumerate(parts)]
