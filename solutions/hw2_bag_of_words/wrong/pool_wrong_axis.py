"""The answer seems to have one number per patch. Pooling goes over the patches and leaves one
number per word.
"""


def pool(assignments, how):
    if how == "sum":
        return assignments.sum(axis=1)
    if how == "max":
        return assignments.max(axis=1)
    raise ValueError(f"unknown pooling {how}")
