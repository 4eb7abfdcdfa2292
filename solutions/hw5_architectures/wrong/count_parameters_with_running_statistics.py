"""The running means and variances of normalisations seem to be counted. They are kept, not
learned: which numbers does an optimizer change?
"""


def count_parameters(module):
    return sum(value.numel() for value in module.state_dict().values())
