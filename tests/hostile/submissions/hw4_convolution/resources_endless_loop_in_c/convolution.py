"""Never returns from one operation in C, in which no Python signal handler runs."""

ATTEMPTS = "resources: endless loop in c"


def conv1d(signal, kernel, stride=1, pad=0):
    return 3 ** (10**9)


def conv_output_size(n, f, stride=1, pad=0):
    return sum(iter(int, 1))  # an endless iterator of zeros
