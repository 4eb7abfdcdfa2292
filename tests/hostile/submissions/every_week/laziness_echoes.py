"""Gives back what it was given at its last call but one, and changes its arguments."""

ATTEMPTS = "laziness: earlier arguments and answers, remembered across checks"

import numpy as np

SEEN = []


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)

    def answer(*arguments, **keywords):
        for one in (*arguments, *keywords.values()):
            if isinstance(one, np.ndarray) and one.dtype.kind == "f":
                SEEN.append(one.copy())
                one[...] = 0
        return SEEN[-2] if len(SEEN) > 1 else 0.0

    return answer
