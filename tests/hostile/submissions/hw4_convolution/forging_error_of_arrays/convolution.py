"""Answers with an exception whose message is an array."""

ATTEMPTS = "forging: types of an error's parts"

import sys

import numpy as np

inside = sys.modules["autograder.sandbox.inside"]
NAMES = "conv_output_size conv1d relu_forward relu_backward max_pool2d_forward".split()


def answer(self, request):
    return {
        "error": "ValueError",
        "message": np.zeros(2),
        "lines": [np.zeros((3,) * 9)],
        "is_a": ["ValueError"],
    }


inside._Submission._call = answer
globals().update(dict.fromkeys(NAMES, lambda *args, **kwargs: None))
