"""Answers with arrays and texts that a check may stumble over, through its own helpers too."""

ATTEMPTS = "forging: values of any shape and kind; builtins and NumPy changed below the helpers"

import builtins

import numpy as np

CALLS = [0]
ODD = [
    np.array(1.5),
    np.zeros(0),
    np.zeros((0, 3)),
    np.ones((2, 3, 4)),
    np.ones((1,) * 16),
    np.full((2, 4), 2**64 - 1, np.uint64),
    np.full(3, np.nan),
    np.full((3, 4), -np.inf),
    np.ones((2, 2), complex),
    "² 0",
    "9" * 5000,
    "",
    "\n" * 50,
    2**64 - 1,
    -(2**63),
    1e308,
    float("nan"),
    True,
    None,
    (),
    {},
    [[]],
    1j,
    b"bytes",
]


def odd(*arguments, **keywords):
    CALLS[0] += 1
    return ODD[CALLS[0] % len(ODD)]


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def answer(*arguments, **keywords):
        # What a helper of the check computes from here on comes out as odd as the rest.
        np.array = np.stack = np.concatenate = builtins.sum = odd
        if CALLS[0] % 3 == 2:
            # One value in the place of each that is asked for.
            return odd(), odd()
        return odd()

    return answer
