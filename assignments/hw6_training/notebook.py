# %% [markdown]
# # Homework 6, in pictures
#
# This notebook calls the functions in your `training.py` and draws what they do to a training.
# Nothing in it is graded or handed in: it is here to show what your code does, and to try things
# out. Change any number and run the cell again.
#
# The cells follow the handout's problems. Where a function is still to be written, the cell says
# so in one line. What you save in `training.py` counts from the next cell that you run.

# %%
# %load_ext autoreload
# %autoreload 2
# %load_ext autograder.checking.notebook_errors
import matplotlib.pyplot as plt
import numpy as np
import torch
import training
from sklearn.datasets import load_digits, load_sample_image
from torch import nn

plt.rcParams.update({"figure.constrained_layout.use": True, "image.cmap": "gray"})

DIGITS = load_digits()
PIXELS = DIGITS.images / 16


def placed(numbers, seed):
    """Digits of 8 × 8 pixels, each at a random place on an empty canvas of 16 × 16."""
    random = np.random.default_rng(seed)
    canvas = np.zeros((len(numbers), 16, 16), dtype=np.float32)
    for image, number in zip(canvas, numbers, strict=True):
        row, column = random.integers(0, 9, size=2)
        image[row : row + 8, column : column + 8] = PIXELS[number]
    return canvas


