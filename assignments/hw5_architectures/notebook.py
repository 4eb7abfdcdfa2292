# %% [markdown]
# # Homework 5, in pictures
#
# This notebook makes the networks in your `architectures.py`, on PyTorch's device `meta`, and draws
# what they cost. Nothing in it is graded or handed in: it is here to show what your code does, and
# to try things out. Change any number and run the cell again.
#
# Where a network is still to be written, the cell says so in one line. What you save in
# `architectures.py` counts from the next cell that you run.

# %%
# %load_ext autoreload
# %autoreload 2
# %load_ext autograder.checking.notebook_errors
import architectures
import matplotlib.pyplot as plt
import torch
from torch import nn

plt.rcParams.update({"figure.constrained_layout.use": True})

# %% [markdown]
# ## Where parameters are, and where the work is (problems 1 to 3, 15 and 16)
#
# Each convolution and each linear layer of a network, in the order of computing: its share of the
# parameters, and its share of the multiply-adds. Your `count_parameters` and `count_flops` do the
# counting, one layer at a time.


# %%
def layers_of(network, shape):
    """The convolutions and linear layers as they are computed, with the shapes of their inputs."""
    found = []

    def remember(layer, inputs, _):
        found.append((layer, tuple(inputs[0].shape[1:])))

    counted = [layer for layer in network.modules() if isinstance(layer, nn.Conv2d | nn.Linear)]
    hooks = [layer.register_forward_hook(remember) for layer in counted]
    network.eval()(torch.empty(1, *shape, device="meta"))
    for hook in hooks:
        hook.remove()
    return found


def draw_budget(axis, title, network, shape):
    """Shares of parameters to the right, of multiply-adds to the left."""
    layers = layers_of(network, shape)
    parameters = [architectures.count_parameters(layer) for layer, _ in layers]
    flops = [architectures.count_flops(layer, size) for layer, size in layers]
    places = range(len(layers))
    axis.barh(places, [100 * n / sum(parameters) for n in parameters], label="parameters")
    axis.barh(places, [-100 * n / sum(flops) for n in flops], label="multiply-adds")
    axis.axvline(0, color="black", linewidth=0.5)
    axis.invert_yaxis()
    axis.set(xlabel="% of all", ylabel="layer", xlim=(-100, 100))
    axis.set_xticks([-100, -50, 0, 50, 100], labels=["100", "50", "0", "50", "100"])
    axis.set_title(f"{title}\n{sum(parameters) / 1e6:.3g} M, {sum(flops) / 1e9:.3g} G")


with torch.device("meta"):
    networks = {
        "LeNet-5": (architectures.LeNet5(), (1, 32, 32)),
        "AlexNet": (architectures.AlexNet(), (3, 227, 227)),
        "VGG-16": (architectures.vgg(16), (3, 224, 224)),
    }
figure, axes = plt.subplots(1, len(networks), figsize=(12, 4))
for axis, (title, (network, shape)) in zip(axes, networks.items(), strict=True):
    draw_budget(axis, title, network, shape)
axes[0].legend(loc="lower left")
plt.show()

# %% [markdown]
# The work is in the convolutions, the parameters are in the first linear layer. Networks that end
# with a mean over all pixels have no such layer (problems 5, 8 and 12):

# %%
with torch.device("meta"):
    networks = {
        "GoogLeNet": architectures.GoogLeNet(),
        "ResNet-50": architectures.resnet(50),
        "DenseNet-121": architectures.densenet121(),
    }
figure, axes = plt.subplots(1, len(networks), figsize=(12, 5))
for axis, (title, network) in zip(axes, networks.items(), strict=True):
    draw_budget(axis, title, network, (3, 224, 224))
    axis.set(xlim=(-15, 25))
    axis.set_xticks([-10, 0, 10, 20], labels=["10", "0", "10", "20"])
axes[0].legend(loc="lower right")
plt.show()

