"""Numbers of different images seem to be mixed when x is flattened. Each image becomes one row:
try two images.
"""


def fully_connected_forward(x, w, b):
    return x.reshape(-1, len(x)).T @ w + b, (x, w)
