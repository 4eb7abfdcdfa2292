"""The answer is right, but `*=`, `-=` or `+=` changes the caller's arrays."""


def sgd_momentum(w, dw, velocity, lr, momentum):
    velocity *= momentum
    velocity -= lr * dw
    w += velocity
    return w, velocity
