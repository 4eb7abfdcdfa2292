"""What is kept seems to be doubled, whatever `p_drop` is."""


def dropout_forward(x, p_drop, train, rng):
    if not train:
        return x.copy(), None
    kept = rng.random(x.shape) >= p_drop
    return 2 * x * kept, kept / (1 - p_drop)
