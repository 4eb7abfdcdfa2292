"""The weights seem to move along the gradient, up the loss. Look at the sign of the gradient's
part.
"""


def sgd_momentum(w, dw, velocity, lr, momentum):
    velocity = momentum * velocity + lr * dw
    return w + velocity, velocity
