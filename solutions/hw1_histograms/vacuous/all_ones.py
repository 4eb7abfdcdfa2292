"""Knows every shape and nothing else: all answers are ones of the right kind."""

import numpy as np


def p_norm(x, p):
    return 1.0


def marginal_histogram(values, edges):
    return np.ones(len(edges) - 1)


def grid_histogram(features, edges_1, edges_2):
    return np.ones((len(edges_1) - 1, len(edges_2) - 1))


def cluster_histogram(features, centers):
    return np.ones(len(centers))


def euclidean_distance(h, k):
    return 1.0


def intersection_distance(h, k):
    return 1.0


def chi_squared_distance(h, k):
    return 1.0


def earth_movers_distance(h, k, ground_distance=None):
    return 1.0
