"""A value on the edge between two bins seems to be counted in the left one. Such a bin holds
its left edge and not its right one.
"""


def marginal_histogram(values, edges):
    column = values[:, None]
    inside = (edges[:-1] < column) & (column <= edges[1:])
    inside[:, 0] |= values == edges[0]
    return inside.sum(axis=0)
