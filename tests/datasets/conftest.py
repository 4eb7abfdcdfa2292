"""An archive on a server of this machine."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.datasets.test_cifar10 import archive_of, write_set


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address of an archive of the small set, and its checksum."""
    pytest.importorskip("pooch")
    folder = tmp_path / "server"
    _, checksum = archive_of(write_set(folder), folder / "cifar.tar.gz")
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/cifar.tar.gz", checksum
        server.shutdown()
