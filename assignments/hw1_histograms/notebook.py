# %% [markdown]
# # Homework 1, in pictures
#
# This notebook calls the functions in your `histograms.py` and draws what they return. Nothing in
# it is graded or handed in: it is here to show what your code does, and to try things out. Change
# any number and run the cell again.
#
# The cells follow the handout's problems. Where a function is still to be written, the cell says
# so in one line. What you save in `histograms.py` counts from the next cell that you run.

# %%
# %load_ext autoreload
# %autoreload 2
# %load_ext autograder.checking.notebook_errors
import histograms
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import hsv_to_rgb, rgb_to_hsv
from sklearn.datasets import load_sample_images

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
# ## Problem 1: all vectors of the same length
#
# The lines join the vectors in the plane whose $p$-norm is ½, 1, and 1½. For $p = 2$ they are
# circles. How do they change as $p$ grows, and where do you see the maximum in the last picture?

# %%
places = np.linspace(-1.6, 1.6, 61)
powers = [0.5, 1, 2, 4, np.inf]
lengths = {
    p: [[histograms.p_norm(np.array([x, y]), p) for x in places] for y in places] for p in powers
}
_, axes = plt.subplots(1, len(powers), figsize=(13, 3.1))
for axis, (p, length) in zip(axes, lengths.items(), strict=True):
    axis.contour(places, places, length, levels=[0.5, 1, 1.5], colors="tab:blue")
    axis.set(title=f"p = {p}", xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    axis.label_outer()
plt.show()

# %% [markdown]
# ## Problem 2: a histogram of grey values
#
# Below each picture is the histogram of its grey values. The third picture has the pixels of the
# first in another order. Does the histogram notice?

# %%
grey = {"the temple": temple.mean(axis=2), "the flower": flower.mean(axis=2)}
shuffled = np.random.default_rng(1).permutation(grey["the temple"].reshape(-1))
grey["the temple, shuffled"] = shuffled.reshape(53, 80)

edges = np.linspace(0, 1, 17)
counts = {
    name: histograms.marginal_histogram(picture.reshape(-1), edges)
    for name, picture in grey.items()
}
_, axes = plt.subplots(2, 3, figsize=(12, 5), sharex="row", sharey="row")
for column, (name, picture) in enumerate(grey.items()):
    axes[0, column].imshow(picture, vmin=0, vmax=1)
    axes[0, column].set_title(name)
    axes[0, column].set_axis_off()
    axes[1, column].stairs(counts[name], edges, fill=True)
    axes[1, column].set(xlabel="grey value", ylabel="pixels")
    axes[1, column].label_outer()
plt.show()

# %% [markdown]
# Few bins say little, and many bins hold few pixels each. The edges may also be closer together
# where there is more to tell apart, as in the last histogram.

# %%
several_edges = {
    "4 bins": np.linspace(0, 1, 5),
    "16 bins": np.linspace(0, 1, 17),
    "128 bins": np.linspace(0, 1, 129),
    "narrow where it is dark": np.array([0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 1]),
}
values = grey["the flower"].reshape(-1)
counts = [histograms.marginal_histogram(values, edges) for edges in several_edges.values()]

_, axes = plt.subplots(1, 4, figsize=(13, 2.8))
for axis, (title, edges), count in zip(axes, several_edges.items(), counts, strict=True):
    axis.stairs(count, edges, fill=True)
    axis.set(title=title, xlabel="grey value")
axes[0].set_ylabel("pixels of the flower")
plt.show()

# %% [markdown]
# ## Problem 3: two features together
#
# How red is a pixel, and how blue? In the middle is the joint histogram of the flower: a darker
# cell holds more pixels (the scale is logarithmic). On the right is what one would guess if one
# knew only its row sums and its column sums. What does the joint histogram know that the marginal
# ones do not?

# %%
edges = np.linspace(0, 1, 17)
joint = histograms.grid_histogram(flower[:, :, [0, 2]].reshape(-1, 2), edges, edges)
guess = np.outer(joint.sum(axis=1), joint.sum(axis=0)) / joint.sum()

_, axes = plt.subplots(1, 3, figsize=(13, 3.4))
axes[0].imshow(flower)
axes[0].set_title("the flower")
axes[0].set_axis_off()
for axis, title, table in zip(axes[1:], ("joint", "from its sums"), (joint, guess), strict=True):
    axis.imshow(np.log1p(table), cmap="Blues", origin="lower", extent=(0, 1, 0, 1))
    axis.set(title=title, xlabel="blue", ylabel="red")
plt.show()

# %% [markdown]
# ## Problem 4: a histogram of clusters
#
# Eight colours, taken from pixels of the two photographs, are the centres. Each pixel counts for
# the colour that is nearest to its own.

# %%
pixels = np.concatenate([temple.reshape(-1, 3), flower.reshape(-1, 3)])
centers = np.random.default_rng(4).choice(pixels, size=8, replace=False)
centers = centers[np.argsort(centers.sum(axis=1))]  # from dark to bright
counts = {
    "the temple": histograms.cluster_histogram(temple.reshape(-1, 3), centers),
    "the flower": histograms.cluster_histogram(flower.reshape(-1, 3), centers),
}
_, axes = plt.subplots(1, 2, figsize=(10, 3), sharey=True)
for axis, (title, count) in zip(axes, counts.items(), strict=True):
    axis.bar(range(8), count, color=centers, edgecolor="grey")
    axis.set(title=title, xlabel="nearest centre", xticks=range(8))
axes[0].set_ylabel("pixels")
plt.show()

# %% [markdown]
# ## Problems 5 to 8: how far is one bin?
#
# Take out of `distances` what you have not written yet.
#
# A heap of mass 1 is moved to the right by 0, 1, 2, … bins. How far is it, says each distance, from
# where it was? Only one of them can tell far from very far.

# %%
distances = {
    "Euclidean": histograms.euclidean_distance,
    "intersection": histograms.intersection_distance,
    "chi-squared": histograms.chi_squared_distance,
    "earth mover's": histograms.earth_movers_distance,
}
bins = np.arange(32)


def heap(middle):
    mass = np.exp(-0.5 * ((bins - middle) / 1.5) ** 2)
    return mass / mass.sum()


shifts = range(21)
found = {
    name: [distance(heap(6), heap(6 + shift)) for shift in shifts]
    for name, distance in distances.items()
}
_, axes = plt.subplots(1, 1 + len(found), figsize=(14, 2.8))
for shift, alpha in [(0, 1), (3, 0.6), (20, 0.3)]:
    axes[0].bar(bins, heap(6 + shift), color="tab:blue", alpha=alpha, label=f"by {shift}")
axes[0].set(title="the heap, moved", xlabel="bin", ylabel="mass", ylim=(0, 0.36))
axes[0].legend(ncols=3, fontsize="small", handlelength=1, columnspacing=1)
for axis, (name, numbers) in zip(axes[1:], found.items(), strict=True):
    axis.plot(shifts, numbers, marker=".")
    axis.set(title=name, xlabel="moved by", xticks=[0, 10, 20], ylim=(0, None))
plt.show()

# %% [markdown]
# Now real pictures: ten pieces of the two photographs, two of each kind. Each is described by the
# histogram of its grey values, divided by its sum. The tables show the distances of all pairs: dark
# is near. Two pieces of the same kind should be near, in squares of 2 × 2 along the diagonal. Which
# distance sees that the two pieces of sky are almost the same? And which kinds does the grey value
# not tell apart?

# %%
corners = {
    "sky": (temple, [(2, 40), (8, 60)]),
    "roof": (temple, [(22, 18), (32, 30)]),
    "trees": (temple, [(42, 50), (43, 62)]),
    "petals": (flower, [(14, 26), (26, 36)]),
    "leaves": (flower, [(6, 2), (22, 68)]),
}
pieces = [
    photograph[top : top + 10, left : left + 12].mean(axis=2)
    for photograph, places in corners.values()
    for top, left in places
]
edges = np.linspace(0, 1, 17)
described = [histograms.marginal_histogram(piece.reshape(-1), edges) for piece in pieces]
described = [counts / counts.sum() for counts in described]
tables = {
    name: [[distance(h, k) for k in described] for h in described]
    for name, distance in distances.items()
}
kinds = [kind for kind in corners for _ in range(2)]

_, axes = plt.subplots(1, 10, figsize=(12, 1.5))
for axis, kind, piece in zip(axes, kinds, pieces, strict=True):
    axis.imshow(piece, vmin=0, vmax=1)
    axis.set_title(kind)
    axis.set_axis_off()
plt.show()

_, axes = plt.subplots(1, len(tables), figsize=(13, 3.6))
for axis, (name, table) in zip(axes, tables.items(), strict=True):
    axis.imshow(table)
    axis.set_title(name)
    axis.set_xticks(range(10), kinds, rotation=90)
    axis.set_yticks(range(10), kinds)
    axis.label_outer()
plt.show()

# %% [markdown]
# **A ground distance of your own.** The hues of a colour wheel are in a circle: the last bin is
# beside the first. Below, the colours of the flower are turned around the wheel, by 0 to 12
# twelfths. With the bins in a row, the earth mover carries some mass all the way back. With a
# matrix that knows the circle, a turn to the left is as far as one to the right.

# %%
n_hues = 12
hue_edges = np.linspace(0, 1, n_hues + 1)
in_a_row = np.abs(np.subtract.outer(np.arange(n_hues), np.arange(n_hues))).astype(float)
in_a_circle = np.minimum(in_a_row, n_hues - in_a_row)


def turned(picture, steps):
    """The picture with its hues turned by a number of bins."""
    hue, saturation, value = np.moveaxis(rgb_to_hsv(picture), 2, 0)
    return hsv_to_rgb(np.stack([(hue + steps / n_hues) % 1, saturation, value], axis=2))


def hue_histogram(picture):
    hue = rgb_to_hsv(picture)[:, :, 0].reshape(-1)
    counts = histograms.marginal_histogram(hue, hue_edges)
    return counts / counts.sum()


described = [hue_histogram(turned(flower, steps)) for steps in range(n_hues + 1)]
found = {
    name: [histograms.earth_movers_distance(described[0], h, matrix) for h in described]
    for name, matrix in {"in a row": in_a_row, "in a circle": in_a_circle}.items()
}
show({f"turned by {steps}": turned(flower, steps) for steps in (0, 3, 6, 9, 12)})

_, axes = plt.subplots(1, 3, figsize=(12, 3.4))
for axis, (name, matrix) in zip(axes, [("row", in_a_row), ("circle", in_a_circle)], strict=False):
    axis.imshow(matrix)
    axis.set(title=f"ground distance: {name}", xlabel="to bin", ylabel="from bin")
for name, numbers in found.items():
    axes[2].plot(numbers, marker="o", label=name)
axes[2].set(title="earth mover's distance", xlabel="turned by", xticks=range(0, 13, 3))
axes[2].legend()
plt.show()

# %% [markdown]
# Every number above is yours to change. What happens to the ten pieces with 4 bins, or with 256?
# And with joint histograms of two colours, after `reshape(-1)`, in place of grey values?
