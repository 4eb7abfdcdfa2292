"""For large activations the outputs seem to be NaN: exp overflows. Use a sigmoid that takes exp
of negative numbers only.
"""

import numpy as np


def mlp_output(W, w, Z):
    hidden = np.exp(Z @ W.T)
    hidden /= 1 + hidden
    out = np.exp(hidden @ w)
    return out / (1 + out)
