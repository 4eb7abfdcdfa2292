# %% [markdown]
# # Homework 4, in pictures
#
# This notebook calls the functions in your `convolution.py` and draws what they return. Nothing in
# it is graded or handed in: it is here to show what your code does, and to try things out. Change
# any number and run the cell again.
#
# The cells follow the handout's problems. Where a function is still to be written, the cell says
# so in one line. What you save in `convolution.py` counts from the next cell that you run.

# %%
# %load_ext autoreload
# %autoreload 2
# %load_ext autograder.checking.notebook_errors
import convolution
import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits, load_sample_images

plt.rcParams.update({"figure.constrained_layout.use": True, "image.cmap": "gray"})


def scaled_down(photograph, height, width):
    """The means of 4 × 4 pixels, as colours from 0 to 1; cut to height × width of them."""
    cut = photograph[: 4 * height, : 4 * width]
    return cut.reshape(height, 4, width, 4, 3).mean(axis=(1, 3)) / 255


temple, flower = (scaled_down(photo, 97, 145) for photo in load_sample_images().images)


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
# ## Problem 1: where a filter fits
#
# Every row below is one position of a filter on an input of 7 numbers (grey: the padding). When the
# last position ends exactly at the right end, the number of rows is the size of the output.


# %%
n, f = 7, 3
settings = [(1, 0), (2, 0), (3, 0), (1, 1), (3, 1)]


def output_size(stride, pad):
    """None where the filter does not fit."""
    try:
        return convolution.conv_output_size(n, f, stride, pad)
    except ValueError:
        return None


sizes = [output_size(stride, pad) for stride, pad in settings]

figure, axes = plt.subplots(1, len(settings), figsize=(13, 2.6))
for axis, (stride, pad), size in zip(axes, settings, sizes, strict=True):
    says = "does not fit" if size is None else f"{size} outputs"
    for row in range(size or 2):
        for place in range(-pad, n + pad):
            ground = "white" if 0 <= place < n else "lightgrey"
            axis.add_patch(plt.Rectangle((place, row), 1, 0.8, facecolor=ground, edgecolor="grey"))
        colour = "tab:red" if size is None else "tab:blue"
        start = row * stride - pad
        axis.add_patch(plt.Rectangle((start, row), f, 0.8, color=colour, alpha=0.6))
    axis.set(title=f"stride {stride}, pad {pad}: {says}", xlim=(-1.2, 8.2), ylim=(7, -0.2))
    axis.set_aspect("equal")
    axis.set_axis_off()
plt.show()

# %% [markdown]
# ## Problem 2: convolution of a signal
#
# The brightness along one row of the photograph is a signal. A kernel of equal weights smooths it;
# the deck's $[1, 0, -1]$, which is flipped before it is used, takes the right neighbour minus the
# left one: positive where the picture gets brighter from left to right.

# %%
row = 60
signal = temple[row].mean(axis=1)
smooth = convolution.conv1d(signal, np.ones(9) / 9, pad=4)
change = convolution.conv1d(signal, np.array([1.0, 0, -1]), pad=1)

figure, axes = plt.subplots(3, 1, figsize=(8, 9), sharex=True, height_ratios=[4, 2, 2])
axes[0].imshow(temple, aspect="auto")
axes[0].axhline(row, color="tab:red")
axes[0].set(title=f"row {row} of the temple", ylabel="row")
axes[1].plot(signal, color="lightgrey", label="signal")
axes[1].plot(smooth, label="mean of 9")
axes[1].set(title="smoothed", ylabel="brightness")
axes[1].legend()
axes[2].plot(change, color="tab:orange")
axes[2].axhline(0, color="grey", linewidth=0.5)
axes[2].set(title="differences", ylabel="right − left", xlabel="pixel")
plt.show()

# %% [markdown]
# At both ends the smoothed signal falls, for there the window reaches into the zeros of the
# padding.
#
# A signal that is zero but for a single 1 gives the kernel back. In which order? Compare:

# %%
impulse = np.zeros(9)
impulse[4] = 1
kernel = np.array([1.0, 2, 3, 4, 5])
response = convolution.conv1d(impulse, kernel, pad=2)

figure, axes = plt.subplots(1, 3, figsize=(10, 2.4), sharey=True)
names = ("impulse", "kernel", "convolution")
for axis, name, values in zip(axes, names, (impulse, kernel, response), strict=True):
    axis.stem(values, basefmt="lightgrey")
    axis.set(title=name, xlabel="index")
