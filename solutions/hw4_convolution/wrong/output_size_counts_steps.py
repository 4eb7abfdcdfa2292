"""The steps between the positions seem to be counted, and not the positions. Count both by hand
for a filter that is as large as the input.
"""


def conv_output_size(n, f, stride=1, pad=0):
    room = n + 2 * pad - f
    if room < 0 or room % stride:
        raise ValueError("the filter does not fit the input")
    return room // stride
