"""The axis of the channels seems to come last. PyTorch wants (C, H, W)."""

import torch
from torch.utils.data import Dataset


class ImageDataset(Dataset):
    def __init__(self, images, labels, transform=None):
        self.images = images if images.ndim == 4 else images[:, None]
        self.labels, self.transform = labels, transform

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        image = torch.tensor(self.images[index]).permute(1, 2, 0)
        image = image / 255 if image.dtype == torch.uint8 else image
        return self.transform(image) if self.transform else image, int(self.labels[index])
