"""'sum' and 'max' seem to be mixed up."""


def pool(assignments, how):
    if how == "max":
        return assignments.sum(axis=0)
    if how == "sum":
        return assignments.max(axis=0)
    raise ValueError(f"unknown pooling {how}")
