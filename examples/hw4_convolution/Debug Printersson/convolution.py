"""homework 4"""
import sys

import numpy as np

print("numpy", np.__version__)
DEBUG = True
counter = 0


def log(*args):
    global counter
    counter += 1
    if DEBUG:
        print("[debug %d]" % counter, *args)
        print("[debug %d] called from line %d" % (counter, sys._getframe(1).f_lineno), file=sys.stderr)


def conv_output_size(n, f, stride=1, pad=0):
    log("conv_output_size", n, f, stride, pad)
    a = n + 2*pad - f
    if a < 0 or a % stride != 0:
        print("!!! BAD SIZE !!!")
        raise ValueError("bad size: %d is not divisible by %d" % (a, stride))
    return a//stride + 1


def conv1d(signal, kernel, stride=1, pad=0):
    log("signal =", signal, "kernel =", kernel)
    s = np.pad(signal, pad, 'constant')
    k = kernel[::-1]
    L = conv_output_size(len(signal), len(kernel), stride, pad)
    out = np.array([np.dot(s[i*stride:i*stride+len(k)], k) for i in range(L)])
    log("out =", out)
    return out


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    L = conv_output_size(n, len(kernel), stride, pad)
    T = np.zeros((L, n + 2*pad))
    for i in range(L):
        T[i, i*stride:i*stride + len(kernel)] = kernel[::-1]
    T = T[:, pad:n + pad]
    log(T)
    return T


def dense_parameters(n_in, n_out):
    return n_in*n_out


def local_parameters(filter_size, n_out):
    return filter_size*n_out


def shared_parameters(filter_size):
    return filter_size


def conv2d_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    Ho = conv_output_size(H, HH, stride, pad)
    Wo = conv_output_size(W, WW, stride, pad)
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), 'constant')
    out = np.zeros((N, F, Ho, Wo))
    for i in range(Ho):
        for j in range(Wo):
            patch = xp[:, :, i*stride:i*stride+HH, j*stride:j*stride+WW]
            for f in range(F):
                out[:, f, i, j] = (patch*w[f]).sum(axis=(1, 2, 3)) + b[f]
    log("conv2d_forward", x.shape, w.shape, "->", out.shape)
    return out, (x, xp, w, stride, pad)


def conv2d_backward(dout, cache):
    x, xp, w, stride, pad = cache
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    dxp, dw, db = np.zeros_like(xp), np.zeros_like(w), dout.sum(axis=(0, 2, 3))
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            si, sj = slice(i*stride, i*stride+HH), slice(j*stride, j*stride+WW)
            dw += np.tensordot(dout[:, :, i, j], xp[:, :, si, sj], axes=(0, 0))
            dxp[:, :, si, sj] += np.tensordot(dout[:, :, i, j], w, axes=(1, 0))
    log("dx", dxp.shape, "dw", dw.shape, "db", db.shape)
    return dxp[:, :, pad:pad+H, pad:pad+W], dw, db


def relu_forward(x):
    log("relu", x.min(), x.max())
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    return dout*(cache > 0)


def max_pool2d_forward(x, size, stride):
    N, C, H, W = x.shape
    Ho, Wo = conv_output_size(H, size, stride), conv_output_size(W, size, stride)
    out = np.zeros((N, C, Ho, Wo))
    for i in range(Ho):
        for j in range(Wo):
            out[:, :, i, j] = x[:, :, i*stride:i*stride+size, j*stride:j*stride+size].max(axis=(2, 3))
    return out, (x, size, stride)


def max_pool2d_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros_like(x)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            p = x[:, :, i*stride:i*stride+size, j*stride:j*stride+size]
            m = (p == p.max(axis=(2, 3), keepdims=True))
            dx[:, :, i*stride:i*stride+size, j*stride:j*stride+size] += m*dout[:, :, i, j][:, :, None, None]
    log("pooled back:", dx)
    return dx


def fully_connected_forward(x, w, b):
    log(x.shape, w.shape, b.shape)
    return x.reshape(x.shape[0], -1).dot(w) + b, (x, w)


def fully_connected_backward(dout, cache):
    x, w = cache
    return dout.dot(w.T).reshape(x.shape), x.reshape(x.shape[0], -1).T.dot(dout), dout.sum(axis=0)


if __name__ == "__main__":
    import matplotlib.pyplot as plt

    image = np.random.rand(1, 1, 32, 32)
    edges, _ = conv2d_forward(image, np.array([[[[1., 0, -1]]*3]]), np.zeros(1), pad=1)
    fig, ax = plt.subplots(1, 2)
    ax[0].imshow(image[0, 0], cmap="gray")
    ax[0].set_title("input")
    ax[1].imshow(edges[0, 0], cmap="gray")
    ax[1].set_title("vertical edges")
    plt.show()
    input("press return to finish")
