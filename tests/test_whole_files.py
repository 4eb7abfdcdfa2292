"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from autograder.whole_files import write_whole


def test_an_unchanged_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "page.html"
    assert write_whole(path, "one")
    written = path.stat().st_ino
    assert not write_whole(path, "one")
    assert path.stat().st_ino == written
    assert write_whole(path, "two")
    assert path.read_text(encoding="utf-8") == "two"


def test_a_file_that_can_not_be_written_whole_is_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    write_whole(path, "one")

    def stops_halfway(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:1])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # names no file

    monkeypatch.setattr(Path, "write_bytes", stops_halfway)
    with pytest.raises(OSError, match=r"No space left on device: .*page\.html"):
        write_whole(path, "two")
    assert path.read_text(encoding="utf-8") == "one"
