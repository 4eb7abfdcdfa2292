"""Is a package in a folder convolution/ where a file convolution.py belongs."""

ATTEMPTS = "shadowing: package folder"


def dense_parameters(n_in, n_out):
    return 100
