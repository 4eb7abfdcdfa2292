"""A statement of a notebook as a module can hold it: its failure costs only what needs it.

The code is looked at as a syntax tree and as tables of names, never executed. Imports
`autograder.checking` only.
"""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.checking.rendering import printable

PREAMBLE = '''\
from __future__ import annotations


def _notebook_missing(why, *names):
    """Let each of `names` that has no value say on its use why it has none."""

    def stand_in(name):
        class Missing:
            def __call__(self, *arguments, **keywords):
                raise NameError(f"{name} is not defined: {why}")

            def __getattr__(self, attribute):
                raise NameError(f"{name} is not defined: {why}")

        return Missing()

    for name in names:
        globals().setdefault(name, stand_in(name))
'''
"""The beginning of a module that is made from statements. Annotations are never evaluated: one that
names a library which grading does not have costs nothing."""

UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
"""What Python's parser and compiler raise on what they do not take."""
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
IMPORTS = (ast.Import, ast.ImportFrom)
_LONGEST_QUOTE = 120


@dataclass(frozen=True)
class Statement:
    """A statement for the module, such that its failure does not end the import."""

    code: str
    binds: frozenset[str]
    """The global names that it defines."""
    reads: frozenset[str] = frozenset()
    """The global names that it uses, be it when its functions are called."""
    only_if_needed: bool = False
    """Whether it is there for those only who read what it binds, as a computed constant is."""
    binds_unknown_names: bool = False
    """Whether it is a ``from … import *``."""


def make_statement(node: ast.stmt, lines: list[bytes], label: str) -> Statement:
    """A statement of a cell's outermost level as the module shall have it.

    Args:
        node: the statement.
        lines: the lines of the whole cell in UTF-8, in which Python counts columns.
        label: what the cell is called, for messages.
    """
    parts = list(with_branches(node))
    # What others call or take attributes of can say why it is missing; a number can't.
    callable_names = [name for part in parts for name in _defined_or_imported(part)]
    names = [*callable_names, *(name for part in parts for name in _assigned(part))]
    code = ast.unparse(node) if isinstance(node, IMPORTS) else _text(node, lines)
    try:
        reads = _globals_read(code)
        if _can_fail(node):
            code = _guarded(node, lines, code, callable_names, label)
        _check_that_it_compiles(code)
    except UNREADABLE as error:
        return stand_ins(names, f"{label} can't be compiled: {reason(error)}")
    return Statement(
        code=code,
        binds=frozenset(names),
        reads=reads,
        only_if_needed=_can_fail(node) and not callable_names and not _is_star(node),
        binds_unknown_names=_is_star(node),
    )


def stand_ins(names: Iterable[str], why: str) -> Statement:
    """The statement that stands for what should have defined `names`."""
    names = tuple(dict.fromkeys(names))
    arguments = ", ".join(ascii(word) for word in (why, *names))
    code = f"_notebook_missing({arguments})" if names else f"# {why}"
    return Statement(code, frozenset(names))


def with_branches(node: ast.stmt) -> Iterator[ast.stmt]:
    """`node` and, of an ``if`` or ``try``, the statements in its branches."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, ast.If):
            waiting += part.body + part.orelse
        elif isinstance(part, ast.Try):
            handled = [statement for handler in part.handlers for statement in handler.body]
            waiting += part.body + handled + part.orelse + part.finalbody


def reason(error: BaseException) -> str:
    """What an `UNREADABLE` error says, on one short line."""
    if isinstance(error, RecursionError | MemoryError):
        return "it is nested too deeply"
    if not isinstance(error, SyntaxError):
        return printable(str(error))[:_LONGEST_QUOTE]
    words = printable(str(error.msg))[:_LONGEST_QUOTE]
    line = printable((error.text or "").strip())[:_LONGEST_QUOTE]
    return f"{words} (line {error.lineno}: {line})" if line else words


def _is_star(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.names[0].name == "*"


def _defined_or_imported(part: ast.stmt) -> list[str]:
    if isinstance(part, DEFINITIONS):
        return [part.name]
    if isinstance(part, ast.Import):
        return [alias.asname or alias.name.partition(".")[0] for alias in part.names]
    if isinstance(part, ast.ImportFrom):
        return [alias.asname or alias.name for alias in part.names if alias.name != "*"]
    return []


def _assigned(part: ast.stmt) -> list[str]:
    """Global names that are assigned to, or to whose parts something is."""
    targets = part.targets if isinstance(part, ast.Assign) else []
    if isinstance(part, ast.AnnAssign | ast.AugAssign):
        targets = [part.target]
    return [
        node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)
    ]


def _can_fail(node: ast.stmt) -> bool:
    """Whether executing the statement evaluates anything but literals and functions."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return bool(node.decorator_list) or _has_computed_defaults(node.args)
    if isinstance(node, ast.Assign) and all(isinstance(name, ast.Name) for name in node.targets):
        if isinstance(node.value, ast.Lambda):
            return _has_computed_defaults(node.value.args)
        try:
            ast.literal_eval(node.value)
        except (*UNREADABLE, TypeError):
            return True
        return False
    return True


