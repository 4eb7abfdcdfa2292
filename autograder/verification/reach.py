"""Which checks a change of one function can reach: the others need not be run again.

Imports grading, `cases` and the records.
"""

from __future__ import annotations

import ast
import multiprocessing
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from autograder.grading.prepared import functions_called, prepare
from autograder.records import Assignment
from autograder.verification.cases import verification_secret


@dataclass(frozen=True)
class Reach:
    """What each check of a week depends on."""

    called: Mapping[str, frozenset[str]]
    """The public functions that a check calls of a right submission, by the check's identity."""
    hidden: frozenset[str]
    """Which of the checks are hidden ones."""
    users: Mapping[str, frozenset[str]]
    """The functions of the reference that use one, itself among them, however indirectly."""
    graders: Mapping[str, frozenset[str]]
    """The checks that grade a function."""
    on_the_way: frozenset[str]
    """Which of the checks draw on the way, so that only Hypothesis's engine can run them."""

    def of_overlay(self, function: str) -> frozenset[str]:
        """The checks that notice when `function` alone is exchanged.

        The reference's other functions go on calling its own.
        """
        return self._calling(frozenset({function}))

    def of_mutant(self, function: str) -> frozenset[str]:
        """The hidden checks that can notice a change of `function` inside the reference."""
        return self._calling(self.users[function]) & self.hidden

    def _calling(self, functions: frozenset[str]) -> frozenset[str]:
        return frozenset(check for check, names in self.called.items() if names & functions)


def reach_of(assignment: Assignment) -> Reach:
    """Try every check on the reference, in a process of its own."""
    # Spawned: what collecting the checks imports and configures is none of this process's.
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor:
        return executor.submit(_reach, assignment).result()


def _reach(assignment: Assignment) -> Reach:
    prepared = prepare(assignment, verification_secret(0))
    checks = prepared.checks
    graders = {
        spec.name: frozenset(one.identity for one in checks if spec.name in one.description.tags)
        for spec in assignment.functions
    }
    return Reach(
        called=functions_called(prepared),
        hidden=frozenset(check.identity for check in checks if not check.is_visible),
        users=_users(assignment.reference.read_text(encoding="utf-8")),
        graders=graders,
        on_the_way=frozenset(one.identity for one in checks if not prepared.cases_of(one)),
    )


def _users(source: str) -> dict[str, frozenset[str]]:
    """By each function and class of a module: which of them use it, itself among them."""
    definitions = [
        node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]
    used = {
        node.name: {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        for node in definitions
    }
    users: dict[str, set[str]] = {name: {name} for name in used}
    is_growing = True
    while is_growing:
        is_growing = False
        for found in users.values():
            more = {name for name, names in used.items() if names & found} - found
            found |= more
            is_growing = is_growing or bool(more)
    return {name: frozenset(found) for name, found in users.items()}
