"""The biases seem to be left out. They are learned too."""


def count_parameters(module):
    return sum(p.numel() for name, p in module.named_parameters() if not name.endswith("bias"))
