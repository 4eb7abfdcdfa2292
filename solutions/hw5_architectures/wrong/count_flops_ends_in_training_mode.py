"""All parts of the network seem to be in training mode after the call, whatever they were before.
What is counted shall be as it was.
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
    module.eval()
    with torch.no_grad():
        device = next(module.parameters()).device
        module(torch.zeros(1, *input_shape, device=device))
    for handle in handles:
        handle.remove()
    module.train()
    return sum(counts)
