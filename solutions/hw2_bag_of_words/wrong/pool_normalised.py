"""The pooled vector seems to be divided by its sum. Here it stays as it is."""


def pool(assignments, how):
    if how == "sum":
        pooled = assignments.sum(axis=0)
    elif how == "max":
        pooled = assignments.max(axis=0)
    else:
        raise ValueError(f"unknown pooling {how}")
    return pooled / pooled.sum()
