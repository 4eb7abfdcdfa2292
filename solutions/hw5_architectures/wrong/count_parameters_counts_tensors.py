"""The number of tensors seems to be counted, and not that of their entries."""


def count_parameters(module):
    return len(list(module.parameters()))
