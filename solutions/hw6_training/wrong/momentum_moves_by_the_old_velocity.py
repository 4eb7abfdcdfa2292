"""The weights seem to be moved by the velocity before the step. Which comes first, the new
velocity or the move?
"""


def sgd_momentum(w, dw, velocity, lr, momentum):
    return w + velocity, momentum * velocity - lr * dw
