"""Plain Python: lists and nested loops, one number at a time, just as the formulas are written."""

import math

import numpy as np


def _euclidean(a, b):
    return math.sqrt(sum((float(x) - float(y)) ** 2 for x, y in zip(a, b, strict=True)))


def _position_of_smallest(numbers):
    best = 0
    for i in range(1, len(numbers)):
        if numbers[i] < numbers[best]:
            best = i
    return best


def kmeans_step(features, centers):
    labels = []
    for feature in features:
        labels.append(_position_of_smallest([_euclidean(feature, center) for center in centers]))
    new_centers = []
    for k, center in enumerate(centers):
        members = [feature for feature, label in zip(features, labels, strict=True) if label == k]
        if not members:
            new_centers.append(list(center))
        else:
            new_centers.append(
                [sum(column) / len(members) for column in zip(*members, strict=True)]
            )
    return np.array(new_centers), np.array(labels)


def hard_assignment(distances):
    rows = []
    for row in distances:
        nearest = _position_of_smallest(row)
        rows.append([1.0 if k == nearest else 0.0 for k in range(len(row))])
    return np.array(rows)


def soft_assignment(distances):
    rows = []
    for row in distances:
        zeros = sum(1 for d in row if d == 0)
        if zeros > 0:
            rows.append([1 / zeros if d == 0 else 0.0 for d in row])
        else:
            total = sum(1 / d for d in row)
            rows.append([1 / d / total for d in row])
    return np.array(rows)


def pool(assignments, how):
    if how not in ("sum", "max"):
        raise ValueError(f"I don't know how to pool by {how}.")
    result = [0.0] * len(assignments[0])
    for row in assignments:
        for k, vote in enumerate(row):
            result[k] = result[k] + vote if how == "sum" else max(result[k], vote)
    return np.array(result)


def spatial_pyramid(word_map, n_words, n_levels):
    height, width = len(word_map), len(word_map[0])
    result = []
    for level in range(n_levels):
        n = 2**level
        for i in range(n):
            for j in range(n):
                counts = [0] * n_words
                for row in range(math.floor(i * height / n), math.floor((i + 1) * height / n)):
                    for column in range(math.floor(j * width / n), math.floor((j + 1) * width / n)):
                        counts[word_map[row][column]] += 1
                result.extend(counts)
    return np.array(result)


def encode(features, vocabulary, assignment, pooling):
    distances = [[_euclidean(feature, word) for word in vocabulary] for feature in features]
    if assignment == "hard":
        votes = hard_assignment(distances)
    elif assignment == "soft":
        votes = soft_assignment(distances)
    else:
        raise ValueError(f"I don't know the assignment {assignment}.")
    return pool(votes, pooling)


def classify(train_vectors, train_labels, test_vectors, distance):
    answers = []
    for test_vector in test_vectors:
        distances = [distance(test_vector, train_vector) for train_vector in train_vectors]
        answers.append(train_labels[_position_of_smallest(distances)])
    return np.array(answers)
