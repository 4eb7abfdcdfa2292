"""The outputs of each image seem to be probabilities. The network gives scores; the softmax
belongs to the loss.
"""

from torch import nn


class LeNet5(nn.Module):
    def __init__(self, n_classes=10):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(1, 6, 5),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(6, 16, 5),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(400, 120),
            nn.ReLU(),
            nn.Linear(120, 84),
            nn.ReLU(),
            nn.Linear(84, n_classes),
            nn.Softmax(dim=1),
        )

    def forward(self, x):
        return self.layers(x)
