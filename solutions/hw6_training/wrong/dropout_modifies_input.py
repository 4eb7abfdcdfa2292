"""The answer is right, but the entries are dropped in the caller's array."""


def dropout_forward(x, p_drop, train, rng):
    if not train:
        return x, None
    mask = (rng.random(x.shape) >= p_drop) / (1 - p_drop)
    x *= mask
    return x, mask
