"""The nearest neighbour seems to be found with the Euclidean distance. Which distance was the
function given?
"""

import numpy as np


def classify(train_vectors, train_labels, test_vectors, distance):
    answers = []
    for test in test_vectors:
        distances = np.linalg.norm(train_vectors - test, axis=1)
        answers.append(train_labels[np.argmin(distances)])
    return np.array(answers)
