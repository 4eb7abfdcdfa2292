"""Returns a dict with a million keys, and one with keys that all collide."""

ATTEMPTS = "resources: million keys"


class Colliding(str):
    def __hash__(self):
        return 1

    def __eq__(self, other):
        return False


def conv1d(signal, kernel, stride=1, pad=0):
    return {str(k): k for k in range(1_000_000)}


def conv2d_forward(x, w, b, stride=1, pad=0):
    return {Colliding(k): k for k in range(2000)}, {float("nan"): 1, None: 2, (1, 2): 3}
