"""Returns what it was given, as far as the kind of the answer allows."""

import numpy as np


def sgd_momentum(w, dw, velocity, lr, momentum):
    return w, velocity


def dropout_forward(x, p_drop, train, rng):
    return x, x


def dropout_backward(dout, cache):
    return dout


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    return x, running, x


def batchnorm_backward(dout, cache):
    return dout, dout[0], dout[0]


def augment(images, rng, pad=4):
    return images


class ImageDataset:
    def __init__(self, images, labels, transform=None):
        self.images, self.labels = images, labels

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        return self.images[index], self.labels[index]


def make_loader(dataset, batch_size, seed, shuffle=True):
    return dataset


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    return labels


def predict(model, images):
    """The labels of the training, as many as there are images, in their order."""
    return np.resize(model, len(images))


def finetune(backbone, images, labels, n_classes, *, device, seed, max_seconds):
    return backbone
