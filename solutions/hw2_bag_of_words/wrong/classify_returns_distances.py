"""The answers seem to be the distances to the nearest neighbours. What is asked for is the
neighbours' labels.
"""

import numpy as np


def classify(train_vectors, train_labels, test_vectors, distance):
    answers = []
    for test in test_vectors:
        distances = np.array([distance(test, train) for train in train_vectors])
        answers.append(distances.min())
    return np.array(answers)
