"""What of a notebook goes into the module that is made of it."""

from __future__ import annotations

import pytest

from autograder.intake.ipython import without_ipython
from autograder.intake.notebooks import module_from_notebook
from autograder.records import Assignment
from tests.conftest import ROOT
from tests.intake.notebook_files import DOUBLE, NEGATE, code_cell, defined, notebook, read, text


def test_a_module_is_made_of_imports_definitions_and_constants_cell_by_cell() -> None:
    made = text(
        "EPS = 1e-8  # small\nprint(EPS)\n",
        "double(3)",
        f"# twice\n{DOUBLE}\nfor k in range(3):\n    print(double(k))\n",
    )
    _, _, after_preamble = made.partition("\n\n\n# In [1]")
    assert after_preamble == (
        ":\n\nEPS = 1e-8\n\n\n# In [3]:\n\ndef double(x):\n    return 2 * x\n"
    )


def test_of_a_name_defined_twice_the_last_counts_as_in_a_notebook_run_through() -> None:
    names = defined("FACTOR = 3\ndef double(x): return x", "def double(x): return FACTOR * x",
                    "FACTOR = 2")  # fmt: skip
    assert names["double"](5) == 10


def test_numbers_of_cells_are_those_of_the_notebook_or_their_places() -> None:
    cells = [
        {"cell_type": "markdown", "source": "# Title", "metadata": {}},
        code_cell(DOUBLE),
        code_cell(NEGATE, 17),
        code_cell("x = 1", "several\nlines"),
    ]
    made = read(notebook(cells=cells))
    assert isinstance(made, bytes)
    assert [line for line in made.decode().splitlines() if line.startswith("# ")][2:] == [
        "# Cell 2:", "# In [17]:", "# Cell 4:",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        "@(\n  staticmethod\n)\ndef double(x): return 2 * x",
        "ü = 'ä'; EPS = 'ö'; double = lambda x: 2 * x; print(ü)",
        "def double(x):\r\n\treturn (2\r\n* x)\r\n",
        "def double(x):\r\treturn 2 * x",
        "\f\ndef double(x): return 2 * x",
        "    def double(x):\n        return 2 * x",
        "class Twice:\n\tdef __call__(self, x):\n\t    return 2 * x\ndouble = Twice()",
        "async def later(): pass\ndef double(x): return 2 * x\nawait later()",
        "def double(x: plt.Axes = 1, *, y: 'no' = None) -> torch.Tensor: return 2 * x",
        "if True:\n    FACTOR = 2\nelse:\n    FACTOR = 3\ndef double(x): return FACTOR * x",
        "import functools as f\n@f.cache\ndef double(x): return 2 * x",
        "from __future__ import annotations\nfrom __future__ import division\n"
        "def double(x): return 2 * x",
        "# coding: no-such-coding\ndef double(x): return 2 * x",
        "x: int\ny: int = 2\ndef double(x): return y * x",
        "TABLE = {}\nTABLE['factor'] = abs(-2)\ndef double(x): return TABLE['factor'] * x",
        "FACTOR = 1\nFACTOR += abs(-1)\ndef double(x): return FACTOR * x",
        ["def double(x):\n", "    return 2 * x\n"],
        [*"def double(x): return 2 * x"],
        f"%%writefile tiny.py\n{DOUBLE}",
        f"\n%%time\n%%capture out\n{DOUBLE}",
    ],
)  # fmt: skip
def test_a_definition_is_found_however_it_is_written(source: object) -> None:
    assert defined(source)["double"](4) == 8


def test_strings_keep_every_character() -> None:
    written = '"""Doc\n  string\n%matplotlib\n!ls\n\tend"""'
    names = defined(
        f"import functools\n@functools.cache\ndef double(x, y=abs(1)):\n    {written}\n    !ls\n"
        f"class Kept:\n    {written}\n    A = f{written}; B = b'''x\n  y'''\n",
        'TEXT = f("a\\\n  b", """\n  c""")\ndef f(*x): return x\ndef negate(x): return TEXT',
        'def f(*x): return x\nTEXT = f("a\\\n  b", """\n  c""")',
    )
    expected = "Doc\n  string\n%matplotlib\n!ls\n\tend"
    assert names["double"].__doc__ == names["Kept"].__doc__ == names["Kept"].A == expected
    assert names["Kept"].B == b"x\n  y"
    assert names["TEXT"] == ("a  b", "\n  c")


def test_a_right_solution_in_one_cell_defines_what_its_module_does(assignment: Assignment) -> None:
    graded = [function.name for function in assignment.functions]
    for path in [assignment.reference, *sorted(assignment.solutions.glob("accepted/*.py"))]:
        made = module_from_notebook(notebook(path.read_text()), "hw.ipynb", "convolution", graded)
        assert isinstance(made, bytes)
        names: dict[str, object] = {"__name__": "convolution"}
        exec(compile(made, "convolution.py", "exec"), names)
        missing = [name for name in graded if type(names[name]).__name__ == "Missing"]
        assert not missing, path


# IPython's syntax


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "%%time",
        "%time double(3)",
        "!pip install --upgrade \\\n    numpy",
        '!echo "it\'s {x" ((',
        "?double",
        "double?",
        "np.ar*ray??",
        "%timeit?",
        "files = !ls *.png",
        "a, *b = %sx ls (",
        ";double 3",
        "/double 3",
    ],
)
def test_lines_for_ipython_are_passed_over(line: str) -> None:
    names = defined(f"x = 1\n{line}\n{DOUBLE}if x:\n    {line}\n    y = 1\n")
    assert names["double"](4) == 8


