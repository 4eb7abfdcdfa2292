# %% [markdown]
# # Homework 3, in pictures
#
# This notebook calls the functions in your `neural_networks.py` and draws what they return. Nothing
# in it is graded or handed in: it is here to show what your code does, and to try things out.
# Change any number and run the cell again.
#
# The cells follow the handout's problems. Where a function is still to be written, the cell says
# so in one line. What you save in `neural_networks.py` counts from the next cell that you run.

# %%
# %load_ext autoreload
# %autoreload 2
# %load_ext autograder.checking.notebook_errors
import matplotlib.pyplot as plt
import neural_networks
import numpy as np
from sklearn.datasets import load_digits, make_moons

plt.rcParams.update({"figure.constrained_layout.use": True, "image.cmap": "gray"})

digits, labels = load_digits(return_X_y=True)
digits = digits / 16

_, axes = plt.subplots(1, 12, figsize=(12, 1.4))
for axis, digit, label in zip(axes, digits, labels, strict=False):
    axis.imshow(digit.reshape(8, 8), cmap="Greys")
    axis.set_title(label)
    axis.set_axis_off()
plt.show()

# %% [markdown]
# ## Problem 1: a linear classifier has templates
#
# Each row of $W$ is an image, too. Here it is the mean of the digits of one class, and the biases
# are such that the highest score belongs to the nearest mean. Below the templates are three digits
# and their ten scores.

# %%
templates = np.stack([digits[labels == c].mean(axis=0) for c in range(10)])
biases = -0.5 * np.sum(templates**2, axis=1)
scores = neural_networks.linear_scores(digits, templates, biases)

_, axes = plt.subplots(1, 10, figsize=(12, 1.5))
for c, (axis, template) in enumerate(zip(axes, templates, strict=True)):
    axis.imshow(template.reshape(8, 8), cmap="Greys")
    axis.set_title(f"class {c}")
    axis.set_axis_off()
plt.show()

_, axes = plt.subplots(1, 6, figsize=(12, 2.2), width_ratios=[1, 2] * 3)
for number in range(3):
    picture, bars = axes[2 * number : 2 * number + 2]
    picture.imshow(digits[number].reshape(8, 8), cmap="Greys")
    picture.set_axis_off()
    bars.bar(range(10), scores[number])
    bars.set(title="its scores", xlabel="class", xticks=range(10))
plt.show()
print(
    f"The highest score is right for {np.mean(scores.argmax(axis=1) == labels):.0%} of all digits."
)

# %% [markdown]
# ## Problem 2: the sigmoid
#
# It is steepest in the middle, and flat where the activation is large: there, a small change of the
# weights changes nothing.

# %%
activations = np.linspace(-8, 8, 161)
outputs = neural_networks.sigmoid(activations)

plt.figure(figsize=(6, 3))
plt.plot(activations, outputs)
plt.axhline(0.5, color="lightgrey")
plt.axvline(0, color="lightgrey")
plt.title("the sigmoid")
plt.xlabel("activation a")
plt.ylabel("output x")
plt.show()

# %% [markdown]
# ## Problem 3: the surface of a neuron
#
# A neuron with two inputs is a surface over the plane: a step, whose edge is a straight line. The
# red line is the decision boundary, where the output is ½. Larger weights in the same proportion
# make the step steeper and leave the boundary where it is; the bias moves it.

# %%
side = np.linspace(-3, 3, 41)
plane = np.stack(np.meshgrid(side, side), axis=2).reshape(-1, 2)
weights = {
    "w = [0, 1, 1]": np.array([0.0, 1, 1]),
    "w = [0, 4, 4]": np.array([0.0, 4, 4]),
    "w = [−6, 4, 4]": np.array([-6.0, 4, 4]),
    "w = [0, 2, 0]": np.array([0.0, 2, 0]),
}
surfaces = {
    title: neural_networks.neuron_output(w, plane).reshape(41, 41) for title, w in weights.items()
}
options = {"projection": "3d", "computed_zorder": False}
_, axes = plt.subplots(1, 4, figsize=(14, 3.8), subplot_kw=options)
for axis, (title, surface) in zip(axes, surfaces.items(), strict=True):
    axis.plot_surface(*np.meshgrid(side, side), surface, cmap="viridis")
    axis.contour(*np.meshgrid(side, side), surface, levels=[0.5], colors="red", zorder=2)
    axis.set(title=title, xlabel="$z_1$", ylabel="$z_2$", zticks=[0, 0.5, 1])
    axis.view_init(elev=25, azim=-120)
