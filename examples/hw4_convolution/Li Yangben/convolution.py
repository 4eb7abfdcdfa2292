"""hw4: everything in float32, to be ready for a GPU."""
import numpy as np

FLOAT = np.float32


def conv_output_size(n, f, stride=1, pad=0):
    numerator = n + 2 * pad - f
    if numerator < 0 or numerator // stride * stride != numerator:
        raise ValueError(f"cannot place a filter of {f} on {n} inputs (stride {stride}, pad {pad})")
    return 1 + numerator // stride


def conv1d(signal, kernel, stride=1, pad=0):
    n_out = conv_output_size(len(signal), len(kernel), stride, pad)
    x = np.pad(np.asarray(signal, FLOAT), (pad, pad))
    out = np.zeros(n_out, FLOAT)
    for j, k in enumerate(np.asarray(kernel, FLOAT)[::-1]):
        out += k * x[j : j + (n_out - 1) * stride + 1 : stride]
    return out


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    n_out = conv_output_size(n, len(kernel), stride, pad)
    T = sum(
        k * np.eye(stride * n_out, n + 2 * pad, j, dtype=FLOAT)[::stride]
        for j, k in enumerate(np.asarray(kernel, FLOAT)[::-1])
    )
    return T[:, pad : pad + n]


def dense_parameters(n_in, n_out):
    """One weight for each pair."""
    return n_in * n_out


def local_parameters(filter_size, n_out):
    """A filter for each output."""
    return filter_size * n_out


def shared_parameters(filter_size):
    """One filter."""
    return filter_size


def _view(x, height, width, stride):
    """(N, C, H', W', height, width), sharing memory with x."""
    N, C, H, W = x.shape
    a, b, c, d = x.strides
    shape = (N, C, (H - height) // stride + 1, (W - width) // stride + 1, height, width)
    return np.lib.stride_tricks.as_strided(x, shape, (a, b, c * stride, d * stride, c, d))


def conv2d_forward(x, w, b, stride=1, pad=0):
    x32 = np.pad(x.astype(FLOAT), ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    w32 = w.astype(FLOAT)
    view = _view(x32, w.shape[2], w.shape[3], stride)
    out = np.einsum("ncijkl,fckl->nfij", view, w32, optimize=True)
    out += b.astype(FLOAT)[None, :, None, None]
    return out, (x32, w32, stride, pad)


def conv2d_backward(dout, cache):
    x32, w32, stride, pad = cache
    dout = dout.astype(FLOAT)
    view = _view(x32, w32.shape[2], w32.shape[3], stride)
    dw = np.einsum("nfij,ncijkl->fckl", dout, view, optimize=True)
    dx = np.zeros_like(x32)
    # add window by window: writing through a view with += would lose overlaps
    patches = np.einsum("nfij,fckl->ijnckl", dout, w32)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            r, c = i * stride, j * stride
            dx[:, :, r : r + w32.shape[2], c : c + w32.shape[3]] += patches[i, j]
    end_r, end_c = dx.shape[2] - pad, dx.shape[3] - pad
    return dx[:, :, pad:end_r, pad:end_c], dw, dout.sum((0, 2, 3))


def relu_forward(x):
    out = np.maximum(x, 0).astype(FLOAT)
    return out, out > 0


def relu_backward(dout, cache):
    return (dout * cache).astype(FLOAT)


def max_pool2d_forward(x, size, stride):
    x = x.astype(FLOAT)
    out = np.amax(_view(x, size, size, stride), axis=(4, 5))
    return out, (x, out, size, stride)


def max_pool2d_backward(dout, cache):
    x, out, size, stride = cache
    winners = (_view(x, size, size, stride) == out[..., None, None]).astype(FLOAT)
    winners /= winners.sum(axis=(4, 5), keepdims=True)
    share = winners * dout[..., None, None].astype(FLOAT)
    dx = np.zeros_like(x)
    for k in range(size):
        for l in range(size):
            rows = slice(k, k + stride * (out.shape[2] - 1) + 1, stride)
            columns = slice(l, l + stride * (out.shape[3] - 1) + 1, stride)
            dx[:, :, rows, columns] += share[..., k, l]
    return dx


def fully_connected_forward(x, w, b):
    flat = x.reshape(len(x), -1).astype(FLOAT)
    w = w.astype(FLOAT)
    return flat @ w + b.astype(FLOAT), (flat, w, x.shape)


def fully_connected_backward(dout, cache):
    flat, w, shape = cache
    dout = dout.astype(FLOAT)
    return (dout @ w.T).reshape(shape), flat.T @ dout, dout.sum(0)
