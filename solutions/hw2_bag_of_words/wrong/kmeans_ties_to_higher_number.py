"""A feature in the middle between two centres seems to go to the one of the higher number. At a
tie the lower number wins.
"""

import numpy as np


def kmeans_step(features, centers):
    labels = []
    for feature in features:
        best, smallest = 0, np.inf
        for k, center in enumerate(centers):
            distance = np.linalg.norm(feature - center)
            if distance <= smallest:
                best, smallest = k, distance
        labels.append(best)
    labels = np.array(labels)
    new_centers = centers.copy()
    for k in np.unique(labels):
        new_centers[k] = features[labels == k].mean(axis=0)
    return new_centers, labels