plt.show()

# %% [markdown]
# ## Problem 3: convolution is a matrix
#
# Rows are outputs, columns are inputs. A dense layer would have a weight of its own in every place;
# here most are zero, and all rows share the same few. What do stride and padding do to the
# diagonals?

# %%
bump = np.array([1.0, 2, 4, 2, 1])
matrices = {
    "stride 1, pad 0": convolution.toeplitz_matrix(bump, 21),
    "stride 1, pad 2": convolution.toeplitz_matrix(bump, 21, pad=2),
    "stride 2, pad 2": convolution.toeplitz_matrix(bump, 21, stride=2, pad=2),
    "stride 4, pad 2": convolution.toeplitz_matrix(bump, 21, stride=4, pad=2),
}
figure, axes = plt.subplots(1, len(matrices), figsize=(12, 3.2))
for axis, (title, matrix) in zip(axes, matrices.items(), strict=True):
    axis.imshow(matrix, cmap="Blues")
    axis.set(title=title, xlabel="input", ylabel="output")
    axis.locator_params(integer=True)
plt.show()

# %% [markdown]
# ## Problem 4: how many weights
#
# A layer with as many outputs as inputs, for square images of growing size, and filters of
# 3 × 3 pixels. Both scales are logarithmic: a step upwards is ten times as much.

# %%
sides = np.array([4, 8, 16, 32, 64])
counts = {
    "dense": [convolution.dense_parameters(int(side**2), int(side**2)) for side in sides],
    "locally connected": [convolution.local_parameters(9, int(side**2)) for side in sides],
    "convolutional": [convolution.shared_parameters(9) for side in sides],
}
figure, axis = plt.subplots(figsize=(7, 4))
for name, numbers in counts.items():
    axis.loglog(sides, numbers, marker="o", label=name)
axis.set_xticks(sides, labels=[f"{side}²" for side in sides])
axis.minorticks_off()
axis.set(xlabel="pixels", ylabel="weights", title="weights of a layer")
axis.grid(alpha=0.3)
axis.legend()
plt.show()

# %% [markdown]
# ## Problem 5: what filters do to a photograph
#
# Four filters, each of which treats the three colours alike. They come as one array of shape
# $(F, C, H_f, W_f) = (4, 3, 3, 3)$, and give four channels. The last two have a bias of ½, so that
# 0 becomes grey.

# %%
filters = {
    "blurred": np.ones((3, 3)) / 9,
    "sharpened": np.array([[0.0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
    "left to right": np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]]),
    "top to bottom": np.array([[-1.0, -2, -1], [0, 0, 0], [1, 2, 1]]),
}


def as_images(picture):
    """A picture (H, W, C) as a batch of one image (1, C, H, W)."""
    return picture.transpose(2, 0, 1)[np.newaxis]


for_grey = np.stack([np.stack([weights] * 3) / 3 for weights in filters.values()])
biases = np.array([0, 0, 0.5, 0.5])
maps, _ = convolution.conv2d_forward(as_images(temple), for_grey, biases)
show({"photograph": temple} | dict(zip(filters, maps[0], strict=True)), vmin=0, vmax=1)

# %% [markdown]
# The last two are bright where the picture gets brighter (from left to right, from top to bottom),
# dark where it gets darker, and grey where nothing changes.
#
# **A filter sees all channels.** One that weighs the colours differently can look for a colour.
# These filters are a single pixel large:

# %%
colours = np.array([[1.0, 0, 0], [1, -0.5, -0.5], [-0.5, 1, -0.5], [-0.5, -0.5, 1]])
names = ["red alone", "rather red", "rather green", "rather blue"]
maps, _ = convolution.conv2d_forward(as_images(flower), colours.reshape(4, 3, 1, 1), np.zeros(4))
show({"photograph": flower} | dict(zip(names, maps[0], strict=True)), vmin=0)

# %% [markdown]
# **Stride** leaves out rows and columns of the output; read its size from the axes. **Padding**
# decides what happens at the border: without it the output shrinks, with it the border gets darker,
# because the zeros are black.

# %%
grey = as_images(temple).mean(axis=1, keepdims=True)
blur = np.ones((1, 1, 9, 9)) / 81
settings = [(1, 0), (1, 4), (2, 4), (8, 4)]
outputs = [
    convolution.conv2d_forward(grey, blur, np.zeros(1), stride=stride, pad=pad)[0]
    for stride, pad in settings
]
figure, axes = plt.subplots(1, len(settings), figsize=(12, 2.8))
for axis, (stride, pad), out in zip(axes, settings, outputs, strict=True):
    axis.imshow(out[0, 0], vmin=0, vmax=1)
    axis.set_title(f"stride {stride}, pad {pad}: {out.shape[2]} × {out.shape[3]}")
    axis.locator_params(integer=True)