plt.show()

# %% [markdown]
# ## Problems 4 and 5: the objective is a landscape
#
# Six examples with one input each. The neuron has two weights, and every point below is one neuron:
# the darker, the smaller its objective. On the left, without weight decay, the valley falls towards
# larger and larger weights. With it, there is a lowest point, and it is nearer to 0.

# %%
Z_line = np.array([[-2.0], [-1.0], [-0.5], [0.5], [1.5], [2.0]])
t_line = np.array([0.0, 0, 0, 1, 1, 1])
w_0, w_1 = np.linspace(-4, 4, 49), np.linspace(-1, 8, 49)
strengths = [0, 0.1, 1]
landscapes = [
    [
        [neural_networks.neuron_objective(np.array([a, b]), Z_line, t_line, alpha) for a in w_0]
        for b in w_1
    ]
    for alpha in strengths
]


def draw_landscape(axis, alpha, landscape):
    axis.contourf(w_0, w_1, np.log10(landscape), levels=24, cmap="viridis")
    axis.set(title=f"alpha = {alpha}", xlabel="bias $w_0$", ylabel="weight $w_1$")


_, axes = plt.subplots(1, 3, figsize=(13, 3.6))
for axis, alpha, landscape in zip(axes, strengths, landscapes, strict=True):
    draw_landscape(axis, alpha, landscape)
plt.show()

# %% [markdown]
# The gradient points uphill; against it, gradient descent goes down. The arrows show its direction
# only. If one of yours goes up, `neuron_gradient` and `neuron_objective` do not fit together.

# %%
starts = [np.array([a, b]) for a in np.linspace(-3.5, 3.5, 9) for b in np.linspace(-0.5, 7.5, 9)]
arrows = []
for alpha in strengths:
    gradients = [neural_networks.neuron_gradient(w, Z_line, t_line, alpha) for w in starts]
    arrows.append([-gradient / np.linalg.norm(gradient) for gradient in gradients])

_, axes = plt.subplots(1, 3, figsize=(13, 3.6))
for axis, alpha, landscape, directions in zip(axes, strengths, landscapes, arrows, strict=True):
    draw_landscape(axis, alpha, landscape)
    axis.quiver(*np.transpose(starts), *np.transpose(directions), color="white", angles="xy")
plt.show()

# %% [markdown]
# ## Problem 6: training a neuron
#
# Zeros and ones among the digits, each described by two numbers: the ink in its middle, and the ink
# on its left side. A one has its ink in the middle, a zero around it. The boundary, and the output
# (blue: 0, red: 1), while the neuron learns:

# %%
is_0_or_1 = np.flatnonzero(labels < 2)[:80]
images = digits[is_0_or_1].reshape(-1, 8, 8)
t_digits = labels[is_0_or_1].astype(float)
Z_digits = np.stack(
    [images[:, 3:5, 3:5].mean(axis=(1, 2)), images[:, :, :3].mean(axis=(1, 2))], axis=1
)
Z_digits = (Z_digits - Z_digits.mean(axis=0)) / Z_digits.std(axis=0)


def draw_output(axis, output, Z, t, title):
    """The output on the plane, its boundary, and the examples."""
    axis.contourf(
        side, side, output.reshape(41, 41), np.linspace(0, 1, 21), cmap="RdBu_r", alpha=0.6
    )
    axis.contour(side, side, output.reshape(41, 41), levels=[0.5], colors="black")
    axis.scatter(*Z.T, c=t, cmap="RdBu_r", vmin=0, vmax=1, edgecolor="white", s=30)
    axis.set(title=title, xlabel="$z_1$", ylabel="$z_2$", aspect="equal")
    axis.label_outer()


outputs = {}
for n_steps in (1, 5, 25, 500):
    w, _ = neural_networks.train_neuron(Z_digits, t_digits, 0.02, n_steps)
    outputs[f"after step {n_steps}"] = neural_networks.neuron_output(w, plane)

