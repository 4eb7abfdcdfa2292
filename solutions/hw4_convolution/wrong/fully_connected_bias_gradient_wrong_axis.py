"""db seems to be summed over the outputs. A bias is part of one output of every image: over
what does its gradient add up?
"""


def fully_connected_backward(dout, cache):
    x, w = cache
    flat = x.reshape(len(x), -1)
    dx = (dout @ w.T).reshape(x.shape)
    dw = flat.T @ dout
    db = dout.sum(axis=1)
    return dx, dw, db