# %% [markdown]
# ## What they cost
#
# The error falls from LeNet to SENet, but the cost does not simply rise. The area of a circle is
# the number of parameters.

# %%
with torch.device("meta"):
    networks = {
        "AlexNet": architectures.AlexNet(),
        "VGG-16": architectures.vgg(16),
        "VGG-19": architectures.vgg(19),
        "GoogLeNet": architectures.GoogLeNet(),
        **{f"ResNet-{depth}": architectures.resnet(depth) for depth in (18, 34, 50, 101, 152)},
        "ResNeXt-50 32×4d": architectures.resnext50(32, 4),
        "DenseNet-121": architectures.densenet121(),
        "SE-ResNet-50": architectures.se_resnet50(),
    }
figure, axis = plt.subplots(figsize=(8, 4.5))
for row, (name, network) in enumerate(networks.items()):
    size = 227 if name == "AlexNet" else 224
    parameters = architectures.count_parameters(network) / 1e6
    flops = architectures.count_flops(network, (3, size, size)) / 1e9
    axis.scatter(flops, row, s=4 * parameters, alpha=0.6)
    axis.annotate(f"{parameters:.1f} M", (flops, row), xytext=(14, -3), textcoords="offset points")
axis.set_yticks(range(len(networks)), labels=list(networks))
axis.invert_yaxis()
axis.set(xlabel="multiply-adds in G", xlim=(0, 23), title="multiply-adds and parameters")
axis.grid(alpha=0.3)
plt.show()

# %% [markdown]
# ## The revolution of depth
#
# The winners of the ImageNet challenge, as in the deck: the layers that have weights, and the
# top-5 error, that is how often the right class of 1000 was not among the network's first five.
# The area of a circle is the number of parameters again: depth was not bought with parameters.

# %%
with torch.device("meta"):
    winners = [
        ("AlexNet, 2012", 8, 16.4, architectures.AlexNet()),
        ("ZF, 2013", 8, 11.7, None),
        ("VGG, 2014", 19, 7.3, architectures.vgg(19)),
        ("GoogLeNet, 2014", 22, 6.7, architectures.GoogLeNet()),
        ("ResNet, 2015", 152, 3.57, architectures.resnet(152)),
    ]
figure, axis = plt.subplots(figsize=(7, 4))
axis.semilogx([depth for _, depth, *_ in winners], [error for _, _, error, _ in winners], "o-")
for name, depth, error, network in winners:
    if network is not None:
        parameters = architectures.count_parameters(network)
        axis.scatter(depth, error, s=4e-6 * parameters, color="C0", alpha=0.3)
    place = (-20, 16) if name.startswith("VGG") else (10, 4)
    axis.annotate(name, (depth, error), xytext=place, textcoords="offset points")
axis.set_xticks([8, 19, 50, 152], labels=["8", "19", "50", "152"])
axis.minorticks_off()
axis.set(xlabel="layers", ylabel="top-5 error in %", xlim=(6, 360), ylim=(0, 19))
axis.set_title("error against depth")
axis.grid(alpha=0.3)
plt.show()

# %% [markdown]
# ## How much of the image a layer sees (problem 15)
#
# A layer with filters of size $k$ adds $k - 1$ steps to the side of the square of pixels that an
# output depends on. A step is one pixel at first, and each stride makes all later steps longer.
# The lists below are the sizes and strides on the way through each network, poolings too.
#
# To the right is why VGG has small filters only: a layer of $7 \times 7$ sees as much as three of
# $3 \times 3$ one after another, which have a ReLU between them and half of the parameters.

