"""The nearest neighbour seems to be found with the sum of absolute differences. Which distance
was the function given?
"""

import numpy as np


def classify(train_vectors, train_labels, test_vectors, distance):
    answers = []
    for test in test_vectors:
        distances = np.abs(train_vectors - test).sum(axis=1)
        answers.append(train_labels[np.argmin(distances)])
    return np.array(answers)
