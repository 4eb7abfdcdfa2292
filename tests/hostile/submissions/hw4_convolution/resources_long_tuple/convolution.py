"""Returns a tuple of thousands of texts, which make a message of megabytes."""

ATTEMPTS = "resources: printing a tuple"

def conv_output_size(n, f, stride=1, pad=0):
    return ("x" * 190,) * 5000
