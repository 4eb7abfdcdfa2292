"""The labels seem to come first and the centres second. The function returns new_centers,
labels.
"""

import numpy as np


def kmeans_step(features, centers):
    labels = np.linalg.norm(features[:, None] - centers, axis=2).argmin(axis=1)
    new_centers = centers.copy()
    for k in np.unique(labels):
        new_centers[k] = features[labels == k].mean(axis=0)
    return labels, new_centers
