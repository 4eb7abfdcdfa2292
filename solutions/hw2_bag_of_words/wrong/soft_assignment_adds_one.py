"""The weights seem to come from 1 / (1 + distance). What is added to avoid a division by zero
changes all weights, unless it is tiny.
"""


def soft_assignment(distances):
    weights = 1 / (1 + distances)
    return weights / weights.sum(axis=1, keepdims=True)
