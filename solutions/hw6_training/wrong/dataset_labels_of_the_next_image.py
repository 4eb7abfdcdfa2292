"""Images seem to come with labels of others."""

import torch
from torch.utils.data import Dataset


class ImageDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        self.images = images if images.ndim == 4 else images[:, None]
        self.labels, self.transform = labels, transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        image = torch.tensor(self.images[index])
        image = image / 255 if image.dtype == torch.uint8 else image
        label = int(self.labels[(index + 1) % len(self.labels)])
        return self.transform(image) if self.transform else image, label
