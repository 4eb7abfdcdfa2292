"""A file is written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

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

    def on_a_full_disk(descriptor: int, mode: str) -> BinaryIO:
        os.close(descriptor)
        return Path("/dev/full").open("wb")  # whose errors name no file

    monkeypatch.setattr(os, "fdopen", on_a_full_disk)
    with pytest.raises(OSError, match=r"No space left on device: .*page\.html"):
        write_whole(path, "two")
    assert path.read_text(encoding="utf-8") == "one"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_writer_left_is_written_over(tmp_path: Path) -> None:
    path, unfinished = tmp_path / "page.html", tmp_path / ".unfinished"
    unfinished.write_text("a part of someb", encoding="utf-8")
    unfinished.chmod(0o644)
    write_whole(path, "one", mode=0o600)
    assert path.read_text(encoding="utf-8") == "one"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]