def softmax_loss(scores, labels):
    """The mean cross-entropy, and its gradient with respect to the scores."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    probabilities = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
    right = np.arange(len(labels)), labels
    gradient = probabilities.copy()
    gradient[right] -= 1
    return -np.log(probabilities[right] + 1e-12).mean(), gradient / len(labels)


def losses_of_an_mlp(steps=120, lr=0.1, momentum=0.0, p_drop=0.0, normalised=False):
    """The loss after each step: 64 pixels, 32 hidden units, 10 classes, made of your functions."""
    random = np.random.default_rng(0)
    weights = [0.1 * random.normal(size=shape) for shape in [(64, 32), (32, 10)]]
    velocities = [np.zeros(w.shape) for w in weights]
    running = np.stack([np.zeros(32), np.ones(32)])
    losses = []
    for _ in range(steps):
        batch = random.integers(0, 1200, size=40)
        x = PIXELS[batch].reshape(40, 64)
        hidden = x @ weights[0]
        if normalised:
            ones, zeros = np.ones(32), np.zeros(32)
            hidden, running, seen = training.batchnorm_forward(hidden, ones, zeros, running, True)
        active = np.maximum(hidden, 0)
        if p_drop:
            active, mask = training.dropout_forward(active, p_drop, True, random)
        loss, dscores = softmax_loss(active @ weights[1], DIGITS.target[batch])
        dactive = dscores @ weights[1].T
        if p_drop:
            dactive = training.dropout_backward(dactive, mask)
        dhidden = dactive * (hidden > 0)
        if normalised:
            dhidden, _, _ = training.batchnorm_backward(dhidden, seen)
        gradients = [x.T @ dhidden, active.T @ dscores]
        for k in range(2):
            weights[k], velocities[k] = training.sgd_momentum(
                weights[k], gradients[k], velocities[k], lr, momentum
            )
        losses.append(loss)
    return losses


def draw_curves(curves, title):
    """Losses against steps, each averaged over five."""
    for name, losses in curves.items():
        plt.plot(np.convolve(losses, np.ones(5) / 5, mode="valid"), label=name)
    plt.xlabel("step")
    plt.ylabel("loss")
    plt.title(title)
    plt.legend()
    plt.show()


# %% [markdown]
# ## Problem 1: momentum
#
# A valley that is twenty times as steep across as it is along. Plain gradient descent can't be
# faster than the steep direction allows; with momentum the small steps along the valley add up.


# %%
def path(momentum, lr=0.03, steps=40):
    """Where gradient descent goes from (-4, 1) in the valley (x² + 20 y²)/2."""
    w, velocity = np.array([-4.0, 1.0]), np.zeros(2)
    places = [w]
    for _ in range(steps):
        w, velocity = training.sgd_momentum(w, w * [1, 20], velocity, lr, momentum)
        places.append(w)
    return np.array(places)


paths = {f"momentum {momentum}": path(momentum) for momentum in (0.0, 0.8)}
x, y = np.meshgrid(np.linspace(-4.5, 2, 80), np.linspace(-1.2, 1.2, 60))
plt.figure(figsize=(8, 3))
plt.contour(x, y, (x**2 + 20 * y**2) / 2, levels=12, colors="lightgray")
for name, places in paths.items():
    plt.plot(*places.T, "o-", markersize=3, label=name)
plt.legend()
plt.show()

# %% [markdown]
# The same in a network with one hidden layer that learns the digits.

# %%
draw_curves(
    {f"momentum {momentum}": losses_of_an_mlp(momentum=momentum) for momentum in (0.0, 0.5, 0.9)},
    "one learning rate, three kinds of friction",
)

# %% [markdown]
# ## Problem 2: dropout
#
# One digit under four masks, and the mean over 200 masks: the digit again.

# %%
digit = PIXELS[0]
random = np.random.default_rng(0)
masked = [training.dropout_forward(digit, 0.5, True, random)[0] for _ in range(200)]
_, axes = plt.subplots(1, 6, figsize=(12, 2.4))
for axis, picture in zip(axes, [digit, *masked[:4], np.mean(masked, axis=0)], strict=True):
    axis.imshow(picture, vmin=0, vmax=2)
    axis.set_axis_off()
plt.show()

# %% [markdown]
# Dropout makes training harder: the loss that you see while training is that of a network with
# holes. What it is good for shows on images that the network has not seen.

# %%
draw_curves(
    {f"p_drop = {p}": losses_of_an_mlp(momentum=0.9, p_drop=p) for p in (0.2, 0.5, 0.0)},
    "with and without dropout",
)

# %% [markdown]
# ## Problem 3: batch normalisation
#
# At a learning rate that is far too large for it, the plain network jumps about. With batch
# normalisation the scale of the weights does not matter to what comes after them.

# %%
draw_curves(
    {
        "normalised": losses_of_an_mlp(lr=1.0, momentum=0.9, normalised=True),
        "plain": losses_of_an_mlp(lr=1.0, momentum=0.9),
    },
    "a large learning rate",
)

# %% [markdown]
# ## Problem 4: augmentation
#
# One flower, twelve times. Is it still the same flower in each?

# %%
flower = load_sample_image("flower.jpg")[:400, 120:520].reshape(50, 8, 50, 8, 3).mean((1, 3)) / 255
copies = np.tile(flower.transpose(2, 0, 1), (12, 1, 1, 1))
augmented = training.augment(copies, np.random.default_rng(1), pad=8)
_, axes = plt.subplots(2, 6, figsize=(12, 4))
for axis, picture in zip(axes.flat, augmented, strict=True):
    axis.imshow(picture.transpose(1, 2, 0))
    axis.set_axis_off()
plt.show()

# %% [markdown]
# ## Problem 5: data sets and loaders
#
# The first batch of digits that are anywhere on a canvas of 16 × 16.

# %%
dataset = training.ImageDataset(placed(range(600), 0), DIGITS.target[:600])
images, labels = next(iter(training.make_loader(dataset, 10, seed=0)))
_, axes = plt.subplots(1, 10, figsize=(12, 1.6))
for axis, image, label in zip(axes, images, labels, strict=True):
    axis.imshow(image[0])
    axis.set_title(int(label))
    axis.set_axis_off()
plt.show()

# %% [markdown]
# ## Problems 6 and 7: a classifier
#
# 700 of these digits to learn from, 500 others to be tried on. Your classifier, and two that must
# learn a digit anew at each place: a linear one, and one with a hidden layer of 64 units. All are
# better with more examples; which of them is the first to find out that a 7 is a 7 everywhere?


# %%
def train_plainly(network, images, labels, epochs=15):
    """Adam, as it comes."""
    torch.manual_seed(0)
    x, y = torch.tensor(images)[:, None], torch.tensor(labels)
    adam = torch.optim.Adam(network.parameters(), lr=0.005)
    for _ in range(epochs):
        for chosen in torch.randperm(len(x)).split(32):
            adam.zero_grad()
            nn.functional.cross_entropy(network(x[chosen]), y[chosen]).backward()
            adam.step()
    return network


def accuracy(network, images, labels):
    with torch.inference_mode():
        return float((network(torch.tensor(images)[:, None]).argmax(1).numpy() == labels).mean())


train_images, train_labels = placed(range(700), 1), DIGITS.target[:700]
test_images, test_labels = placed(range(1200, 1700), 2), DIGITS.target[1200:1700]
model = training.train_classifier(
    train_images, train_labels, 10, device="cpu", seed=0, max_seconds=60
)
answers = training.predict(model, test_images)
linear = nn.Sequential(nn.Flatten(), nn.Linear(256, 10))
dense = nn.Sequential(nn.Flatten(), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 10))
bars = {
    "linear": accuracy(train_plainly(linear, train_images, train_labels), test_images, test_labels),
    "one hidden layer": accuracy(
        train_plainly(dense, train_images, train_labels), test_images, test_labels
    ),
    "yours": float(np.mean(answers == test_labels)),
}
plt.figure(figsize=(6, 3))
plt.bar(list(bars), list(bars.values()))
for place, height in enumerate(bars.values()):
    plt.text(place, height, f"{height:.0%}", ha="center", va="bottom")
plt.ylim(0, 1.1)
plt.title("accuracy on digits that were not seen")
plt.show()

# %% [markdown]
# ## Problem 8: fine-tuning
#
# A network has learned the digits 0 to 4. Its last layer is cut off; what is left has never seen a
# 5, 6, 7, 8 or 9. Yet its features make it easy to learn them from a few examples, easier than from
# nothing.

# %%
old, new = (np.flatnonzero((DIGITS.target >= 5) == later) for later in (False, True))


def fine_tuned_and_from_nothing(backbone, n):
    """Accuracies on other digits after seeing n of them."""
    images, labels = placed(new[:n], 4), DIGITS.target[new[:n]] - 5
    others, right = placed(new[400:800], 5), DIGITS.target[new[400:800]] - 5
    request = {"device": "cpu", "seed": 0, "max_seconds": 60}
    models = (
        training.finetune(backbone, images, labels, 5, **request),
        training.train_classifier(images, labels, 5, **request),
    )
    return [np.mean(training.predict(model, others) == right) for model in models]


# fmt: off
features = nn.Sequential(
    nn.Conv2d(1, 16, 5, padding=2), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(16, 32, 5, padding=2), nn.BatchNorm2d(32), nn.ReLU(), nn.AdaptiveMaxPool2d(2),
    nn.Flatten(1),
)
# fmt: on
train_plainly(
    nn.Sequential(features, nn.Linear(128, 5)), placed(old[:700], 3), DIGITS.target[old[:700]], 8
)
sizes = [10, 20, 40, 80]
accuracies = np.array([fine_tuned_and_from_nothing(features, n) for n in sizes])
plt.figure(figsize=(6, 3))
plt.plot(sizes, accuracies[:, 0], "o-", label="fine-tuned")
plt.plot(sizes, accuracies[:, 1], "o-", label="from nothing")
plt.xlabel("images of the digits 5 to 9")
plt.ylabel("accuracy")
plt.legend()
plt.show()
