"""Computes for hours in NumPy's linear algebra."""

ATTEMPTS = "resources: linear algebra"

import numpy as np


def conv2d_forward(x, w, b, stride=1, pad=0):
    matrix = np.random.rand(1500, 1500)
    while True:
        matrix = np.linalg.svd(matrix)[0]
