"""Grey images seem to come without an axis for their one channel."""

import torch
from torch.utils.data import Dataset


class ImageDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        self.images, self.labels, self.transform = images, labels, transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        image = torch.tensor(self.images[index])
        image = image / 255 if image.dtype == torch.uint8 else image
        return self.transform(image) if self.transform else image, int(self.labels[index])