_, axes = plt.subplots(1, 4, figsize=(13, 3.4))
for axis, (title, output) in zip(axes, outputs.items(), strict=True):
    draw_output(axis, output, Z_digits, t_digits, title)
axes[0].set(xlabel="ink in the middle", ylabel="ink on the left")
plt.show()

# %% [markdown]
# **The step size.** Too small, and the objective falls slowly; too large, and it jumps. **Weight
# decay** stops the weights from growing for ever, and the output from becoming ever more certain.

# %%
curves = {
    eta: neural_networks.train_neuron(Z_digits, t_digits, eta, 60, alpha=1)[1]
    for eta in (0.001, 0.01, 0.1, 1)
}
strengths = [0, 0.1, 1, 10]
trained = [
    neural_networks.train_neuron(Z_digits, t_digits, 0.02, 500, alpha)[0] for alpha in strengths
]
figure, axis = plt.subplots(figsize=(8, 3.4))
for eta, curve in curves.items():
    axis.semilogy(range(1, 61), curve, label=f"eta = {eta}")
axis.set(title="the step size, with alpha = 1", xlabel="step", ylabel="objective")
figure.legend(loc="outside right")
plt.show()

_, axes = plt.subplots(1, 4, figsize=(13, 3.4))
for axis, alpha, w in zip(axes, strengths, trained, strict=True):
    title = f"alpha = {alpha}: length of w is {np.linalg.norm(w):.1f}"
    draw_output(axis, neural_networks.neuron_output(w, plane), Z_digits, t_digits, title)
plt.show()

# %% [markdown]
# ## Problem 7: what a hidden layer can draw
#
# Networks with *random* weights; nothing is trained yet. The first of the three inputs is the
# constant 1. Above are few hidden units and below are many; the weights grow from left to right.

# %%
plane_and_1 = np.column_stack([np.ones(len(plane)), plane])
rng = np.random.default_rng(5)
outputs = {}
for n_hidden in (3, 30):
    W, w = rng.standard_normal((n_hidden, 3)), rng.standard_normal(n_hidden)
    w = w - w.mean()  # else the output is mostly one-sided
    for scale in (1, 3, 10):
        title = f"K = {n_hidden}, weights × {scale}"
        outputs[title] = neural_networks.mlp_output(scale * W, scale * w, plane_and_1)

_, axes = plt.subplots(2, 3, figsize=(10, 6.6))
for axis, (title, output) in zip(axes.flat, outputs.items(), strict=True):
    draw_output(axis, output, np.zeros((0, 2)), [], title)
plt.show()

# %% [markdown]
# ## Problems 8 and 9: is the gradient right?
#
# From a random network, we go a distance $s$ against the gradient. The objective is the blue curve.
# If `mlp_gradient` is right, the orange line, whose slope is computed from it, touches the curve at
# $s = 0$.

# %%
moons, t_moons = make_moons(60, noise=0.1, random_state=0)
moons = (moons - moons.mean(axis=0)) / moons.std(axis=0)
Z_moons = np.column_stack([np.ones(len(moons)), moons])
t_moons = t_moons.astype(float)

W, w = rng.standard_normal((8, 3)), rng.standard_normal(8)
start = neural_networks.mlp_objective(W, w, Z_moons, t_moons, 0.1)
d_hidden, d_output = neural_networks.mlp_gradient(W, w, Z_moons, t_moons, 0.1)
squared_length = np.sum(d_hidden**2) + np.sum(d_output**2)
distances = np.linspace(-0.04, 0.12, 81)
curve = [
    neural_networks.mlp_objective(W - s * d_hidden, w - s * d_output, Z_moons, t_moons, 0.1)
    for s in distances
]

plt.figure(figsize=(6, 3.4))
plt.plot(distances, curve, label="objective")
plt.plot(distances, start - squared_length * distances, label="from the gradient")
plt.plot(0, start, "ko")
plt.ylim(0.8 * min(curve), 1.1 * max(curve))
plt.title("along the gradient")
plt.xlabel("distance s")
plt.ylabel("M")
plt.legend()
plt.show()