plt.show()

# %% [markdown]
# ## Problem 6: the gradient's way back
#
# Backward, each output hands its gradient to the window that it came from, weighted by the filter.
# With a gradient at a few outputs only, `dx` shows the filter in their places. Two of the windows
# overlap: look at what happens there. One reaches into the padding.

# %%
arrow = np.zeros((1, 1, 5, 5))
arrow[0, 0] = [[0, 0, 1, 0, 0], [0, 1, 1, 1, 0], [1, 0, 1, 0, 1], [0, 0, 1, 0, 0], [0, 0, 1, 0, 0]]
out, cache = convolution.conv2d_forward(np.zeros((1, 1, 13, 25)), arrow, np.zeros(1), pad=2)
dout = np.zeros(out.shape)
for place in [(6, 5), (6, 14), (7, 17), (1, 23)]:
    dout[0, 0][place] = 1
dx, dw, db = convolution.conv2d_backward(dout, cache)

figure, axes = plt.subplots(1, 3, figsize=(12, 3), width_ratios=[5, 25, 25])
pictures = {"w": arrow, "dout": dout, "dx": dx}
for axis, (title, picture) in zip(axes, pictures.items(), strict=True):
    axis.imshow(picture[0, 0], cmap="Blues", vmin=0, vmax=2)
    axis.set(title=title, xticks=[], yticks=[])
plt.show()

# %% [markdown]
# Gradients are there to learn from. Someone has filtered noise with a filter that we do not know.
# We begin with zeros, compare our output with theirs, and go against the gradient of half the mean
# squared difference. (Negative weights are red, positive ones blue.)

# %%
rng = np.random.default_rng(4)
noise = rng.standard_normal((1, 1, 24, 24))
secret = np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]]).reshape(1, 1, 3, 3)
target, _ = convolution.conv2d_forward(noise, secret, np.full(1, 0.5))

w, b = np.zeros((1, 1, 3, 3)), np.zeros(1)
losses, stages = [], {}
for step in range(31):
    out, cache = convolution.conv2d_forward(noise, w, b)
    difference = out - target
    losses.append(np.mean(difference**2) / 2)
    if step in (1, 3, 10, 30):
        stages[f"after {step}"] = w[0, 0].copy()
    dx, dw, db = convolution.conv2d_backward(difference / difference.size, cache)
    w, b = w - 0.15 * dw, b - 0.15 * db

figure, axes = plt.subplots(1, 6, figsize=(13, 2.8), width_ratios=[2, 1, 1, 1, 1, 1])
axes[0].semilogy(losses)
axes[0].set(title="the loss", xlabel="step", ylabel="½ mean squared difference")
pictures = stages | {"the secret": secret[0, 0]}
for axis, (title, picture) in zip(axes[1:], pictures.items(), strict=True):
    axis.imshow(picture, cmap="RdBu", vmin=-2, vmax=2)
    axis.set_title(title)
    axis.set_axis_off()
plt.show()

# %% [markdown]
# ## Problem 7: ReLU
#
# An edge filter answers with both signs (blue: positive, red: negative). After ReLU one sign is
# left. To keep both, a network needs a second filter with the signs reversed.

# %%
sobel = np.stack([filters["left to right"], -filters["left to right"]])[:, np.newaxis]
edges, _ = convolution.conv2d_forward(grey, sobel, np.zeros(2))
rectified, _ = convolution.relu_forward(edges)
show(
    {
        "filter": edges[0, 0],
        "filter, then ReLU": rectified[0, 0],
        "reversed filter": edges[0, 1],
        "reversed filter, then ReLU": rectified[0, 1],
    },
    cmap="RdBu",
    vmin=-2,
    vmax=2,
)

# %% [markdown]
# ## Problem 8: max pooling
#
# The strength of the edges, pooled. The maps get smaller, but no strong edge is lost; only its
# exact place is. In the last the windows are larger than their stride, and so they overlap.

