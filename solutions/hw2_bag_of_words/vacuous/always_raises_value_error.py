"""Refuses everything, with a sentence, in the hope of the points for refusing wrong arguments."""


def kmeans_step(features, centers):
    raise ValueError("the features do not fit the centres")


def hard_assignment(distances):
    raise ValueError("the distances have the wrong shape")


def soft_assignment(distances):
    raise ValueError("the distances have the wrong shape")


def pool(assignments, how):
    raise ValueError("unknown pooling")


def spatial_pyramid(word_map, n_words, n_levels):
    raise ValueError("the map has the wrong shape")


def encode(features, vocabulary, assignment, pooling):
    raise ValueError("unknown assignment or pooling")


def classify(train_vectors, train_labels, test_vectors, distance):
    raise ValueError("the vectors have the wrong shape")