def _has_computed_defaults(arguments: ast.arguments) -> bool:
    defaults = [*arguments.defaults, *arguments.kw_defaults]
    return not all(default is None or isinstance(default, ast.Constant) for default in defaults)


def _text(node: ast.stmt, lines: list[bytes]) -> str:
    """The statement as it was written."""
    first, last = _first_line(node, lines), _last_line(node)
    chosen = lines[first : last + 1]
    chosen[-1] = chosen[-1][: node.end_col_offset]
    chosen[0] = chosen[0][node.col_offset :]
    return b"\n".join(chosen).decode()


def _first_line(node: ast.stmt, lines: list[bytes]) -> int:
    decorators = node.decorator_list if isinstance(node, DEFINITIONS) else []
    if not decorators:
        return node.lineno - 1
    first = decorators[0].lineno - 1
    while first > 0 and not lines[first].lstrip().startswith(b"@"):
        first -= 1  # of @(\n…\n) the tree has the inside only
    return first


def _last_line(node: ast.stmt) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - 1


def _guarded(node: ast.stmt, lines: list[bytes], code: str, names: list[str], label: str) -> str:
    """`code` within a ``try``, after which `names` exist in any case."""
    first = 0 if isinstance(node, IMPORTS) else _first_line(node, lines)
    inside_strings = {line - first for line in _lines_inside_strings(node)}
    indented = [
        line if number in inside_strings else f"    {line}"
        for number, line in enumerate(code.split("\n"))
    ]
    failure = "except Exception:\n    pass"
    if names:
        why = f"{label} failed in grading with "
        quoted = ", ".join(ascii(name) for name in names)
        failure = (
            "except Exception as _notebook_error:\n"
            f"    _notebook_missing({why!r} + repr(_notebook_error), {quoted})"
        )
    return "\n".join(["try:", *indented, failure])


def _lines_inside_strings(node: ast.stmt) -> Iterator[int]:
    """The lines, counted from 0, at whose beginning a string goes on: more space would alter it."""
    waiting: list[ast.AST] = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, ast.Constant | ast.JoinedStr):
            yield from range(part.lineno, part.end_lineno or part.lineno)
        else:
            waiting += ast.iter_child_nodes(part)


def _globals_read(code: str) -> frozenset[str]:
    """The global names that executing `code` reads, or calling what it defines."""
    names: set[str] = set()
    waiting = [symtable.symtable(code, "<cell>", "exec")]
    while waiting:
        table = waiting.pop()
        waiting += table.get_children()
        is_outermost = table.get_type() == "module"
        names.update(
            symbol.get_name()
            for symbol in table.get_symbols()
            if (symbol.is_referenced() if is_outermost else symbol.is_global())
        )
    return frozenset(names)


def _check_that_it_compiles(code: str) -> None:
    """Raise what the import of the module would, as for a ``break`` outside of a loop."""
    beginning = "from __future__ import annotations\n"  # as of the module
    compile(beginning + code, "<cell>", "exec", dont_inherit=True)