def test_lines_that_only_look_like_ipythons_stay() -> None:
    names = defined(
        "!ls\nTEXT = '''\n%no magic\n!no shell\nwhat?\n'''\nPART = (7\n% 4)\nREST = 7 \\\n% 4\n"
        'TABLE = [\n    "!a", # (\n    "?"]\n%ls\nSTRING = "%d = %s" % (3, "= !")\n'
        "def double(x):\n    !ls\n    return x % 2\n%ls\ndef negate(x): return PART, REST, STRING"
    )
    assert names["TEXT"] == "\n%no magic\n!no shell\nwhat?\n"
    assert names["negate"](1) == (3, 3, "3 = = !")
    assert names["TABLE"] == ["!a", "?"]
    assert names["double"](3) == 1


@pytest.mark.parametrize("magic", ["bash", "html", "timeit", "writefile other.py", "", "cython"])
def test_cells_in_other_languages_drop_out(magic: str) -> None:
    assert "negate" not in defined(DOUBLE, f"%%{magic}\n{NEGATE}")


def test_python_without_ipythons_syntax_is_not_altered() -> None:
    for path in [*(ROOT / "autograder").rglob("*.py"), *(ROOT / "tests").glob("*.py")]:
        source = path.read_text()
        assert without_ipython(source) == source, path


# What fails elsewhere


def test_a_library_that_grading_does_not_have_costs_only_what_needs_it() -> None:
    names = defined(
        "import no_such, math, no_such.part as part\nfrom no_such import array as arr, zeros",
        "from no_such import *\nno_such.rcParams['x'] = 3\nfrom .beside import y",
        "@no_such.jit\ndef negate(x): return -x\nclass Net(part.Module): pass",
        "class Sub(arr): pass",
        "def double(x): return 2 * x\ndef draw(x): no_such.plot(x)\ndef late(x): return zeros(x)",
    )
    assert names["double"](4) == 8
    assert names["math"].pi > 3
    reason = "failed in grading with ModuleNotFoundError(\"No module named 'no_such'\")"
    for function, missing, cell in [("draw", "no_such", 1), ("late", "zeros", 1)]:
        with pytest.raises(NameError) as raised:
            names[function](1)
        assert str(raised.value) == f"{missing} is not defined: In [{cell}] {reason}"
    for function, cell in [("negate", 3), ("Net", 3), ("Sub", 4)]:
        with pytest.raises(NameError, match=rf"^{function} is not defined: In \[{cell}\] failed"):
            names[function](1)


def test_a_library_may_be_asked_for_as_modules_do() -> None:
    names = defined(
        "try:\n    import no_such as xp\nexcept ImportError:\n    !pip install no_such\n"
        "    print('no such')\n    import math as xp",
        "def double(x): return 2 * xp.floor(x)",
    )
    assert names["double"](4.5) == 8


def test_a_constant_that_fails_is_undefined_and_harms_nothing_else() -> None:
    names = defined(
        "IMAGE = open('no such picture.png')\nSIZE = IMAGE.size\nLIMIT = abs(-3)",
        "def double(x): return 2 * min(x, LIMIT)\ndef negate(x): return SIZE",
    )
    assert names["double"](4) == 6
    with pytest.raises(NameError, match="name 'SIZE' is not defined"):
        names["negate"](1)


def test_computations_are_done_only_for_graded_functions() -> None:
    names = defined(
        "ran = []\ndef train(name):\n    ran.append(name)\n    return len(ran)",
        "losses = train('losses')\nx = train('x')\nweights = train('weights')\n"
        "helped = train('helped')",
        "def plot(): return losses\ndef helper(): return helped\n"
        "def double(x): return weights + helper()",
    )
    assert names["ran"] == ["weights", "helped"]
    assert names["double"](0) == 3
    assert "losses" not in names


def test_what_runs_as_a_script_is_left_out() -> None:
    names = defined(f"{DOUBLE}if __name__ == '__main__':\n    x = 1\n", "if 'y' in __name__: z = 1")
    assert {"x", "z"}.isdisjoint(names)


def test_a_cell_that_is_no_python_is_named_when_its_function_is_called() -> None:
    names = defined(
        "def double(x):\n    retrun 2 * x\n\ndef helper(x): pass", f"print 'two'\n{NEGATE}", "x = ("
    )
    for function, message in [
        ("double", "In [1] can't be read as Python: invalid syntax (line 2: retrun 2 * x)"),
        ("negate", "In [2] can't be read as Python: Missing parentheses in call to 'print'"),
    ]:
        with pytest.raises(NameError) as raised:
            names[function](3)
        assert str(raised.value).startswith(f"{function} is not defined: {message}")


def test_a_cell_that_is_no_python_leaves_an_earlier_definition_in_force() -> None:
    assert defined(DOUBLE, "def double(x):\n  return 3 x")["double"](4) == 8


@pytest.mark.parametrize(
    "body", ["break", "await y()", "nonlocal z", "x = 1\n    global x", "def f(a, a): pass"]
)
def test_a_function_that_does_not_compile_costs_only_itself(body: str) -> None:
    names = defined(f"def negate(x):\n    {body}\n{DOUBLE}")
    assert names["double"](4) == 8
    with pytest.raises(NameError, match=r"negate is not defined: In \[1\] can't be compiled: "):
        names["negate"](4)


def test_the_students_own_module_is_where_it_is_imported() -> None:
    made = text("from tiny import *\nfrom tiny import double\nimport numpy", DOUBLE)
    assert "tiny" not in made
    assert "import numpy" in made
