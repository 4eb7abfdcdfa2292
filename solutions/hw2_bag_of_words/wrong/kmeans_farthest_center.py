"""Features seem to be labelled with the centre that is farthest away. Which distance is the best
one, the largest or the smallest?
"""

import numpy as np


def kmeans_step(features, centers):
    labels = np.linalg.norm(features[:, None] - centers, axis=2).argmax(axis=1)
    new_centers = centers.copy()
    for k in np.unique(labels):
        new_centers[k] = features[labels == k].mean(axis=0)
    return new_centers, labels
