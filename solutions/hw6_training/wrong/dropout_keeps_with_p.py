"""`p_drop` seems to be taken for the probability of being kept."""


def dropout_forward(x, p_drop, train, rng):
    if not train:
        return x.copy(), None
    kept = rng.random(x.shape) < p_drop
    return x * kept / p_drop, kept / (1 - p_drop)
