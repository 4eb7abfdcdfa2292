"""The number seems to be twice as large as it should be: multiplications and additions count
together, as in the papers.
"""

import torch
from torch import nn


def count_flops(module, input_shape):
    counts = []

    def count(layer, inputs, output):
        if isinstance(layer, nn.Linear):
            counts.append(output.numel() * layer.in_features)
        else:
            height, width = layer.kernel_size
            channels = layer.in_channels // layer.groups
            counts.append(output.numel() * channels * height * width)

    layers = [one for one in module.modules() if isinstance(one, nn.Conv2d | nn.Linear)]
    handles = [layer.register_forward_hook(count) for layer in layers]
    modes = {one: one.training for one in module.modules()}
    module.eval()
    with torch.no_grad():
        device = next(module.parameters()).device
        module(torch.zeros(1, *input_shape, device=device))
    for handle in handles:
        handle.remove()
    for one, mode in modes.items():
        one.training = mode
    return 2 * sum(counts)
