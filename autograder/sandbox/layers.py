"""The layers of the wall, and what makes a machine a protected one. Imports nothing of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Layer(StrEnum):
    """One layer of the wall; each keeps its promise without the others."""

    SEPARATE_USER = "separate user"
    USER_NAMESPACE = "user namespace"
    PROCESS_NAMESPACE = "process namespace"
    NETWORK_NAMESPACE = "network namespace"
    PRIVATE_ROOT = "private root folder"
    LANDLOCK = "Landlock"
    SECCOMP = "seccomp"
    RESOURCE_LIMITS = "resource limits"


PROMISES: Mapping[Layer, str] = {
    Layer.SEPARATE_USER: "owns none of our files and processes (where the grader is root)",
    Layer.USER_NAMESPACE: "holds no privilege outside its own namespace",
    Layer.PROCESS_NAMESPACE: "sees no other process; all it started ends with it",
    Layer.NETWORK_NAMESPACE: "has no network",
    Layer.PRIVATE_ROOT: "finds libraries and its scratch folder, and no other file",
    Layer.LANDLOCK: "reads libraries and writes its scratch folder, no other file",
    Layer.SECCOMP: "makes the system calls of computing: no process, program or socket",
    Layer.RESOURCE_LIMITS: "is bounded in memory, threads, files and file sizes",
}


@dataclass
class LayerReport:
    """Which layers are in force, and why the others are not."""

    missing: dict[Layer, str] = field(default_factory=dict)
    in_force: set[Layer] = field(default_factory=set)

    def attempt(self, layer: Layer, action: Callable[[], object]) -> bool:
        """Put a layer in force, or note why this machine does not give it."""
        if layer in self.missing:
            return False
        try:
            action()
        except (OSError, AttributeError, KeyError, ValueError) as error:
            self.missing[layer] = str(error) or type(error).__name__
            self.in_force.discard(layer)
            return False
        self.in_force.add(layer)
        return True

    def to_plain(self) -> dict[str, str]:
        """Every layer's name with what is missing, empty where it is in force."""
        return {
            layer.value: "" if layer in self.in_force else self.missing.get(layer, "not tried")
            for layer in Layer
        }


_CONFINED = frozenset({Layer.LANDLOCK, Layer.SECCOMP, Layer.RESOURCE_LIMITS})
_NAMESPACES = frozenset(
    {
        Layer.USER_NAMESPACE,
        Layer.PROCESS_NAMESPACE,
        Layer.NETWORK_NAMESPACE,
        Layer.PRIVATE_ROOT,
    }
)

PROTECTED = _CONFINED | _NAMESPACES
"""What makes a machine a protected one, whoever the grader is there."""


def in_force(layers: Mapping[Layer, str]) -> frozenset[Layer]:
    """Those of them for which there is no reason why they are missing."""
    return frozenset(layer for layer, reason in layers.items() if not reason)


def is_protected(in_force: frozenset[Layer]) -> bool:
    """Whether strangers' code may run behind these layers.

    Files, system calls and resources are each confined by a layer of their own, and the
    submission is not simply a process of the grader's user: namespaces or a separate user stand
    between them.
    """
    return in_force >= _CONFINED and is_separated(in_force)


def is_separated(in_force: frozenset[Layer]) -> bool:
    """Whether a submission is more than a process of the grader's user: the least of all walls.

    Namespaces or a separate user stand between the two.
    """
    return in_force >= _NAMESPACES or Layer.SEPARATE_USER in in_force
