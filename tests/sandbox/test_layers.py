"""Each layer of the wall holds alone, and a machine without enough of them is not protected."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.sandbox.layers import Layer, is_protected
from tests.conftest import LONGEST_SANDBOX, ROOT, what_stays

NAMESPACES = frozenset(
    {
        Layer.USER_NAMESPACE,
        Layer.PROCESS_NAMESPACE,
        Layer.NETWORK_NAMESPACE,
        Layer.PRIVATE_ROOT,
    }
)
CONFINED = frozenset({Layer.LANDLOCK, Layer.SECCOMP, Layer.RESOURCE_LIMITS})


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    """The port of something that listens on this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def attack(without: frozenset[Layer], name: str, *arguments: object) -> object:
    """What an attack gives behind the other layers; on a machine whose Python all users reach."""
    command = [sys.executable, "-m", "tests.sandbox.attack"]
    if os.geteuid() == 0:
        command = [sys.executable, "-m", "tests.run_as", "0", *command]
    request = json.dumps([sorted(without), name, arguments])
    done = subprocess.run([*command, request], cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.fixture
def other_file(tmp_path: Path) -> Path:
    """A file that everyone may read and write, as far as its permissions go."""
    path = tmp_path / "other"
    path.write_text("secret")
    path.chmod(0o666)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.getuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o711)
    return path


FILE_LAYERS = [{Layer.PRIVATE_ROOT}, {Layer.LANDLOCK}]


@pytest.mark.parametrize("alone", FILE_LAYERS, ids=lambda layers: next(iter(layers)))
def test_each_file_layer_alone_keeps_other_files_away(alone: set[Layer], other_file: Path) -> None:
    without = frozenset({Layer.PRIVATE_ROOT, Layer.LANDLOCK} - alone)
    assert attack(without, "read", str(other_file)) == "refused"
    assert attack(without, "write", str(other_file)) == "refused"
    assert other_file.read_text() == "secret"


def test_without_both_file_layers_the_same_file_is_read(other_file: Path) -> None:
    without = frozenset({Layer.PRIVATE_ROOT, Layer.LANDLOCK})
    assert attack(without, "read", str(other_file)) == "secret"


@pytest.mark.parametrize("alone", [Layer.NETWORK_NAMESPACE, Layer.LANDLOCK, Layer.SECCOMP])
def test_each_network_layer_alone_keeps_the_network_away(alone: Layer, server: int) -> None:
    layers = {Layer.NETWORK_NAMESPACE, Layer.LANDLOCK, Layer.SECCOMP}
    assert attack(frozenset(layers - {alone}), "connect", server) == "refused"


def test_without_the_network_layers_the_same_server_is_reached(server: int) -> None:
    layers = frozenset({Layer.NETWORK_NAMESPACE, Layer.LANDLOCK, Layer.SECCOMP})
    assert attack(layers, "connect", server) == "None"


def test_seccomp_refuses_new_processes() -> None:
    assert attack(frozenset(), "fork") == "refused"
    assert attack(frozenset({Layer.SECCOMP}), "fork") != "refused"


@pytest.mark.parametrize("alone", [Layer.PROCESS_NAMESPACE, Layer.SECCOMP])
def test_each_process_layer_alone_keeps_signals_away(alone: Layer) -> None:
    off = {Layer.PROCESS_NAMESPACE, Layer.SECCOMP, Layer.LANDLOCK, Layer.SEPARATE_USER} - {alone}
    assert attack(frozenset(off), "signal", os.getpid()) == "refused"


def test_resource_limits_bound_memory() -> None:
    assert attack(frozenset(), "allocate") == "refused"
    assert attack(frozenset({Layer.RESOURCE_LIMITS}), "allocate") == str(2 << 30)


def test_shared_memory_cannot_be_opened_again_where_there_is_a_proc() -> None:
    assert attack(frozenset({Layer.PRIVATE_ROOT, Layer.LANDLOCK}), "reopen") == ["refused"] * 2


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become a separate user")
def test_without_namespaces_a_submission_is_another_user() -> None:
    assert attack(NAMESPACES, "user") not in (0, os.getuid())


def test_scratch_is_in_memory_or_else_read_only_and_nothing_of_it_stays() -> None:
    def scratch_folders() -> set[Path]:
        return set(Path(tempfile.gettempdir()).glob("autograder-*"))

    before = scratch_folders()
    assert attack(frozenset(), "litter") == "1"
    assert attack(NAMESPACES, "litter") == "refused"
    new = scratch_folders() - before
    assert what_stays(new, scratch_folders, LONGEST_SANDBOX) == set()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become an ordinary user")
def test_an_ordinary_user_has_all_layers_but_a_separate_user() -> None:
    doctor = [sys.executable, "-m", "autograder", "doctor"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.run_as", "1000", *doctor],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    missing = [line for line in done.stdout.splitlines() if " no: " in line]
    assert len(missing) == 1
    assert missing[0].startswith("separate user")


@pytest.mark.parametrize("layer", sorted(CONFINED))
def test_a_machine_that_cannot_confine_is_not_protected(layer: Layer) -> None:
    assert is_protected(frozenset(Layer))
    assert not is_protected(frozenset(Layer) - {layer})


@pytest.mark.parametrize("layer", sorted(NAMESPACES))
def test_namespaces_or_a_separate_user_are_enough_and_one_of_them_is_needed(layer: Layer) -> None:
    assert is_protected(CONFINED | {Layer.SEPARATE_USER})
    assert is_protected(CONFINED | NAMESPACES)
    assert not is_protected(CONFINED | NAMESPACES - {layer})
