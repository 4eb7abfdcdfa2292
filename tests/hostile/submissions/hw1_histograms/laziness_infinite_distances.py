"""Everything is infinitely far away, and every histogram is of NaN."""

ATTEMPTS = "laziness: infinite distances, norms and histograms"

import numpy as np


def p_norm(x, p):
    return np.inf


def euclidean_distance(h, k):
    return np.inf


def intersection_distance(h, k):
    return -np.inf


def chi_squared_distance(h, k):
    return np.nan


def earth_movers_distance(h, k, ground_distance=None):
    return np.inf


def marginal_histogram(values, edges):
    return np.full(len(edges) - 1, np.nan)


def grid_histogram(features, edges_1, edges_2):
    return np.full((len(edges_1) - 1, len(edges_2) - 1), np.inf)


def cluster_histogram(features, centers):
    return np.full(len(centers), np.inf)
