"""A root folder in which a submission finds the libraries, a few devices and its scratch folder.

Built once by the warm parent, in a mount namespace of its own; its children inherit it. Imports
`kernel` and `libraries` only.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from autograder.sandbox import kernel
from autograder.sandbox.libraries import ReadableLibraries

SCRATCH = Path("/scratch")
_NEW_ROOT = Path("/sys")
"""A folder that every Linux has and no library lies in: the new root is mounted over it."""


def enter_view(libraries: ReadableLibraries, devices: Collection[Path]) -> None:
    """Replace this process's root by one with nothing but `libraries`, read-only, and `devices`.

    The process must be in a mount namespace of its own, with CAP_SYS_ADMIN there.

    Raises:
        OSError: the kernel refuses one of the mounts.
    """
    kernel.mount("none", "/", flags=kernel.MS_REC | kernel.MS_PRIVATE)
    kernel.mount("none", str(_NEW_ROOT), "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "mode=755")
    for path in sorted(libraries.shown):
        _show(path)
    for path in libraries.hidden:
        if _below_new_root(path).is_dir():
            kernel.mount("none", str(_below_new_root(path)), "tmpfs", data="mode=755")
    for path in libraries.packages:
        _show(path)
    for device in devices:
        _make_target(device, is_folder=False)
    _make_target(SCRATCH, is_folder=True)
    kernel.make_read_only(str(_NEW_ROOT))
    # After that, since a read-only mount is also one without devices.
    for device in devices:
        kernel.mount(str(device), str(_below_new_root(device)), flags=kernel.MS_BIND)
    kernel.change_root(str(_NEW_ROOT))


def mount_scratch(size_bytes: int) -> None:
    """Mount an empty scratch folder in memory; it ends with the process that calls this."""
    flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    kernel.mount("none", str(SCRATCH), "tmpfs", flags, f"mode=700,size={size_bytes},nr_inodes=4096")


def _show(path: Path) -> None:
    """Let `path` appear below the new root, under the same name, links on the way included."""
    for part in (*reversed(path.parents), path):
        if part.is_symlink():
            link = _below_new_root(part)
            if not link.is_symlink():
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(part.resolve())
            _show(part.resolve() / path.relative_to(part))
            return
    if not _below_new_root(path).exists():
        _make_target(path, is_folder=path.is_dir())
        kernel.mount(str(path), str(_below_new_root(path)), flags=kernel.MS_BIND | kernel.MS_REC)


def _make_target(path: Path, *, is_folder: bool) -> None:
    target = _below_new_root(path)
    if is_folder:
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()


def _below_new_root(path: Path) -> Path:
    return _NEW_ROOT / path.relative_to("/")
