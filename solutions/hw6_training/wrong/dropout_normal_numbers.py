"""The share that is dropped is wrong. Normal random numbers are not between 0 and 1: compare
`p_drop` with numbers that are spread evenly.
"""


def dropout_forward(x, p_drop, train, rng):
    if not train:
        return x.copy(), None
    mask = (rng.standard_normal(x.shape) >= p_drop) / (1 - p_drop)
    return x * mask, mask
