"""A notebook's cell as plain Python: IPython's own syntax taken out, each line in its place.

Imports the standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MAGICS_OF_PYTHON = frozenset({"capture", "prun", "time"})
"""Cell magics that run the rest of the cell as it stands, so that its definitions remain."""

_CELL_MAGIC = re.compile(r"(?:[ \t]*+\n)*+[ \t]*+%%(\w*)([^\n]*)")
_IPYTHON_LINE = re.compile(
    r"""[ \t]*+ (?:
        [%!?/,;]                            # %magic, !shell, ?help, /f x
      | [\w.*]++ \?\??+ [ \t]*+ ;?+ [ \t]*+ $   # np.array?
      | [\w.,*\[\] \t]++ = [ \t]*+ [%!]     # files = !ls
    )""",
    re.VERBOSE | re.MULTILINE,
)
_COMMAND = re.compile(r"([ \t]*+)(?:\\\n|[^\n])*+")
"""A line with those that a backslash at its end adds to it."""

_PIECE = re.compile(
    r"""
      (?P<string>
          \"{3} (?:\\.|[^\\])*? (?:\"{3}|\Z)
        | '{3}  (?:\\.|[^\\])*? (?:'{3}|\Z)
        | "     (?:\\.|[^"\\\n])*+ "?
        | '     (?:\\.|[^'\\\n])*+ '?
      )
    | (?P<comment> \#[^\n]*+)
    | (?P<opening> [(\[{])
    | (?P<closing> [)\]}])
    | (?P<continuation> \\\n)
    | (?P<newline> \n)
    | (?P<other> [^"'\#()\[\]{}\\\n]++ | \\)
    """,
    re.VERBOSE | re.DOTALL,
)


def python_of_cell(source: str, module: str) -> str | None:
    """The Python below a cell's magic, if it has one; None for a cell that is none.

    ``%%time`` and its like run the cell itself; ``%%bash`` and most others do not. What
    ``%%writefile convolution.py`` writes is the module `module`, and so is taken.
    """
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    while magic := _CELL_MAGIC.match(source):
        name, words = magic[1], magic[2].split()
        writes_module = name in ("writefile", "file") and words[-1:] == [f"{module}.py"]
        if name not in _MAGICS_OF_PYTHON and not writes_module:
            return None
        source = "\n" * magic[0].count("\n") + source[magic.end() :]
    return source


def without_ipython(source: str) -> str:
    """`source` with ``pass`` in the place of IPython's lines; other lines keep their numbers.

    Only where a statement begins can such a line be: what looks like one in a string, or within
    brackets, stays. For cells that are no Python as they are.
    """
    return "".join(_lines_without_ipython(_without_common_indent(source)))


def _lines_without_ipython(source: str) -> Iterator[str]:
    position = 0
    while position < len(source):
        if _IPYTHON_LINE.match(source, position):
            command = _COMMAND.match(source, position)
            assert command is not None
            yield f"{command[1]}pass" + "\n" * command[0].count("\n")
            end = command.end()
        else:
            end = _end_of_statement(source, position)
            yield source[position:end]
        if source[end : end + 1] == "\n":
            yield "\n"
            end += 1
        position = end


def _end_of_statement(source: str, position: int) -> int:
    """Where the line break is that ends the statement which begins at `position`."""
    depth = 0
    for piece in _PIECE.finditer(source, position):
        if piece.lastgroup == "opening":
            depth += 1
        elif piece.lastgroup == "closing":
            depth -= 1
        elif piece.lastgroup == "newline" and depth <= 0:
            return piece.start()
    return len(source)


def _without_common_indent(source: str) -> str:
    """A cell that is indented as a whole, as when it was copied from a class, moved to the left."""
    indent = re.match(r"(?:[ \t]*+\n)*+([ \t]++)(?=\S)", source)
    return re.sub(f"^{indent[1]}", "", source, flags=re.MULTILINE) if indent else source
