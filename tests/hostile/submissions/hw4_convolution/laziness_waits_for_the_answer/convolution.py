"""Changes what it returned after it returned it, from a thread."""

ATTEMPTS = "laziness: waits for the answer"

import threading
import time

import numpy as np


def later(array):
    for value in range(1000):
        time.sleep(0.01)
        array[...] = value


def conv1d(signal, kernel, stride=1, pad=0):
    answer = np.full(len(signal), 123.0)
    threading.Thread(target=later, args=(answer,), daemon=True).start()
    return answer
