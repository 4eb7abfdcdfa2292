# %% [markdown]
# # Homework 2, in pictures
#
# This notebook calls the functions in your `bag_of_words.py` and draws what they return. Nothing in
# it is graded or handed in: it is here to show what your code does, and to try things out. Change
# any number and run the cell again.
#
# The cells follow the handout's problems. Where a function is still to be written, the cell says
# so in one line. What you save in `bag_of_words.py` counts from the next cell that you run.

# %%
# %load_ext autoreload
# %autoreload 2
# %load_ext autograder.checking.notebook_errors
import bag_of_words
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import to_rgb
from sklearn.datasets import load_digits, load_sample_images
from sklearn.metrics import pairwise_distances

plt.rcParams.update({"figure.constrained_layout.use": True, "image.cmap": "gray"})


def scaled_down(photograph, height, width):
    """The means of 8 × 8 pixels, as colours from 0 to 1; cut to height × width of them."""
    cut = photograph[: 8 * height, : 8 * width]
    return cut.reshape(height, 8, width, 8, 3).mean(axis=(1, 3)) / 255


temple, flower = (scaled_down(photo, 53, 80) for photo in load_sample_images().images)


def show(pictures, **options):
    """Pictures side by side, each below its title."""
    _, axes = plt.subplots(1, len(pictures), figsize=(min(4 * len(pictures), 12), 2.8))
    for axis, (title, picture) in zip(axes, pictures.items(), strict=True):
        axis.imshow(picture, **options)
        axis.set_title(title)
        axis.set_axis_off()
    plt.show()


show({"the temple": temple, "the flower": flower})

# %% [markdown]
# ## Problem 1: k-means, step by step
#
# The colours of some of the flower's pixels, seen by their red and their blue alone. Five of them
# are the first centres (crosses). The pictures show the centres before a step, and the labels that
# the step gives; then it moves each centre to the middle of its own. The loss never rises.

# %%
rng = np.random.default_rng(4)
points = rng.choice(flower[:, :, [0, 2]].reshape(-1, 2), size=400, replace=False)
centers = points[:5]
stages, losses = {}, []
for step in range(1, 16):
    new_centers, labels = bag_of_words.kmeans_step(points, centers)
    losses.append(np.sum((points - centers[labels]) ** 2))
    if step in (1, 2, 4, 15):
        stages[f"step {step}"] = (centers, labels)
    centers = new_centers

_, axes = plt.subplots(1, 1 + len(stages), figsize=(14, 3))
for axis, (title, (crosses, labels)) in zip(axes, stages.items(), strict=False):
    axis.scatter(*points.T, c=labels, cmap="Set2", s=5)
    axis.plot(*crosses.T, "kX", markersize=9, markeredgecolor="white")
    axis.set(title=title, xlabel="red", ylabel="blue")
    axis.label_outer()
axes[-1].plot(range(1, 16), losses, marker=".")
axes[-1].set(title="the loss", xlabel="step", ylim=(0, None))
plt.show()

# %% [markdown]
# With all three colours, the centres are a palette, and the labels paint the picture with it.

# %%
pixels = flower.reshape(-1, 3)
painted = {"the flower": flower}
for n_colours in (2, 4, 8):
    palette = rng.choice(pixels[::10], size=n_colours, replace=False)
    for _ in range(8):
        palette, _ = bag_of_words.kmeans_step(pixels[::10], palette)
    _, labels = bag_of_words.kmeans_step(pixels, palette)
    painted[f"in {n_colours} colours"] = palette[labels].reshape(flower.shape)
show(painted)

# %% [markdown]
# **A visual vocabulary.** The features are now patches of 5 × 5 grey values, without their mean, so
# that only their pattern counts. The words are the centres of clusters of patches, from *both*
# photographs. Most patches are nearly flat; the other words are edges of different directions.

# %%
SIZE, N_WORDS = 5, 16


def patches_of(picture):
    """All patches of a grey picture (H, W), as an array (H − 4, W − 4, 25)."""
    windows = np.lib.stride_tricks.sliding_window_view(picture, (SIZE, SIZE))
    flat = windows.reshape(*windows.shape[:2], -1)
    return flat - flat.mean(axis=2, keepdims=True)


