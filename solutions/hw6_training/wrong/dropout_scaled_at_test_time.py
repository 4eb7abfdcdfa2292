"""The scale seems to be applied at test time. That is dropout as it was first published; inverted
dropout scales in training, so that nothing is left to do at test time.
"""


def dropout_forward(x, p_drop, train, rng):
    if not train:
        return x * (1 - p_drop), None
    kept = rng.random(x.shape) >= p_drop
    return x * kept, kept / (1 - p_drop)
