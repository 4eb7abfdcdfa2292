"""Refuses everything, with a sentence, in the hope of the points for refusing wrong arguments."""


def p_norm(x, p):
    raise ValueError("p must be at least 0")


def marginal_histogram(values, edges):
    raise ValueError("the edges do not increase")


def grid_histogram(features, edges_1, edges_2):
    raise ValueError("the edges do not increase")


def cluster_histogram(features, centers):
    raise ValueError("features and centers have different sizes")


def euclidean_distance(h, k):
    raise ValueError("the histograms have different sizes")


def intersection_distance(h, k):
    raise ValueError("the histograms have different sizes")


def chi_squared_distance(h, k):
    raise ValueError("the histograms have different sizes")


def earth_movers_distance(h, k, ground_distance=None):
    raise ValueError("the total masses differ")