patches = {
    name: patches_of(picture.mean(axis=2))
    for name, picture in {"the temple": temple, "the flower": flower}.items()
}
some = np.concatenate([rng.permutation(p.reshape(-1, SIZE**2))[:400] for p in patches.values()])
words = some[:N_WORDS]
for _ in range(12):
    words, _ = bag_of_words.kmeans_step(some, words)
words = words[np.argsort(words.std(axis=1))]  # the flattest first

_, axes = plt.subplots(1, N_WORDS, figsize=(14, 1.3))
for number, (axis, word) in enumerate(zip(axes, words, strict=True)):
    axis.imshow(word.reshape(SIZE, SIZE), vmin=-0.3, vmax=0.3)
    axis.set_title(number)
    axis.set_axis_off()
plt.show()

# %% [markdown]
# Each pixel of a *word map* is the word that is nearest to the patch there.

# %%
word_maps = {}
for name, of_picture in patches.items():
    _, labels = bag_of_words.kmeans_step(of_picture.reshape(-1, SIZE**2), words)
    word_maps[name] = labels.reshape(of_picture.shape[:2])
show(word_maps, cmap="tab20", vmin=0, vmax=19)

# %% [markdown]
# ## Problems 2 and 3: hard and soft assignment
#
# Three words on a line, at 2, 5 and 9, and a feature that moves from 0 to 11. Each curve is the
# share of the feature's vote that one word gets. Where do they meet, and what happens at the words
# themselves?

# %%
places = np.linspace(0, 11, 221)
line_words = np.array([2.0, 5.0, 9.0])
distances = np.abs(places[:, np.newaxis] - line_words)
shares = {
    "hard": bag_of_words.hard_assignment(distances),
    "soft": bag_of_words.soft_assignment(distances),
}
figure, axes = plt.subplots(1, 2, figsize=(11, 3), sharey=True)
for axis, (title, share) in zip(axes, shares.items(), strict=True):
    for place, of_word in zip(line_words, share.T, strict=True):
        (line,) = axis.plot(places, of_word, label=f"word at {place:g}")
        axis.axvline(place, color=line.get_color(), linestyle=":")
    axis.set(title=title, xlabel="feature")
axes[0].set_ylabel("share of the vote")
figure.legend(*axes[0].get_legend_handles_labels(), loc="outside right")
plt.show()

# %% [markdown]
# ## Problem 4: pooling
#
# All patches of an image vote, and pooling makes one number per word of their votes. Here the
# images are pieces of the photographs. Which of the four descriptions tells them apart? What does
# *max* forget that *sum* knows?

# %%
pieces = {
    "sky": patches["the temple"][:16, 46:62],
    "roof": patches["the temple"][14:30, 16:32],
    "leaves": patches["the flower"][4:20, 2:18],
}
kinds = [("hard", "sum"), ("soft", "sum"), ("hard", "max"), ("soft", "max")]
pooled = {}
for name, piece in pieces.items():
    distances = pairwise_distances(piece.reshape(-1, SIZE**2), words)
    votes = {
        "hard": bag_of_words.hard_assignment(distances),
        "soft": bag_of_words.soft_assignment(distances),
    }
    pooled[name] = [bag_of_words.pool(votes[assignment], how) for assignment, how in kinds]

_, axes = plt.subplots(3, 4, figsize=(13, 5.4), sharex=True, sharey="col")
for row, (name, vectors) in zip(axes, pooled.items(), strict=True):
    for axis, vector, (assignment, how) in zip(row, vectors, kinds, strict=True):
        axis.bar(range(N_WORDS), vector)
        axis.set(title=f"{name}: {assignment}, {how}", xticks=range(0, N_WORDS, 3))
for axis in axes[-1]:
    axis.set_xlabel("word")
plt.show()

# %% [markdown]
# ## Problem 5: the spatial pyramid
#
# Four words are enough to see it: flat and dark, flat and bright, edge, and strong edge. Each cell
# of the temple's word map has a histogram of its own, drawn in its place. Where is the sky?

