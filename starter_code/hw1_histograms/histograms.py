"""Homework 1: norms, histograms, and distances between histograms.

NumPy only. No function modifies its arguments.

Sizes:
    N values or features, of D numbers each; B bins, or B1 × B2 bins of a grid; K cluster centres.

Histograms hold counts, or masses: counts that were divided by their sum. Counts may be returned as
whole numbers or as float64. The distances take histograms as they are and never normalise them.
"""

import numpy as np


def p_norm(x: np.ndarray, p: float) -> float:
    """The p-norm (Σ |x_i|^p)^(1/p) of a vector. (Problem 1)

    It is defined here for every p ≥ 0, also where it is not a norm in the strict sense (p < 1).

    Args:
        x: shape (n,), n ≥ 1.
        p: a number ≥ 0, whole or not (0.5 is one), or `np.inf`. p = 0 counts the entries that are
            not zero, and p = inf is the largest absolute value.

    Returns:
        The norm; 0 where all entries are zero. It is right for large p too (say 2000), where the
        powers |x_i|^p are too large or too small for a floating-point number.

    Raises:
        ValueError: with a sentence that says what is wrong, when p < 0.

    Example:
        >>> x = np.array([3.0, -4.0])
        >>> p_norm(x, 1), p_norm(x, 2), p_norm(x, np.inf), p_norm(x, 0)
        (7.0, 5.0, 4.0, 2.0)
        >>> round(p_norm(x, 3), 4)
        4.4979
        >>> p_norm(x, -1)
        Traceback (most recent call last):
        ValueError: p must be at least 0, but it is -1
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("p_norm")


def marginal_histogram(values: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """How many values fall into each bin. (Problem 2)

    The bins are those of `numpy.histogram`: a bin holds its left edge and not its right edge, but
    the last bin holds both. Values outside all bins are not counted.

    Args:
        values: shape (N,).
        edges: the bins' borders, strictly increasing, shape (B + 1,). Bins may differ in width.

    Returns:
        The counts, shape (B,).

    Example:
        >>> marginal_histogram(np.array([0.0, 1, 1.5, 3, 4]), np.array([0.0, 1, 3]))
        array([1, 3])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("marginal_histogram")


def grid_histogram(features: np.ndarray, edges_1: np.ndarray, edges_2: np.ndarray) -> np.ndarray:
    """How many features of two numbers fall into each cell of a grid. (Problem 3)

    A feature is in cell (i, j) when its first number is in bin i of `edges_1` and its second one is
    in bin j of `edges_2`, with the bins of `marginal_histogram`. Features outside the grid are not
    counted.

    Args:
        features: shape (N, 2).
        edges_1: borders of the bins of the first number, strictly increasing, shape (B1 + 1,).
        edges_2: borders of the bins of the second number, strictly increasing, shape (B2 + 1,).

    Returns:
        The joint counts, shape (B1, B2).

    Example:
        >>> features = np.array([[0.0, 5.0], [0.0, 7.0], [1.0, 5.0]])
        >>> grid_histogram(features, np.array([0.0, 1, 2]), np.array([4.0, 6, 8, 10]))
        array([[1, 1, 0],
               [1, 0, 0]])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("grid_histogram")


def cluster_histogram(features: np.ndarray, centers: np.ndarray) -> np.ndarray:
    """How many features are nearest to each cluster centre. (Problem 4)

    Nearest is meant in the Euclidean distance. A feature that is equally near to several centres is
    counted for the one with the lowest index.

    Args:
        features: shape (N, D), also when D = 1.
        centers: shape (K, D).

    Returns:
        The counts, shape (K,). Every centre has a bin, also one to which no feature is nearest.

    Example:
        >>> centers = np.array([[0.0], [10.0], [20.0], [30.0], [40.0]])
        >>> cluster_histogram(np.array([[9.0], [11.0], [19.0]]), centers)
        array([0, 2, 1, 0, 0])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("cluster_histogram")


