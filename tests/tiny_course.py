"""A course of one small week, for tests of the engine that need no real one."""

from __future__ import annotations

from pathlib import Path

from autograder.course import Course

NAME = "hw0_tiny"

_FILES = {
    "assignments/hw0_tiny/assignment.toml": (
        'title = "Homework 0"\nmodule = "tiny"\nlibraries = ["numpy"]\n'
        "[limits]\ncall_cpu_seconds = 1\ncall_wall_seconds = 20\n"
    ),
    "assignments/hw0_tiny/README.md": "# Homework 0\n",
    "assignments/hw0_tiny/tests/test_visible.py": '''
import numpy as np
from gradescope_utils.autograder_utils.decorators import number, tags, weight
from autograder.checking import assert_close

@number("1.1")
@weight(2)
@tags("double")
def test_double(student):
    """double: 3 becomes 6."""
    assert_close(student.double(np.array([3.0])), [6.0])
''',
    "autograder/hidden/hw0_tiny/test_hidden.py": '''
from gradescope_utils.autograder_utils.decorators import number, tags, visibility, weight
from hypothesis import given
from autograder.checking import assert_close, integer_arrays

@number("1.2")
@weight(3)
@tags("double")
@visibility("after_published")
@given(x=integer_arrays(3))
def test_double_any(student, reference, x):
    """double: any three numbers."""
    assert_close(student.double(x), reference.double(x))

@number("2.1")
@weight(5)
@tags("negate")
@visibility("after_published")
@given(x=integer_arrays(3))
def test_negate(student, reference, x):
    """negate: any three numbers."""
    assert_close(student.negate(x + 10), reference.negate(x + 10))
''',
    "solutions/hw0_tiny/tiny.py": '''"""Homework 0."""
import numpy as np

def double(x: np.ndarray) -> np.ndarray:
    """Twice x."""
    # BEGIN SOLUTION
    return 2 * x
    # END SOLUTION

def negate(x: np.ndarray) -> np.ndarray:
    """Minus x."""
    # BEGIN SOLUTION
    return -x
    # END SOLUTION
''',
    "solutions/hw0_tiny/accepted/sums.py": (
        "def double(x): return x + x\n\ndef negate(x): return x - x - x\n"
    ),
    "solutions/hw0_tiny/wrong/forgets_sign.py": (
        '"""Look at the sign."""\ndef negate(x): return x\n'
    ),
    "solutions/hw0_tiny/vacuous/zeros.py": "def double(x): return 0 * x\nnegate = double\n",
}

RIGHT = "def double(x): return 2 * x\ndef negate(x): return -x\n"
HALF = "def double(x): return 2 * x\ndef negate(x): raise NotImplementedError('negate')\n"


def make_tiny_course(root: Path) -> Course:
    """Write the course's files below `root`."""
    for name, text in _FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Course(root)


def hand_in(folder: Path, student: str, source: str | bytes) -> None:
    """Put a student's file into the folder of a class."""
    (folder / student).mkdir(parents=True)
    data = source.encode() if isinstance(source, str) else source
    (folder / student / "tiny.py").write_bytes(data)
