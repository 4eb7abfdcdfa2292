"""What is kept seems to stay as it was. On average the output is then smaller than the input: by
which factor?
"""


def dropout_forward(x, p_drop, train, rng):
    if not train:
        return x.copy(), None
    kept = rng.random(x.shape) >= p_drop
    return x * kept, kept / (1 - p_drop)
