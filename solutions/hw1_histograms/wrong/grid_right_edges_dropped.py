"""Features on the last edge of an axis seem not to be counted. The last bin of each axis is
closed on both sides.
"""


def grid_histogram(features, edges_1, edges_2):
    rows = (edges_1[:-1] <= features[:, :1]) & (features[:, :1] < edges_1[1:])
    columns = (edges_2[:-1] <= features[:, 1:]) & (features[:, 1:] < edges_2[1:])
    return rows.astype(float).T @ columns
