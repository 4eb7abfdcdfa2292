"""Images of float32 seem to be divided by 255 as well. They are left as they are."""

import torch
from torch.utils.data import Dataset


class ImageDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        self.images = images if images.ndim == 4 else images[:, None]
        self.labels, self.transform = labels, transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        image = torch.tensor(self.images[index]) / 255
        return self.transform(image) if self.transform else image, int(self.labels[index])
