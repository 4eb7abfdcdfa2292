"""A sandbox that may use GPUs is as tight as any other; these tests need no GPU."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from autograder.checking.signatures import FunctionSpec, Kind
from autograder.checking.verdicts import CheckStopped, Verdict
from autograder.sandbox.devices import devices, gpu_devices
from autograder.sandbox.processes import SubmittedFiles, WarmParent
from autograder.sandbox.session import SandboxSession
from autograder.sandbox.warm_parent import SandboxOptions

MODULE = """
import os
import numpy as np
def double(x): return 2 * x
def hoard(x): return sum(np.ones(1 << 27).sum() for _ in [hoarded.append(np.ones(1 << 27))] * 8) * x
def fork(x): return x + os.fork()
def read(x): return x + len(open("/dev/mem", "rb").read(1))
def hosts(x): return x + len(open("/etc/hostname").read())
hoarded = []
"""


@pytest.fixture(scope="module")
def session() -> Iterator[SandboxSession]:
    parent = WarmParent(SandboxOptions(memory_bytes=256 << 20, gpu=True))
    try:
        with SandboxSession(parent, SubmittedFiles("tiny", {"tiny.py": MODULE.encode()})) as opened:
            yield opened
    finally:
        parent.close()


def call(session: SandboxSession, name: str) -> object:
    spec = FunctionSpec(name, ("x",), (Kind.ARRAY,))
    return session(spec, (np.ones(3),), {}).value


def verdict_of(session: SandboxSession, name: str) -> Verdict:
    with pytest.raises(CheckStopped) as stopped:
        call(session, name)
    return stopped.value.verdict


def test_it_computes(session: SandboxSession) -> None:
    assert np.array_equal(np.asarray(call(session, "double")), [2, 2, 2])


def test_its_memory_is_bounded(session: SandboxSession) -> None:
    assert verdict_of(session, "hoard") is Verdict.OUT_OF_MEMORY


@pytest.mark.parametrize("name", ["fork", "read", "hosts"])
def test_it_allows_nothing_else(session: SandboxSession, name: str) -> None:
    with pytest.raises((CheckStopped, OSError)):
        call(session, name)


def test_all_layers_are_in_force_that_are_without_a_gpu(
    session: SandboxSession, warm_parent: WarmParent
) -> None:
    with SandboxSession(warm_parent, SubmittedFiles("tiny", {"tiny.py": b""})) as ordinary:
        assert session.layers() == ordinary.layers()


def test_only_a_gpus_own_device_files_are_shown(tmp_path: Path) -> None:
    names = ["nvidia0", "nvidia1", "nvidiactl", "nvidia-uvm", "nvidia-modeset", "sda", "mem"]
    for name in names:
        (tmp_path / name).touch()
    shown = {path.name for path in gpu_devices(tmp_path)}
    assert shown == {"nvidia0", "nvidia1", "nvidiactl", "nvidia-uvm"}


def test_without_a_gpu_no_such_file_is_shown() -> None:
    assert {path.name for path in devices(gpu=False)} <= {"null", "zero", "urandom"}
