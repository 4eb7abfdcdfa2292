"""The old velocity seems to be kept whole. What does `momentum` do?"""


def sgd_momentum(w, dw, velocity, lr, momentum):
    velocity = velocity - lr * dw
    return w + velocity, velocity
