"""The biases seem to be missing. Each output has one."""


def fully_connected_forward(x, w, b):
    return x.reshape(len(x), -1) @ w, (x, w)
