"""What everybody has of the course's own: the starter code, in the forms in which it comes back.

It is trusted text. Imports intake, which makes a module of a notebook, and `tokens`.
"""

from __future__ import annotations

import ast
import json

from autograder.intake.notebooks import module_from_notebook
from autograder.similarity.tokens import tokens_of, windows_of


def given_windows(stub: str, module: str) -> frozenset[bytes]:
    """The windows of a week's starter code, which no two students have from each other.

    Args:
        stub: the module that students are given.
        module: its name.
    """
    bare = _bare(stub)
    texts = [stub, bare, *(_in_a_notebook(text, module) for text in (stub, bare))]
    return frozenset(window for text in texts for window in windows_of(tokens_of(text)))


class _WithoutHints(ast.NodeTransformer):
    """Takes annotations out of signatures, as many students do who type them anew."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """One parameter."""
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """A function, and those inside."""
        self.generic_visit(node)
        node.returns = None
        return node


def _bare(stub: str) -> str:
    return ast.unparse(_WithoutHints().visit(ast.parse(stub)))


def _in_a_notebook(text: str, module: str) -> str:
    """The module that is made of a notebook with this text in a cell."""
    cell = {"cell_type": "code", "source": text}
    notebook = json.dumps({"nbformat": 4, "cells": [cell]}).encode()
    names = [node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    made = module_from_notebook(notebook, f"{module}.ipynb", module, names)
    return made.decode() if isinstance(made, bytes) else ""
