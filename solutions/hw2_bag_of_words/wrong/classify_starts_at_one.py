"""Distances above 1 seem never to be small enough. With which value does the search for the
smallest distance begin?
"""

import numpy as np


def classify(train_vectors, train_labels, test_vectors, distance):
    answers = []
    for test in test_vectors:
        best, smallest = 0, 1.0
        for i, train in enumerate(train_vectors):
            if distance(test, train) < smallest:
                best, smallest = i, distance(test, train)
        answers.append(train_labels[best])
    return np.array(answers)