# %%
three = (3, 1)
ways = {
    "LeNet-5": [(5, 1), (2, 2), (5, 1), (2, 2)],
    "AlexNet": [(11, 4), (3, 2), (5, 1), (3, 2), three, three, three, (3, 2)],
    "VGG-16": [step for n in (2, 2, 3, 3, 3) for step in [*[three] * n, (2, 2)]],
    "ResNet-34": [
        *[(7, 2), (3, 2), *[three] * 6],
        *[step for n in (4, 6, 3) for step in [(3, 2), *[three] * (2 * n - 1)]],
    ],
}
large, small = [], []
with torch.device("meta"):
    for n in range(1, 6):
        large.append(architectures.count_parameters(nn.Conv2d(64, 64, 2 * n + 1)))
        stack = nn.Sequential(*(nn.Conv2d(64, 64, 3) for _ in range(n)))
        small.append(architectures.count_parameters(stack))
figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4))
for name, way in ways.items():
    seen, step = [1], 1
    for size, stride in way:
        seen.append(seen[-1] + (size - 1) * step)
        step *= stride
    left.plot(seen, marker=".", label=f"{name}: {seen[-1]}")
left.axhline(224, color="grey", linestyle="--", linewidth=0.8)
left.annotate("the whole image", (0, 232), color="grey")
left.set(xlabel="layer", ylabel="pixels of a side", title="the receptive field", ylim=(0, 950))
left.legend()
right.plot([3, 5, 7, 9, 11], large, marker=".", label="one layer with filters of this size")
right.plot([3, 5, 7, 9, 11], small, marker=".", label="layers of 3×3, one after another")
right.set(xlabel="pixels of a side that are seen", title="parameters, for 64 channels")
right.legend()
plt.show()

# %% [markdown]
# An output of ResNet-34's last layers sees more than there is. VGG-16 sees nearly the whole image
# without one large filter, by depth alone; and where AlexNet's curve is steep from the beginning,
# it has paid with a stride of 4, that is with detail.
#
# ## What a shortcut is good for (problem 6)
#
# Blocks one after another, as they are before any training, with their shortcuts and without. How
# large is the gradient that arrives at each, if the gradient at the end is 1? Without shortcuts it
# changes by a factor in every block, and what comes first in the network learns nothing, or wildly.


# %%
def gradients(blocks):
    """The size of the gradient at the input of each block, where it is 1 at the end."""
    torch.manual_seed(0)
    inputs = [torch.rand(4, 8, 16, 16, requires_grad=True)]
    for block in blocks:
        inputs.append(block(inputs[-1]))
    end = inputs[-1]
    found = torch.autograd.grad(end, inputs[:-1], torch.full_like(end, end.numel() ** -0.5))
    return [one.norm().item() for one in found]


def without_shortcut(block):
    """relu(branch(x)), from the block's relu(branch(x) + x); no x is negative here."""
    return lambda x: torch.relu(block(x) - x)


torch.manual_seed(0)
blocks = [architectures.BasicBlock(8, 8).eval() for _ in range(24)]
figure, axis = plt.subplots(figsize=(7, 4))
axis.semilogy(gradients(blocks), marker=".", label="with shortcuts")
axis.semilogy(gradients([without_shortcut(block) for block in blocks]), marker=".", label="without")
axis.set(xlabel="block", ylabel="size of the gradient", title="24 blocks before any training")
axis.legend()
plt.show()

# %% [markdown]
# ## Dense blocks grow (problems 10 to 12)
#
# Channels in DenseNet-121 rise by 32 with every layer, and are halved between the blocks.

# %%
with torch.device("meta"):
    network = architectures.densenet121()
layers = layers_of(network, (3, 224, 224))[:-1]
channels = [shape[0] for layer, shape in layers if layer.kernel_size == (1, 1)]
plt.figure(figsize=(7, 3))
plt.plot(channels, ".-")
plt.title("channels that come into each dense layer, and into the transitions")
plt.xlabel("layer")
plt.ylabel("channels")
plt.show()

# %% [markdown]
# What would ResNet-50 cost with images of 448 pixels? Which depth between 50 and 101 has 5 G
# multiply-adds? Each number above is yours to try.
