"""Returns bytes that are a pickle, a .npy file and code, for those who load them."""

ATTEMPTS = "forging: pickle bytes"

import io
import pickle

import numpy as np


class Bomb:
    def __reduce__(self):
        return print, ("autograder-hostile-marker: unpickled",)


def conv1d(signal, kernel, stride=1, pad=0):
    return pickle.dumps(Bomb())


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    file = io.BytesIO()
    np.save(file, np.array([Bomb()], dtype=object), allow_pickle=True)
    return file.getvalue()


def conv_output_size(n, f, stride=1, pad=0):
    return "__import__('os').system('echo autograder-hostile-marker: evaluated')"
