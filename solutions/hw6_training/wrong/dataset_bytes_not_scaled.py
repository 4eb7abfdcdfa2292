"""uint8 images seem to keep their values from 0 to 255."""

import torch
from torch.utils.data import Dataset


class ImageDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        self.images = images if images.ndim == 4 else images[:, None]
        self.labels, self.transform = labels, transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        image = torch.tensor(self.images[index]).float()
        return self.transform(image) if self.transform else image, int(self.labels[index])
