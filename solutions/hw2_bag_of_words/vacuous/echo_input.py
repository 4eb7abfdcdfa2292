"""Returns what it was given, as far as the kind of the answer allows."""


def kmeans_step(features, centers):
    return centers, features[:, 0]


def hard_assignment(distances):
    return distances


def soft_assignment(distances):
    return distances


def pool(assignments, how):
    return assignments


def spatial_pyramid(word_map, n_words, n_levels):
    return word_map.ravel()


def encode(features, vocabulary, assignment, pooling):
    return features[0]


def classify(train_vectors, train_labels, test_vectors, distance):
    return train_labels[: len(test_vectors)]
