"""Which files of this machine a submission may read: the interpreter's libraries, no more.

Imports packaging and the standard library only.
"""

from __future__ import annotations

import importlib.metadata
import os
import sys
import sysconfig
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


@dataclass(frozen=True)
class ReadableLibraries:
    """Folders to read, folders inside them to leave out, and what is let in again.

    The standard library is shown, the `site-packages` inside or beside it is not (the hidden
    checks may be installed there), and the packages that the week allows are.
    """

    shown: tuple[Path, ...]
    hidden: tuple[Path, ...]
    packages: tuple[Path, ...]

    def paths(self) -> tuple[Path, ...]:
        """The same as a plain list of files and folders, none of which holds a hidden folder."""
        plain = [path for root in self.shown for path in _without(root.resolve(), self.hidden)]
        return (*plain, *self.packages)


def readable_libraries(distributions: tuple[str, ...]) -> ReadableLibraries:
    """What a submission that may import `distributions` must be able to read.

    Call it after importing them: the shared libraries that are loaded say which system folders
    are needed.

    Raises:
        importlib.metadata.PackageNotFoundError: one of them is not installed.
    """
    paths = sysconfig.get_paths()
    standard = {Path(paths["stdlib"]), Path(paths["platstdlib"])}
    sites = {
        Path(entry)
        for entry in (*sys.path, paths["purelib"], paths["platlib"])
        if Path(entry).name in ("site-packages", "dist-packages")
    }
    sites |= {root / name for root in standard for name in ("site-packages", "dist-packages")}
    sites.add(Path(__file__).resolve().parents[1])
    packages = [
        path for name in with_requirements(distributions) for path in _installed_paths(name)
    ]
    shared = _folders_of_shared_libraries()
    shown = [path for path in (*standard, *shared) if path.is_dir()]
    shown += [path for path in (Path("/etc/ld.so.cache"),) if path.exists()]
    return ReadableLibraries(
        shown=tuple(path for path in shown if not any(_inside(path, site) for site in sites)),
        hidden=tuple(sorted({path.resolve() for path in sites if path.is_dir()})),
        packages=tuple(dict.fromkeys(packages)),
    )


def with_requirements(distributions: tuple[str, ...]) -> list[str]:
    """The distributions, and what they need themselves: PyTorch imports SymPy when it trains.

    Raises:
        importlib.metadata.PackageNotFoundError: one of them is not installed.
    """
    found: list[str] = []
    waiting = deque(distributions)
    while waiting:
        name = canonicalize_name(waiting.popleft())
        if name in found:
            continue
        found.append(name)
        asked = [Requirement(line) for line in importlib.metadata.requires(name) or ()]
        waiting += [one.name for one in asked if not one.marker or one.marker.evaluate()]
    return found


def _installed_paths(distribution: str) -> list[Path]:
    """The top-level folders and modules of an installed distribution."""
    installed = importlib.metadata.distribution(distribution)
    base = Path(str(installed.locate_file("")))
    tops = {file.parts[0] for file in installed.files or () if ".." not in file.parts}
    return sorted(base / top for top in tops if not top.endswith(".dist-info"))


def _folders_of_shared_libraries() -> set[Path]:
    """The folders of the shared libraries that this process has loaded."""
    folders = set()
    for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
        path = line.split(maxsplit=5)[5:]
        if path and ".so" in path[0] and path[0].startswith("/"):
            folders.add(Path(path[0]).parent)
    # The dynamic linker names them through /lib, which may be a link to /usr/lib.
    return folders | {
        Path("/", *folder.parts[2:])
        for folder in folders
        if folder.parts[:2] == ("/", "usr") and Path("/", *folder.parts[2:]).is_dir()
    }


def _without(root: Path, hidden: tuple[Path, ...]) -> list[Path]:
    """`root`, or what is in it, so that nothing hidden is covered."""
    if root in hidden:
        return []
    if not any(_inside(path, root) for path in hidden):
        return [root]
    return [part for entry in os.scandir(root) for part in _without(Path(entry.path), hidden)]


def _inside(path: Path, folder: Path) -> bool:
    return path == folder or folder in path.parents
