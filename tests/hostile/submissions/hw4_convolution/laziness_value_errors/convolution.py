"""Raises ValueError whatever is asked."""

ATTEMPTS = "laziness: value errors"


def _refuse(*arguments, **keywords):
    raise ValueError("these arguments are wrong")


conv1d = toeplitz_matrix = conv2d_forward = conv2d_backward = _refuse
relu_forward = relu_backward = max_pool2d_forward = max_pool2d_backward = _refuse
fully_connected_forward = fully_connected_backward = _refuse
dense_parameters = local_parameters = shared_parameters = _refuse
