"""The biases b seem not to be added to the scores."""


def linear_scores(x, W, b):
    return x @ W.T
