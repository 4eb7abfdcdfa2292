"""Has functions whose parameters, defaults and names are not what they seem."""

ATTEMPTS = "tampering: signatures, callable objects, descriptors, functions that replace themselves"

import sys

import numpy as np


class Function:
    __name__ = "linear_scores"

    def __call__(self, *arguments, **keywords):
        module = sys.modules[__name__]
        module.linear_scores = module.sigmoid = Function()
        return np.zeros((2, 2))

    def __get__(self, *arguments):
        raise SystemExit(0)

    def __del__(self):
        raise RuntimeError("deleted")

    def __eq__(self, other):
        return True

    __hash__ = None


linear_scores = sigmoid = neuron_output = Function()
neuron_gradient = type
mlp_output = eval
softmax_cross_entropy = exec