def euclidean_distance(h: np.ndarray, k: np.ndarray) -> float:
    """The Euclidean distance of two histograms. (Problem 5)

    Args:
        h: shape (B,), non-negative.
        k: shape (B,), non-negative.

    Returns:
        The square root of the sum of the squared differences, ≥ 0.

    Example:
        >>> euclidean_distance(np.array([0.5, 0.5, 0, 0]), np.array([0, 0, 0.5, 0.5]))
        1.0
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("euclidean_distance")


def intersection_distance(h: np.ndarray, k: np.ndarray) -> float:
    """One minus the intersection of two histograms, 1 − Σ min(h_b, k_b). (Problem 6)

    For two histograms of mass 1 it lies between 0 (they are equal) and 1 (they have no bin in
    common). The histograms are taken as they are: for others it may be negative.

    Args:
        h: shape (B,), non-negative.
        k: shape (B,), non-negative.

    Returns:
        The distance.

    Example:
        >>> h = np.array([0.5, 0.5, 0, 0])
        >>> intersection_distance(h, np.array([0, 0, 0.5, 0.5]))
        1.0
        >>> intersection_distance(h, np.array([0, 0.5, 0.5, 0]))
        0.5
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("intersection_distance")


def chi_squared_distance(h: np.ndarray, k: np.ndarray) -> float:
    """The chi-squared distance of two histograms, ½ Σ (h_b − k_b)² / (h_b + k_b). (Problem 7)

    A bin that is empty in both histograms adds 0.

    Args:
        h: shape (B,), non-negative.
        k: shape (B,), non-negative.

    Returns:
        The distance, ≥ 0; 0 where both histograms are empty.

    Example:
        >>> h = np.array([0.5, 0.5, 0, 0])
        >>> chi_squared_distance(h, np.array([0, 0, 0.5, 0.5]))
        1.0
        >>> chi_squared_distance(h, np.array([0, 0.5, 0.5, 0]))
        0.5
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("chi_squared_distance")


def earth_movers_distance(
    h: np.ndarray, k: np.ndarray, ground_distance: np.ndarray | None = None
) -> float:
    """The minimum cost of moving mass so that histogram h becomes histogram k. (Problem 8)

    Moving a mass m from bin i to bin j costs m times the ground distance from i to j. The mass of
    a bin may be split among several bins.

    Args:
        h: shape (B,), non-negative; the masses need not be whole numbers, nor add up to 1.
        k: shape (B,), non-negative, with the same total mass as h.
        ground_distance: shape (B, B), non-negative; entry (i, j) is the cost of moving one unit
            from bin i of h to bin j of k. Any such matrix is allowed: it may be asymmetric, break
            the triangle inequality, and even charge for mass that stays in its bin. Without a
            matrix, the ground distance is |i − j|: adjacent bins are 1 apart.

    Returns:
        The cost of the cheapest way, ≥ 0, not divided by the mass; 0 where both are empty.

    Raises:
        ValueError: with a sentence that says what is wrong, when the total masses differ by more
            than rounding, that is by more than a millionth of the larger one.

    Example:
        >>> h = np.array([0.5, 0.5, 0, 0])
        >>> earth_movers_distance(h, np.array([0, 0, 0.5, 0.5]))
        2.0
        >>> earth_movers_distance(h, np.array([0, 0.5, 0.5, 0]))
        1.0
        >>> dear_to_the_right = np.array([[0.0, 3.0], [1.0, 0.0]])
        >>> earth_movers_distance(np.array([2.0, 0]), np.array([0, 2.0]), dear_to_the_right)
        6.0
        >>> earth_movers_distance(np.array([1.0, 0]), np.array([1.0, 1.0]))
        Traceback (most recent call last):
        ValueError: the histograms have different total masses, 1.0 and 2.0
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("earth_movers_distance")
