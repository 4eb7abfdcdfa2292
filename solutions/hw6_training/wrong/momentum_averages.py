"""The gradient's part seems to be multiplied by 1 - momentum, too. That is a running average, as in
batch normalisation; a velocity adds.
"""


def sgd_momentum(w, dw, velocity, lr, momentum):
    velocity = momentum * velocity - (1 - momentum) * lr * dw
    return w + velocity, velocity