# %% [markdown]
# ## Problem 10: training the network
#
# Two half-moons, which no straight line parts. The boundary bends while the network learns. With
# plain loops this takes some seconds.

# %%
outputs = {}
for n_steps in (1, 20, 100, 1000):
    W, w, objective = neural_networks.train_mlp(Z_moons, t_moons, 8, 0.1, n_steps, 0.0, seed=1)
    outputs[f"after step {n_steps}"] = neural_networks.mlp_output(W, w, plane_and_1)

_, axes = plt.subplots(1, 5, figsize=(15, 3.1))
for axis, (title, output) in zip(axes, outputs.items(), strict=False):
    draw_output(axis, output, moons, t_moons, title)
axes[-1].semilogy(range(1, 1001), objective)
axes[-1].set(title="objective", xlabel="step")
plt.show()

# %% [markdown]
# How many hidden units, $K$, does it take? And what does weight decay do to the boundary?

# %%
outputs = {}
for n_hidden, alpha in [(1, 0), (2, 0), (4, 0), (16, 0), (16, 0.03), (16, 0.3)]:
    W, w, _ = neural_networks.train_mlp(Z_moons, t_moons, n_hidden, 0.1, 500, alpha, seed=2)
    title = f"K = {n_hidden}, alpha = {alpha}"
    outputs[title] = neural_networks.mlp_output(W, w, plane_and_1)

_, axes = plt.subplots(2, 3, figsize=(10, 6.6))
for axis, (title, output) in zip(axes.flat, outputs.items(), strict=True):
    draw_output(axis, output, moons, t_moons, title)
plt.show()

# %% [markdown]
# **Exclusive or.** With the constant 1 among the inputs the network finds a boundary; without it,
# the handout proves that there is none, however long you train.

# %%
corners = np.array([[-2.0, -2], [-2, 2], [2, -2], [2, 2]])
t_corners = np.array([0.0, 1, 1, 0])
W, w, _ = neural_networks.train_mlp(
    np.column_stack([np.ones(4), corners]), t_corners, 12, 0.5, 500, 0.0, seed=0
)
with_1 = neural_networks.mlp_output(W, w, plane_and_1)
W, w, _ = neural_networks.train_mlp(corners, t_corners, 12, 0.5, 500, 0.0, seed=0)
without = neural_networks.mlp_output(W, w, plane)

_, axes = plt.subplots(1, 2, figsize=(7, 3.4))
draw_output(axes[0], with_1, corners, t_corners, "with the constant 1")
draw_output(axes[1], without, corners, t_corners, "without it")
plt.show()

# %% [markdown]
# ## Problem 11: ten classes
#
# Scores, softmax and cross-entropy train the linear classifier of problem 1. It starts from zero
# templates, where the loss is $\log 10$. The trained templates are not mean digits any more: red is
# ink that speaks for the class, blue is ink that speaks against it.

# %%
train, test = slice(0, 300), slice(300, None)
W, b = np.zeros((10, 64)), np.zeros(10)
losses = []
for _ in range(60):
    scores = neural_networks.linear_scores(digits[train], W, b)
    loss, dscores = neural_networks.softmax_cross_entropy(scores, labels[train])
    losses.append(loss)
    W, b = W - dscores.T @ digits[train], b - dscores.sum(axis=0)
answers = neural_networks.linear_scores(digits[test], W, b).argmax(axis=1)
accuracy = np.mean(answers == labels[test])

_, axis = plt.subplots(figsize=(7, 3))
axis.plot(losses)
axis.axhline(np.log(10), color="grey", linestyle=":", label="log 10")
axis.set(xlabel="step", ylabel="loss", ylim=(0, None))
axis.set_title(f"after {len(losses)} steps: {accuracy:.0%} of {len(answers)} new digits are right")
axis.legend()
plt.show()

_, axes = plt.subplots(1, 10, figsize=(12, 1.5))
for c, (axis, template) in enumerate(zip(axes, W, strict=True)):
    axis.imshow(template.reshape(8, 8), cmap="RdBu_r", vmin=-1, vmax=1)
    axis.set_title(f"class {c}")
    axis.set_axis_off()
plt.show()

# %% [markdown]
# Every number above is yours to change. What do other seeds do to the half-moons, and more noise?
