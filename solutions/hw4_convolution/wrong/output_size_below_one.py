"""A filter that is larger than the padded input seems to be accepted when the division leaves
no rest. An output has at least one element; otherwise this is an error.
"""


def conv_output_size(n, f, stride=1, pad=0):
    steps = (n + 2 * pad - f) / stride
    if steps != int(steps):
        raise ValueError("the output size is not an integer")
    return int(steps) + 1
