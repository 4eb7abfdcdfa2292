"""The result seems to be rounded down where the steps do not fit. A filter whose positions do
not cover the input exactly is an error here: compare what is left over with the stride.
"""


def conv_output_size(n, f, stride=1, pad=0):
    if n + 2 * pad < f:
        raise ValueError("the filter is larger than the padded input")
    return (n + 2 * pad - f) // stride + 1
