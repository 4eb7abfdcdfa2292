"""What is left of a reference for the students."""

from __future__ import annotations

import pytest

from autograder.authoring.stubs import MarkingError, make_stub

REFERENCE = '''"""Homework."""

import numpy as np

# BEGIN SOLUTION
import secret_library

# END SOLUTION
Cache = dict


def double(x):
    """Twice x."""
    # BEGIN SOLUTION
    # a secret comment
    return 2 * x
    # END SOLUTION


# BEGIN SOLUTION
def _secret_helper(x):
    return x


# END SOLUTION


def negate(x):
    """Minus x."""
    # BEGIN SOLUTION
    return -_secret_helper(x)
    # END SOLUTION
'''
STUB = '''"""Homework."""

import numpy as np

Cache = dict


def double(x):
    """Twice x."""
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("double")


def negate(x):
    """Minus x."""
    # TODO: Implement; the docstring says what comes in and what goes out.
    raise NotImplementedError("negate")
'''


def test_a_stub_keeps_docstrings_and_loses_solutions() -> None:
    assert make_stub(REFERENCE) == STUB


def test_a_stub_of_a_stub_is_the_stub() -> None:
    assert make_stub(STUB) == STUB


def function(*body: str) -> str:
    return "\n".join(["def f(x):", *(f"    {line}" for line in body), ""])


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (function('"""F."""', "# BEGIN SOLUTION", "return x"), "line 3: this region never ends"),
        (function('"""F."""', "return x", "# END SOLUTION"), "line 4: a region ends that never"),
        (
            function('"""F."""', "# BEGIN SOLUTION", "# BEGIN SOLUTION", "# END SOLUTION"),
            "line 4: a region begins in that of line 3",
        ),
        (function('"""F."""', "return x"), "f: a function is a docstring and one region"),
        (
            function('"""F."""', "y = x + 1", "# BEGIN SOLUTION", "return y", "# END SOLUTION"),
            "f: a function is a docstring and one region",
        ),
        (
            function('"""F."""', "# BEGIN SOLUTION", "y = x", "# END SOLUTION", "return y"),
            "f: a function is a docstring and one region",
        ),
        (function("# BEGIN SOLUTION", "return x", "# END SOLUTION"), "f: a function is a"),
        ("def _helper(x):\n    return x\n", "_helper: a function is a docstring"),
    ],
    ids=[
        "no end", "no beginning", "nested", "unmarked", "code before", "code after",
        "no docstring", "unmarked helper",
    ],
)  # fmt: skip
def test_a_solution_that_would_show_is_refused(source: str, message: str) -> None:
    with pytest.raises(MarkingError) as caught:
        make_stub(source)
    assert message in str(caught.value)


def test_a_method_becomes_a_stub_that_names_its_class() -> None:
    source = '''class Network(nn.Module):
    """A network."""

    def __init__(self, n_classes: int = 10) -> None:
        """Make it."""
        # BEGIN SOLUTION
        super().__init__()
        self.layer = nn.Linear(3, n_classes)
        # END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(N, 3) to (N, n_classes)."""
        # BEGIN SOLUTION
        return self.layer(x)
        # END SOLUTION
'''
    stub = make_stub(source)
    assert stub.count('raise NotImplementedError("Network")') == 2
    assert "nn.Linear" not in stub
    assert "self.layer" not in stub
    assert '"""(N, 3) to (N, n_classes)."""' in stub
