"""The weights are right, but what is returned as the velocity is not what they moved by."""


def sgd_momentum(w, dw, velocity, lr, momentum):
    moved = momentum * velocity - lr * dw
    return w + moved, -lr * dw