# %%
strength = np.abs(edges[:, :1])
pooled = {
    "edges": strength,
    "size 2, stride 2": convolution.max_pool2d_forward(strength[:, :, :94, :142], 2, 2)[0],
    "size 4, stride 4": convolution.max_pool2d_forward(strength[:, :, :92, :140], 4, 4)[0],
    "size 7, stride 4": convolution.max_pool2d_forward(strength, 7, 4)[0],
}
figure, axes = plt.subplots(1, len(pooled), figsize=(12, 2.8))
for axis, (title, maps) in zip(axes, pooled.items(), strict=True):
    axis.imshow(maps[0, 0], vmin=0, vmax=2)
    axis.set_title(f"{title}: {maps.shape[2]} × {maps.shape[3]}")
plt.show()

# %% [markdown]
# Backward, only the winners get a gradient. If every window hands back a 1, the number at a pixel
# counts the windows that it has won: where windows do not overlap at most one, otherwise several.

# %%
patch = strength[:, :, 30:47, 40:65]
counts = {"edges": patch[0, 0]}
for size, stride in [(4, 4), (5, 4), (3, 1)]:
    part = patch[:, :, :16, :24] if size == stride else patch
    out, cache = convolution.max_pool2d_forward(part, size, stride)
    dx = convolution.max_pool2d_backward(np.ones(out.shape), cache)
    counts[f"size {size}, stride {stride}: at most {dx.max():.0f}"] = dx[0, 0]
show(counts, cmap="Blues")

# %% [markdown]
# ## Problem 9: a whole network
#
# Convolution, ReLU, pooling and a fully connected layer make a small convolutional network; and all
# its gradients are yours. It learns to read handwritten digits of 8 × 8 pixels. For each of the ten
# classes it gives a number, which should be 1 for the right class and 0 for the others; the loss is
# half the squared difference from that. (You know a better loss for classes from homework 3. Try it
# here.) With plain loops this takes some seconds.

# %%
digits, labels = load_digits(return_X_y=True)
images = digits.reshape(-1, 1, 8, 8) / 16
images = images - images.mean(axis=0)
wanted = np.eye(10)[labels]
n_test = 200


def network(images, w1, b1, w2, b2):
    """The ten numbers per image, and what the way back needs."""
    out, cache_1 = convolution.conv2d_forward(images, w1, b1, pad=1)
    out, cache_2 = convolution.relu_forward(out)
    out, cache_3 = convolution.max_pool2d_forward(out, 2, 2)
    out, cache_4 = convolution.fully_connected_forward(out, w2, b2)
    return out, (cache_1, cache_2, cache_3, cache_4)


def gradients(dout, caches):
    """Of the weights, in the order in which `network` takes them."""
    dout, dw2, db2 = convolution.fully_connected_backward(dout, caches[3])
    dout = convolution.max_pool2d_backward(dout, caches[2])
    dout = convolution.relu_backward(dout, caches[1])
    _, dw1, db1 = convolution.conv2d_backward(dout, caches[0])
    return dw1, db1, dw2, db2


rng = np.random.default_rng(0)
weights = [
    0.3 * rng.standard_normal((4, 1, 3, 3)),
    np.zeros(4),
    0.03 * rng.standard_normal((64, 10)),
    np.zeros(10),
]
losses = []
for _ in range(80):
    batch = rng.integers(n_test, len(images), size=16)
    out, caches = network(images[batch], *weights)
    difference = out - wanted[batch]
    losses.append(np.sum(difference**2) / 2 / len(batch))
    steps = gradients(difference / len(batch), caches)
    weights = [weight - 0.15 * step for weight, step in zip(weights, steps, strict=True)]

scores, _ = network(images[:n_test], *weights)
answers = scores.argmax(axis=1)
accuracy = np.mean(answers == labels[:n_test])

plt.figure(figsize=(6, 3))
plt.plot(losses)
plt.title(f"after {len(losses)} steps: {accuracy:.0%} of {n_test} new digits are right")
plt.xlabel("step")
plt.ylabel("loss of the batch")
plt.ylim(bottom=0)
plt.show()

figure, axes = plt.subplots(2, 10, figsize=(12, 2.9))
for axis, digit, answer, label in zip(axes.flat, digits, answers, labels, strict=False):
    axis.imshow(digit.reshape(8, 8), cmap="Greys")
    axis.set_title(f"{answer}", color="tab:green" if answer == label else "tab:red")
    axis.set_axis_off()
figure.suptitle("what the network says (red: wrong)")
plt.show()

# %% [markdown]
# What do more filters, more steps or larger filters change? Each number above is yours to try.
