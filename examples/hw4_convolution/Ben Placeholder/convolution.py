"""HW4 convolution, with im2col (index arrays) and one matrix product."""
import numpy as np


def conv_output_size(n, f, stride=1, pad=0):
    size, rest = divmod(n + 2*pad - f, stride)
    if rest or size < 0:
        raise ValueError("n=%d, f=%d, stride=%d, pad=%d: the windows do not fit" % (n, f, stride, pad))
    return size + 1


def conv1d(signal, kernel, stride=1, pad=0):
    x = np.pad(signal, pad)
    m = conv_output_size(len(signal), len(kernel), stride, pad)
    idx = stride*np.arange(m)[:, None] + np.arange(len(kernel))[None, :]
    return x[idx] @ kernel[::-1]


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    # column k of T is what the convolution makes of the k-th unit vector
    return np.stack([conv1d(e, kernel, stride, pad) for e in np.eye(n)], axis=1)


def dense_parameters(n_in, n_out): return n_in*n_out
def local_parameters(filter_size, n_out): return filter_size*n_out
def shared_parameters(filter_size): return filter_size


def get_indices(C, H, W, fh, fw, stride):
    """Channel, row and column index for every entry of the column matrix."""
    oh, ow = (H - fh)//stride + 1, (W - fw)//stride + 1
    k = np.repeat(np.arange(C), fh*fw)[:, None]
    i0 = np.tile(np.repeat(np.arange(fh), fw), C)
    j0 = np.tile(np.arange(fw), fh*C)
    i1 = stride*np.repeat(np.arange(oh), ow)
    j1 = stride*np.tile(np.arange(ow), oh)
    return k, i0[:, None] + i1[None, :], j0[:, None] + j1[None, :]


def conv2d_forward(x, w, b, stride=1, pad=0):
    N, C, H, W = x.shape
    F, _, fh, fw = w.shape
    oh = conv_output_size(H, fh, stride, pad)
    ow = conv_output_size(W, fw, stride, pad)
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode='constant')
    k, i, j = get_indices(C, H + 2*pad, W + 2*pad, fh, fw, stride)
    cols = xp[:, k, i, j]                                  # (N, C*fh*fw, oh*ow)
    out = w.reshape(F, -1) @ cols + b.reshape(1, F, 1)     # broadcast over N
    return out.reshape(N, F, oh, ow), (x.shape, w, stride, pad, cols)


def conv2d_backward(dout, cache):
    (N, C, H, W), w, stride, pad, cols = cache
    F, _, fh, fw = w.shape
    d = dout.reshape(N, F, -1)
    db = d.sum(axis=(0, 2))
    dw = (d @ cols.transpose(0, 2, 1)).sum(axis=0).reshape(w.shape)
    dcols = w.reshape(F, -1).T @ d
    dxp = np.zeros((N, C, H + 2*pad, W + 2*pad), dtype=dcols.dtype)
    k, i, j = get_indices(C, H + 2*pad, W + 2*pad, fh, fw, stride)
    np.add.at(dxp, (slice(None), k, i, j), dcols)          # add.at counts repeated indices
    return dxp[:, :, pad:pad + H, pad:pad + W], dw, db


def relu_forward(x):
    mask = x > 0
    return np.where(mask, x, 0.0), mask


def relu_backward(dout, cache):
    return np.where(cache, dout, 0.0)


def max_pool2d_forward(x, size, stride):
    N, C, H, W = x.shape
    oh, ow = conv_output_size(H, size, stride), conv_output_size(W, size, stride)
    # treat each channel as an image of its own, then im2col works as it is
    _, i, j = get_indices(1, H, W, size, size, stride)
    cols = x.reshape(N*C, H, W)[:, i, j]                   # (N*C, size*size, oh*ow)
    win = cols.argmax(axis=1)
    out = np.take_along_axis(cols, win[:, None, :], axis=1)
    return out.reshape(N, C, oh, ow), (x.shape, size, stride, win)


def max_pool2d_backward(dout, cache):
    (N, C, H, W), size, stride, win = cache
    _, i, j = get_indices(1, H, W, size, size, stride)
    pos = np.arange(win.shape[1])
    dx = np.zeros((N*C, H, W))
    np.add.at(dx, (np.arange(N*C)[:, None], i[win, pos], j[win, pos]), dout.reshape(N*C, -1))
    return dx.reshape(N, C, H, W)


def fully_connected_forward(x, w, b):
    return np.reshape(x, (len(x), -1)) @ w + b, (x, w)


def fully_connected_backward(dout, cache):
    x, w = cache
    return (dout @ w.T).reshape(x.shape), np.reshape(x, (len(x), -1)).T @ dout, dout.sum(0)
