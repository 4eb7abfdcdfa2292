"""Raises exceptions whose text, name, cause and traceback are traps for those who print them."""

ATTEMPTS = "tampering: hostile exceptions"


class Trap(Exception):
    def __str__(self):
        raise SystemExit(0)

    __repr__ = __str__

    @property
    def args(self):
        raise KeyboardInterrupt


def conv_output_size(n, f, stride=1, pad=0):
    raise Trap


def conv1d(signal, kernel, stride=1, pad=0):
    first, second = ValueError("a"), ValueError("b")
    first.__context__, second.__context__ = second, first
    first.__cause__ = second
    raise first


def toeplitz_matrix(kernel, n, stride=1, pad=0):
    error = ValueError("deep")
    for _ in range(5000):
        error = ExceptionGroup("deep", [error])
    raise error


def conv2d_forward(x, w, b, stride=1, pad=0):
    raise type("X" * 10_000_000, (Exception,), {})("y" * 50_000_000)


def relu_forward(x):
    raise UnicodeDecodeError("utf-8", b"\xff" * 10, 0, 1, "\ud800 lone surrogate \x1b[2J\x00")


def max_pool2d_forward(x, size, stride):
    class Str(str):
        def __str__(self):
            while True:
                pass

        __format__ = __repr__ = __str__

    raise ValueError(Str("slow"))
