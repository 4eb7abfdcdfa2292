"""Every layer is one matrix product: patches become columns (im2col) and go back (col2im)."""

import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    steps, rest = divmod(n + 2 * pad - f, stride)
    if steps < 0 or rest:
        raise ValueError(f"The filter's size {f} and stride {stride} do not suit {n} inputs.")
    return steps + 1


def _patch_indices(n, f, stride, pad=0):
    """Row i holds the places, in the padded axis, that the filter sees at its i-th position."""
    first = stride * np.arange(conv_output_size(n, f, stride, pad))
    return first[:, None] + np.arange(f)[None, :]


def _im2col_indices(C, H, W, HH, WW, stride, pad):
    rows = _patch_indices(H, HH, stride, pad)
    cols = _patch_indices(W, WW, stride, pad)
    H_out, W_out = len(rows), len(cols)
    shape = (C, HH, WW, H_out, W_out)
    k = np.broadcast_to(np.arange(C)[:, None, None, None, None], shape)
    i = np.broadcast_to(rows.T[None, :, None, :, None], shape)
    j = np.broadcast_to(cols.T[None, None, :, None, :], shape)
    size = (C * HH * WW, H_out * W_out)
    return k.reshape(size), i.reshape(size), j.reshape(size), H_out, W_out


def _im2col(x, HH, WW, stride, pad):
    """Columns of shape (C*HH*WW, N*H_out*W_out)."""
    C, H, W = x.shape[1:]
    k, i, j, H_out, W_out = _im2col_indices(C, H, W, HH, WW, stride, pad)
    padded = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)], mode="constant")
    cols = padded[:, k, i, j]
    return cols.transpose(1, 0, 2).reshape(C * HH * WW, -1), H_out, W_out


def _col2im(cols, x_shape, HH, WW, stride, pad):
    N, C, H, W = x_shape
    k, i, j, _, _ = _im2col_indices(C, H, W, HH, WW, stride, pad)
    padded = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    patches = cols.reshape(C * HH * WW, N, -1).transpose(1, 0, 2)
    np.add.at(padded, (slice(None), k, i, j), patches)
    return padded[:, :, pad : H + pad, pad : W + pad]


def conv1d(signal, kernel, stride=1, pad=0):
    patches = np.pad(signal, pad)[_patch_indices(len(signal), len(kernel), stride, pad)]
    return patches @ np.flip(kernel)


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    seen = _patch_indices(n, len(kernel), stride, pad)
    T = np.zeros((len(seen), n + 2 * pad))
    np.put_along_axis(T, seen, np.flip(kernel)[None, :], axis=1)
    return T[:, pad : n + pad]


def dense_parameters(n_in, n_out):
    return n_in * n_out


def local_parameters(filter_size, n_out):
    return n_out * filter_size


def shared_parameters(filter_size):
    return filter_size


def conv2d_forward(x, w, b, stride=1, pad=0):
    F, _, HH, WW = w.shape
    cols, H_out, W_out = _im2col(x, HH, WW, stride, pad)
    out = w.reshape(F, -1) @ cols + b.reshape(-1, 1)
    out = out.reshape(F, x.shape[0], H_out, W_out).transpose(1, 0, 2, 3)
    cache = {"cols": cols, "x_shape": x.shape, "w": w, "stride": stride, "pad": pad}
    return out, cache


def conv2d_backward(dout, cache):
    w = cache["w"]
    F, _, HH, WW = w.shape
    dout_2d = dout.transpose(1, 0, 2, 3).reshape(F, -1)
    db = dout_2d.sum(axis=1)
    dw = (dout_2d @ cache["cols"].T).reshape(w.shape)
    dcols = w.reshape(F, -1).T @ dout_2d
    return _col2im(dcols, cache["x_shape"], HH, WW, cache["stride"], cache["pad"]), dw, db


def relu_forward(x):
    mask = x > 0
    return x * mask, {"mask": mask}


def relu_backward(dout, cache):
    return dout * cache["mask"]


def max_pool2d_forward(x, size, stride):
    N, C, H, W = x.shape
    cols, H_out, W_out = _im2col(x.reshape(N * C, 1, H, W), size, size, stride, 0)
    winners = np.argmax(cols, axis=0)
    out = cols[winners, np.arange(cols.shape[1])].reshape(N, C, H_out, W_out)
    return out, {"winners": winners, "x_shape": x.shape, "size": size, "stride": stride}


def max_pool2d_backward(dout, cache):
    N, C, H, W = cache["x_shape"]
    size, winners = cache["size"], cache["winners"]
    dcols = np.zeros((size * size, winners.size))
    dcols[winners, np.arange(winners.size)] = dout.ravel()
    dx = _col2im(dcols, (N * C, 1, H, W), size, size, cache["stride"], 0)
    return dx.reshape(N, C, H, W)


def fully_connected_forward(x, w, b):
    flat = np.reshape(x, (x.shape[0], -1))
    return np.dot(flat, w) + b, {"flat": flat, "w": w, "shape": x.shape}


def fully_connected_backward(dout, cache):
    dx = np.dot(dout, cache["w"].T).reshape(cache["shape"])
    dw = np.dot(cache["flat"].T, dout)
    return dx, dw, np.sum(dout, axis=0)
