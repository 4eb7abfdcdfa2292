"""Where two words are equally near, both seem to get a 1. A patch has one vote: it goes to the
word of the lower number.
"""


def hard_assignment(distances):
    return (distances == distances.min(axis=1, keepdims=True)).astype(float)
