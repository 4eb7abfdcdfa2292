"""Which device files a submission finds: three of the kernel's, and the GPUs where they are lent.

Imports the standard library only.
"""

from __future__ import annotations

from pathlib import Path

_ALWAYS = (Path("/dev/null"), Path("/dev/zero"), Path("/dev/urandom"))
_GPU_CONTROL = ("nvidiactl", "nvidia-uvm", "nvidia-uvm-tools")


def devices(*, gpu: bool) -> tuple[Path, ...]:
    """The device files that are shown; without `gpu` none of a GPU."""
    here = [path for path in _ALWAYS if path.exists()]
    return (*here, *(gpu_devices() if gpu else ()))


def gpu_devices(folder: Path = Path("/dev")) -> tuple[Path, ...]:
    """The device files of NVIDIA's driver: one for each GPU, and those that control them.

    Not those that configure the driver for everybody (`nvidia-modeset`, `nvidia-caps`).
    """
    control = [folder / name for name in _GPU_CONTROL]
    return tuple(path for path in (*control, *sorted(folder.glob("nvidia[0-9]*"))) if path.exists())
