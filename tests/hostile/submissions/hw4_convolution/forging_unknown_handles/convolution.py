"""Answers with handles that were never given, and in the place of arrays."""

ATTEMPTS = "forging: handles to nothing"

import sys

import numpy as np

inside = sys.modules["autograder.sandbox.inside"]
NAMES = "conv_output_size conv1d relu_forward relu_backward max_pool2d_forward".split()


def answer(self, request):
    return {
        "value": (sys.modules["autograder.sandbox.wire"].Handle(2**60),) * 2,
        "arguments": [None] * len(request["arguments"]),
    }


inside._Submission._call = answer
globals().update(dict.fromkeys(NAMES, lambda *args, **kwargs: None))
