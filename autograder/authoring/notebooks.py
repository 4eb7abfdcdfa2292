"""A week's notebook is written as text, and built from it. Imports nothing of this package.

The source is a Python file in the percent format, which editors know: ``# %%`` begins a cell of
code, ``# %% [markdown]`` one of text, whose lines are comments. A magic is a comment, too::

    # %% [markdown]
    # # Homework 4, in pictures

    # %%
    # %load_ext autoreload
    import convolution
"""

from __future__ import annotations

import re

_CELL = re.compile(r"^# %%(?P<kind>| \[markdown\])\n", re.MULTILINE)
_KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def make_notebook(source: str) -> str:
    """The text of the ``.ipynb`` file: without outputs, the same for the same source.

    Raises:
        ValueError: something stands above the first cell, or a cell of text holds what is no
            comment; the message names the line.
    """
    # Imported here: who only grades need not have it.
    from nbformat import v4, writes

    above, *parts = _CELL.split(source)
    if above.strip() or not parts:
        raise ValueError("line 1: a notebook's source begins with a cell: `# %%`")
    cells = []
    line = above.count("\n") + 2
    for number, (kind, text) in enumerate(zip(parts[::2], parts[1::2], strict=True), start=1):
        name = f"cell-{number}"
        if kind:
            cells.append(v4.new_markdown_cell(_uncommented(text, line), id=name))
        else:
            code = re.sub(r"^# (%\w)", r"\1", text, flags=re.MULTILINE)
            cells.append(v4.new_code_cell(code.strip("\n"), id=name))
        line += text.count("\n") + 1
    metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    return str(writes(v4.new_notebook(cells=cells, metadata=metadata))) + "\n"


def _uncommented(text: str, first_line: int) -> str:
    lines = text.strip("\n").splitlines()
    for number, line in enumerate(lines, start=first_line):
        if line != "#" and not line.startswith("# "):
            raise ValueError(f"line {number}: in a cell of text every line begins with `# `")
    return "\n".join(line[2:] for line in lines)
