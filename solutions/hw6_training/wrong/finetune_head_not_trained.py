"""The head has not learned anything."""

import torch
from torch import nn


def finetune(backbone, images, labels, n_classes, *, device, seed, max_seconds):
    torch.manual_seed(seed)
    x = torch.as_tensor(images, dtype=torch.float32, device=device)
    x = x if x.ndim == 4 else x.unsqueeze(1)
    torch.as_tensor(labels, device=device)
    backbone.to(device).eval()
    with torch.no_grad():
        head = nn.Linear(backbone(x[:1]).shape[1], n_classes).to(device)
    return nn.Sequential(backbone, head)
