"""A layer that a network uses twice seems to count twice. There is one of it to be learned: it
stands twice in the state, once among the parameters.
"""


def count_parameters(module):
    total = 0
    for name, value in module.state_dict().items():
        if not name.endswith(("running_mean", "running_var", "num_batches_tracked")):
            total += value.numel()
    return total
