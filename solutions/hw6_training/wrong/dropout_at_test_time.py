"""Something seems to be dropped at test time, too. What does `train` say?"""


def dropout_forward(x, p_drop, train, rng):
    mask = (rng.random(x.shape) >= p_drop) / (1 - p_drop)
    return x * mask, mask if train else None
