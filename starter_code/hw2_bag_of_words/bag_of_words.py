"""Homework 2: bags of visual words, from the features of an image's patches to its class.

NumPy only. All arrays are float64 unless said otherwise; no function modifies its arguments.

Sizes:
    N features (one for each patch of an image), D numbers per feature, K visual words.

A visual word is the centre of a cluster of features; the words together are the vocabulary, an
array of shape (K, D). Words, clusters and labels are numbered from 0. "Whole numbers" means an
array of any integer type; counts may be whole numbers or floats.
"""

from collections.abc import Callable

import numpy as np


def kmeans_step(features: np.ndarray, centers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One step of k-means: label the features, then move the centres. (Problem 1)

    Args:
        features: shape (N, D).
        centers: shape (K, D).

    Returns:
        new_centers: shape (K, D), the mean of each cluster's features. A cluster without any
            features keeps its centre.
        labels: shape (N,), whole numbers: for each feature the number of the nearest of the
            *given* centres, in Euclidean distance. A tie goes to the lower number.

    Example:
        >>> features = np.array([[0.0], [2.0], [3.0], [7.0]])
        >>> new_centers, labels = kmeans_step(features, np.array([[1.0], [5.0], [50.0]]))
        >>> labels
        array([0, 0, 0, 1])
        >>> new_centers.round(3)
        array([[ 1.667],
               [ 7.   ],
               [50.   ]])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("kmeans_step")


def hard_assignment(distances: np.ndarray) -> np.ndarray:
    """Each patch votes for its nearest word alone. (Problem 2)

    Args:
        distances: shape (N, K), from each patch to each word, none negative.

    Returns:
        Shape (N, K): in each row a 1 at the nearest word and 0 elsewhere. A tie goes to the word
        of the lower number.

    Example:
        >>> hard_assignment(np.array([[1.0, 2, 3], [3, 2, 1], [5, 4, 4]]))
        array([[1., 0., 0.],
               [0., 0., 1.],
               [0., 1., 0.]])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("hard_assignment")


def soft_assignment(distances: np.ndarray) -> np.ndarray:
    """Each patch shares its vote among all words, the nearer the more. (Problem 3)

    Args:
        distances: shape (N, K), from each patch to each word, none negative.

    Returns:
        Shape (N, K): in each row weights proportional to 1 / distance that add up to 1. Where
        distances are zero, these words share the whole row equally and the others get 0.

    Example:
        >>> soft_assignment(np.array([[1.0, 2, 3], [2, 3, 1]])) * 11
        array([[6., 3., 2.],
               [3., 2., 6.]])
        >>> soft_assignment(np.array([[0.0, 5, 0]]))
        array([[0.5, 0. , 0.5]])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("soft_assignment")


def pool(assignments: np.ndarray, how: str) -> np.ndarray:
    """One vector for the image from the votes of its patches. (Problem 4)

    Args:
        assignments: shape (N, K), the votes of N patches for K words, none negative.
        how: 'sum' or 'max', taken over the patches.

    Returns:
        Shape (K,), not normalised.

    Raises:
        ValueError: with a sentence that says what is wrong, when `how` is any other word.

    Example:
        >>> assignments = np.array([[0.75, 0.25, 0], [0.5, 0, 0.5]])
        >>> pool(assignments, "sum")
        array([1.25, 0.25, 0.5 ])
        >>> pool(assignments, "max")
        array([0.75, 0.25, 0.5 ])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("pool")


def spatial_pyramid(word_map: np.ndarray, n_words: int, n_levels: int) -> np.ndarray:
    """Histograms of an image's words in finer and finer cells, one after the other. (Problem 5)

    Level l = 0, …, n_levels - 1 cuts the map into 2^l × 2^l cells. Along an axis of n pixels, cell
    i = 0, …, 2^l - 1 begins at pixel floor(i · n / 2^l) and ends before the pixel where cell i + 1
    begins. So every pixel lies in one cell of each level, and every cell consists of four cells of
    the next level, whatever n is. Where n < 2^l, some cells have no pixels: their counts are 0.

    Args:
        word_map: shape (H, W), whole numbers: for each pixel its word, 0, …, n_words - 1.
        n_words: size K of the vocabulary. Not every word needs to occur.
        n_levels: number of levels L, at least 1.

    Returns:
        Shape (K (4^L - 1) / 3,): the counts of the K words in each cell, not weighted and not
        normalised. The levels come from coarse to fine; the cells of a level row by row, from left
        to right, as one reads; each cell has its K counts side by side.

    Example:
        >>> word_map = np.array([[0, 1, 1], [1, 1, 1]])
        >>> spatial_pyramid(word_map, n_words=2, n_levels=1)
        array([1., 5.])
        >>> spatial_pyramid(word_map, n_words=2, n_levels=2)
        array([1., 5., 1., 0., 0., 2., 0., 1., 0., 2.])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("spatial_pyramid")


def encode(
    features: np.ndarray, vocabulary: np.ndarray, assignment: str, pooling: str
) -> np.ndarray:
    """One vector for an image, from the features of its patches. (Problem 6)

    The distances between features and words are Euclidean.

    Args:
        features: shape (N, D).
        vocabulary: the words, shape (K, D).
        assignment: 'hard' or 'soft', as in `hard_assignment` and `soft_assignment`.
        pooling: 'sum' or 'max', as in `pool`.

    Returns:
        Shape (K,), not normalised.

    Raises:
        ValueError: with a sentence that says what is wrong, when `assignment` or `pooling` is any
            other word.

    Example:
        >>> features = np.array([[3.0, 4.0], [0.0, 0.0], [6.0, 7.0]])
        >>> vocabulary = np.array([[0.0, 0.0], [6.0, 8.0]])
        >>> encode(features, vocabulary, "hard", "sum")
        array([2., 1.])
        >>> encode(features[:1], vocabulary, "soft", "max")
        array([0.5, 0.5])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("encode")


def classify(
    train_vectors: np.ndarray,
    train_labels: np.ndarray,
    test_vectors: np.ndarray,
    distance: Callable[[np.ndarray, np.ndarray], float],
) -> np.ndarray:
    """The nearest neighbour's class for each vector. (Problem 7)

    Args:
        train_vectors: shape (N, D); here a row describes a whole image.
        train_labels: the classes of the N images, shape (N,), whole numbers.
        test_vectors: shape (M, D).
        distance: a function of two vectors of shape (D,) that returns one number, such as any
            distance of homework 1. Call it as distance(test_vector, train_vector), with one pair
            of vectors at a time.

    Returns:
        Shape (M,), whole numbers: for each test vector the label of the training vector at the
        smallest distance. A tie goes to the training vector that comes first.

    Example:
        >>> def city_block(h, k):
        ...     return np.abs(h - k).sum()
        >>> train_vectors = np.array([[0.0, 0.0], [3.0, 3.0]])
        >>> train_labels = np.array([7, 4])
        >>> classify(train_vectors, train_labels, np.array([[4.0, 1.0], [0.0, 1.0]]), city_block)
        array([4, 7])
    """
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("classify")
