"""Small changes of a reference, one at a time: what a hidden check must notice.

The operators are the usual ones of mutation testing (Offutt et al., "An experimental determination
of sufficient mutant operators", 1996), and NumPy's own: an axis left out, `max` for `min`, a
transposition forgotten. Imports the standard library only.
"""

from __future__ import annotations

import ast
import copy
import difflib
from collections.abc import Iterator
from dataclasses import dataclass

_OTHER_OPERATOR: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
_PAIRS = (
    ("max", "min"),
    ("maximum", "minimum"),
    ("argmax", "argmin"),
    ("any", "all"),
    ("floor", "ceil"),
    ("sum", "mean"),
    ("zeros", "ones"),
    ("zeros_like", "ones_like"),
    ("log", "log1p"),
    ("exp", "expm1"),
)
_OTHER_NAME = dict(_PAIRS) | {second: first for first, second in _PAIRS}
_CALLS_THAT_MAY_BE_FORGOTTEN = frozenset({"abs", "sqrt", "cumsum", "copy", "sort", "astype"})
_STATEMENTS_THAT_MAY_BE_FORGOTTEN = (ast.AugAssign, ast.Expr, ast.Raise)


@dataclass(frozen=True)
class Mutant:
    """A reference with one small change."""

    function: str
    """The function, public or a helper, that is changed; of a method, its class."""
    before: str
    after: str
    """The lines that differ, as `ast.unparse` writes them."""
    source: str


def mutants_of(source: str) -> Iterator[Mutant]:
    """Every mutant of a module's functions and classes, in the order of its text."""
    tree = ast.parse(source)
    original = ast.unparse(tree)
    for index, node in enumerate(tree.body):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            for definition in _mutated(node):
                changed = copy.copy(tree)
                changed.body = [*tree.body[:index], definition, *tree.body[index + 1 :]]
                text = ast.unparse(ast.fix_missing_locations(changed))
                if text != original:
                    yield Mutant(node.name, *_difference(original, text), text)


def _mutated(definition: ast.FunctionDef | ast.ClassDef) -> Iterator[ast.stmt]:
    target = 0
    while True:
        mutator = _Mutator(target)
        mutated = mutator.visit(copy.deepcopy(definition))
        if mutator.seen <= target:
            return
        assert isinstance(mutated, ast.FunctionDef | ast.ClassDef)
        yield mutated
        target += 1


class _Mutator(ast.NodeTransformer):
    """Makes the change number `target`, from 0, of those that are possible."""

    def __init__(self, target: int) -> None:
        self._target = target
        self.seen = 0

    def visit(self, node: ast.AST) -> ast.AST:
        """Change this node, or go on below it."""
        for replacement in _replacements(node):
            self.seen += 1
            if self.seen == self._target + 1:
                return replacement
        if isinstance(node, ast.Raise | ast.JoinedStr) or _is_docstring(node):
            return node  # what a message says is not graded
        if isinstance(node, ast.arg):
            return node  # nor is an annotation
        if isinstance(node, ast.FunctionDef):
            node.args = self.visit(node.args)  # type: ignore[assignment]
            node.body = [self.visit(part) for part in node.body]  # type: ignore[misc]
            return node
        return self.generic_visit(node)


def _replacements(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in the place of a node."""
    if isinstance(node, ast.Constant):
        yield from _other_constants(node)
    elif isinstance(node, ast.BinOp | ast.AugAssign | ast.BoolOp):
        if type(node.op) in _OTHER_OPERATOR:
            yield _with(node, op=_OTHER_OPERATOR[type(node.op)]())
        if isinstance(node, ast.BinOp):
            yield node.left
    elif isinstance(node, ast.Compare):
        first = _OTHER_OPERATOR.get(type(node.ops[0]))
        if first:
            yield _with(node, ops=[first(), *node.ops[1:]])
    elif isinstance(node, ast.UnaryOp):
        if not isinstance(node.operand, ast.Constant):
            yield node.operand
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.Call):
        yield from _other_calls(node)
    elif isinstance(node, ast.Attribute):
        if node.attr == "T":
            yield node.value
    elif isinstance(node, ast.Slice):
        for end in ("lower", "upper"):
            if getattr(node, end) is not None:
                yield _with(node, **{end: None})
    if isinstance(node, ast.AugAssign):
        yield ast.Assign([node.target], node.value)
    if isinstance(node, _STATEMENTS_THAT_MAY_BE_FORGOTTEN) and not _is_docstring(node):
        yield ast.Pass()


def _other_constants(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
        if isinstance(value, int) and value > 0:
            yield ast.Constant(value - 1)


def _other_calls(node: ast.Call) -> Iterator[ast.AST]:
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name in _OTHER_NAME:
        other = _OTHER_NAME[name]
        field = "attr" if isinstance(function, ast.Attribute) else "id"
        yield _with(node, func=_with(function, **{field: other}))
    if name in _CALLS_THAT_MAY_BE_FORGOTTEN:
        is_method = isinstance(function, ast.Attribute) and not _is_module(function.value)
        if is_method:
            assert isinstance(function, ast.Attribute)
            yield function.value
        elif node.args:
            yield node.args[0]
    for keyword in node.keywords:
        yield _with(node, keywords=[other for other in node.keywords if other is not keyword])


def _is_module(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id in {"np", "math"}


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _difference(before: str, after: str) -> tuple[str, str]:
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return tuple(  # type: ignore[return-value]
        " / ".join(line[2:].strip() for line in lines if line.startswith(sign)) for sign in "-+"
    )
