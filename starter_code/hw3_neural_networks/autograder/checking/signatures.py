"""What a week's functions take and return, read from the reference's source without running it.

Imports the standard library only.
"""

from __future__ import annotations

import ast
import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """What a returned value is."""

    ARRAY = "array"
    INTEGER = "integer"
    REAL = "real"
    OPAQUE = "opaque"
    """Made by the submission, such as a cache or a model; nobody else looks inside."""
    TEXT = "text"
    """What a check's own helper says of it; see `StudentFunction.through`."""


_KIND_OF_ANNOTATION = {
    "int": Kind.INTEGER,
    "float": Kind.REAL,
    "np.ndarray": Kind.ARRAY,
    "Cache": Kind.OPAQUE,
    "nn.Module": Kind.OPAQUE,
    "Dataset": Kind.OPAQUE,
    "DataLoader": Kind.OPAQUE,
}


@dataclass(frozen=True)
class FunctionSpec:
    """One function of the contract, or a class, which is called as one."""

    name: str
    parameters: tuple[str, ...]
    returns: tuple[Kind, ...]
    """The kinds of the returned tuple's parts; of length 1 for a bare value."""
    takes_back: tuple[str, ...] = ()
    """The parameters that bring back what the submission itself has made, such as a cache."""

    defaults: tuple[str, ...] = ()
    """Those of the last parameters that may be given by position, as they are written."""
    keyword_only: tuple[str, ...] = ()
    """The last parameters, if they are given by name only."""

    @property
    def signature(self) -> str:
        """For example ``conv1d(signal, kernel, stride=1, pad=0)``."""
        by_position = self.parameters[: len(self.parameters) - len(self.keyword_only)]
        plain = by_position[: len(by_position) - len(self.defaults)]
        rest = zip(by_position[len(plain) :], self.defaults, strict=True)
        named = ("*", *self.keyword_only) if self.keyword_only else ()
        shown = [*plain, *(f"{name}={text}" for name, text in rest), *named]
        return f"{self.name}({', '.join(shown)})"


@dataclass(frozen=True)
class Homework:
    """What a student's copy of a week says of itself: the file `homework.json` of a bundle."""

    name: str
    title: str
    module: str
    """The file to hand in, without ``.py``."""
    functions: tuple[FunctionSpec, ...]
    """In the order in which the handout asks for them."""
    hidden_points: float

    def to_json(self) -> str:
        """The file's text."""
        return json.dumps(asdict(self), indent=2) + "\n"

    @staticmethod
    def read(path: Path) -> Homework:
        """Read `homework.json`."""
        data = json.loads(path.read_text(encoding="utf-8"))
        data["functions"] = tuple(
            FunctionSpec(
                name=function["name"],
                parameters=tuple(function["parameters"]),
                returns=tuple(Kind(kind) for kind in function["returns"]),
                takes_back=tuple(function["takes_back"]),
                defaults=tuple(function["defaults"]),
                keyword_only=tuple(function["keyword_only"]),
            )
            for function in data["functions"]
        )
        return Homework(**data)


def read_signatures(source: str) -> tuple[FunctionSpec, ...]:
    """The public functions of a module, and its public classes that have an `__init__`, in order.

    Args:
        source: the module's text; every public function annotates what it returns.

    Raises:
        ValueError: a public function's return annotation is missing or not one of ``int``,
            ``float``, ``np.ndarray``, ``Cache``, one of PyTorch's things (``nn.Module``,
            ``Dataset``, ``DataLoader``) and tuples of them.
    """
    specs = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            specs.append(_specify(node.name, node.args, _kinds(node)))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            made = [part for part in node.body if getattr(part, "name", "") == "__init__"]
            specs += [_specify_class(node.name, part) for part in made]
    return tuple(specs)


def _specify_class(name: str, initializer: ast.stmt) -> FunctionSpec:
    assert isinstance(initializer, ast.FunctionDef)
    arguments = initializer.args
    arguments.args = arguments.args[1:]  # without `self`
    return _specify(name, arguments, (Kind.OPAQUE,))


def _specify(name: str, arguments: ast.arguments, returns: tuple[Kind, ...]) -> FunctionSpec:
    parameters = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return FunctionSpec(
        name=name,
        parameters=tuple(parameter.arg for parameter in parameters),
        returns=returns,
        takes_back=tuple(
            parameter.arg
            for parameter in parameters
            if parameter.annotation is not None
            and _KIND_OF_ANNOTATION.get(ast.unparse(parameter.annotation)) is Kind.OPAQUE
        ),
        defaults=tuple(ast.unparse(default) for default in arguments.defaults),
        keyword_only=tuple(parameter.arg for parameter in arguments.kwonlyargs),
    )


def _kinds(node: ast.FunctionDef) -> tuple[Kind, ...]:
    annotation = node.returns
    parts: list[ast.expr]
    if isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) == "tuple":
        inside = annotation.slice
        parts = list(inside.elts) if isinstance(inside, ast.Tuple) else [inside]
    else:
        parts = [annotation] if annotation is not None else []
    words = [ast.unparse(part) for part in parts]
    if not words or any(word not in _KIND_OF_ANNOTATION for word in words):
        raise ValueError(
            f"{node.name} (line {node.lineno}): annotate what it returns with "
            f"{', '.join(_KIND_OF_ANNOTATION)} or a tuple of them."
        )
    return tuple(_KIND_OF_ANNOTATION[word] for word in words)
