"""Returns what it was given, as far as the kind of the answer allows."""


def p_norm(x, p):
    return p


def marginal_histogram(values, edges):
    return edges[:-1]


def grid_histogram(features, edges_1, edges_2):
    return features


def cluster_histogram(features, centers):
    return centers[:, 0]


def euclidean_distance(h, k):
    return h[0]


def intersection_distance(h, k):
    return h[0]


def chi_squared_distance(h, k):
    return h[0]


def earth_movers_distance(h, k, ground_distance=None):
    return h[0]