# %%
brightness = temple.mean(axis=2)[2:-2, 2:-2]
contrast = patches["the temple"].std(axis=2)
word_map = np.where(contrast > 0.14, 3, np.where(contrast > 0.08, 2, brightness > 0.5))
word_names = ["dark", "bright", "edge", "strong edge"]
colours = ["black", "lightskyblue", "orange", "red"]
pyramid = bag_of_words.spatial_pyramid(word_map, n_words=4, n_levels=3)
beginnings = [4, 20]  # of the second and the third level

figure = plt.figure(figsize=(14, 3.2))
parts = figure.subfigures(1, 4, wspace=0.03)
axis = parts[0].subplots()
axis.imshow(np.array([to_rgb(colour) for colour in colours])[word_map])
axis.set_axis_off()
parts[0].suptitle("word map")
for level, counts in enumerate(np.split(pyramid, beginnings)):
    side = 2**level
    part = parts[1 + level]
    part.suptitle(f"level {level}: {side} × {side} cells")
    axes = part.subplots(side, side, squeeze=False)
    for axis, cell in zip(axes.flat, counts.reshape(-1, 4), strict=True):
        axis.bar(range(4), cell, color=colours)
        axis.set(xticks=[], yticks=[])
figure.legend(
    handles=[plt.Rectangle((0, 0), 1, 1, color=colour) for colour in colours],
    labels=word_names,
    loc="outside lower center",
    ncols=4,
)
plt.show()

# %% [markdown]
# Turn the picture upside down. How much of each level changes?

# %%
turned = bag_of_words.spatial_pyramid(word_map[::-1], n_words=4, n_levels=3)
for level, change in enumerate(np.split(turned - pyramid, beginnings)):
    moved = np.abs(change).sum() / 2
    print(f"level {level}: {moved / word_map.size:.0%} of the counts have moved")

# %% [markdown]
# ## Problems 6 and 7: what does the image show?
#
# Handwritten digits of 8 × 8 pixels, each somewhere in an empty image. The features are patches of
# 4 × 4 pixels that hold some ink. An image becomes one vector by `encode`, and the nearest
# neighbour among 120 known images names it: once by its words, once by its raw pixels.

# %%
digits, labels = load_digits(return_X_y=True)
n_train, n_test = 120, 60
images = np.zeros((n_train + n_test, 20, 20))
for image, digit in zip(images, digits, strict=False):
    top, left = rng.integers(0, 13, size=2)
    image[top : top + 8, left : left + 8] = digit.reshape(8, 8) / 16
labels = labels[: len(images)]


def inked_patches(image):
    windows = np.lib.stride_tricks.sliding_window_view(image, (4, 4)).reshape(-1, 16)
    return windows[windows.sum(axis=1) > 2]


def city_block(h, k):
    return np.abs(h - k).sum()


features = [inked_patches(image) for image in images]
known = rng.permutation(np.concatenate(features[:n_train]))[:800]
vocabulary = known[:40]
for _ in range(8):
    vocabulary, _ = bag_of_words.kmeans_step(known, vocabulary)
vectors = np.stack(
    [bag_of_words.encode(of_image, vocabulary, "hard", "sum") for of_image in features]
)
vectors = vectors / vectors.sum(axis=1, keepdims=True)

answers = {
    name: bag_of_words.classify(rows[:n_train], labels[:n_train], rows[n_train:], city_block)
    for name, rows in {"words": vectors, "raw pixels": images.reshape(len(images), -1)}.items()
}
for name, answer in answers.items():
    right = np.mean(answer == labels[n_train:])
    figure, axes = plt.subplots(1, 12, figsize=(13, 1.7))
    for axis, image, said, label in zip(
        axes, images[n_train:], answer, labels[n_train:], strict=False
    ):
        axis.imshow(image, cmap="Greys")
        axis.set_title(said, color="tab:green" if said == label else "tab:red")
        axis.set(xticks=[], yticks=[])
    figure.suptitle(f"by its {name}: {right:.0%} of {n_test} are right")
    plt.show()

# %% [markdown]
# The first twelve are shown, with the answers above them (red: wrong). Every number is yours to
# change: more words, larger patches, soft assignment, and one of your distances of homework 1 in
# place of `city_block`.
