"""CIFAR-10 in its binary version: read without unpickling, fetched whole or not at all."""

from __future__ import annotations

import hashlib
import tarfile
from pathlib import Path

import numpy as np
import pytest

from autograder.datasets.cifar10 import DatasetError, fetch_cifar10, read_cifar10

FOLDER = "cifar-10-batches-bin"
NAMES = [*(f"data_batch_{number}.bin" for number in range(1, 6)), "test_batch.bin"]
RECORDS_PER_FILE = 3


def records() -> list[tuple[int, np.ndarray]]:
    """Labels and images of a small set, one after the other through its six files."""
    rng = np.random.default_rng(0)
    shape = (3, 32, 32)
    return [
        (number % 10, rng.integers(0, 256, shape, dtype=np.uint8))
        for number in range(RECORDS_PER_FILE * len(NAMES))
    ]


def write_set(root: Path) -> Path:
    """A set of that format: a byte for the label, then 1,024 of red, of green and of blue."""
    folder = root / FOLDER
    folder.mkdir(parents=True)
    every = records()
    for number, name in enumerate(NAMES):
        part = every[RECORDS_PER_FILE * number : RECORDS_PER_FILE * (number + 1)]
        data = b"".join(bytes([label]) + image.tobytes() for label, image in part)
        (folder / name).write_bytes(data)
    return folder


def archive_of(folder: Path, path: Path) -> tuple[str, str]:
    """The set as an archive; where it is and its checksum, as `fetch_cifar10` wants them."""
    with tarfile.open(path, "w:gz") as tar:
        tar.add(folder, FOLDER)
    return path.as_uri(), f"md5:{hashlib.md5(path.read_bytes()).hexdigest()}"


@pytest.mark.parametrize("inner", ["", FOLDER])
def test_images_and_labels_are_those_that_were_written(tmp_path: Path, inner: str) -> None:
    write_set(tmp_path)
    images, labels = read_cifar10(tmp_path / inner)
    assert images.shape == (18, 3, 32, 32)
    for (label, image), read, read_label in zip(records(), images, labels, strict=True):
        assert read_label == label
        assert np.array_equal(read, image)


def test_a_missing_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    (write_set(tmp_path) / "test_batch.bin").unlink()
    with pytest.raises(DatasetError, match=r"test_batch.bin.*autograder fetch cifar10"):
        read_cifar10(tmp_path)


@pytest.mark.parametrize("data", [b"", bytes(3072), bytes(3073 * 2 + 1)])
def test_a_file_of_another_length_is_refused(tmp_path: Path, data: bytes) -> None:
    (write_set(tmp_path) / "data_batch_3.bin").write_bytes(data)
    with pytest.raises(DatasetError, match=r"data_batch_3.bin has \d+ bytes"):
        read_cifar10(tmp_path)


def test_labels_that_there_are_not_are_refused(tmp_path: Path) -> None:
    (write_set(tmp_path) / "data_batch_3.bin").write_bytes(bytes([10]) + bytes(3072))
    with pytest.raises(DatasetError, match="labels above 9"):
        read_cifar10(tmp_path)


def test_what_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    folder = write_set(tmp_path)
    assert fetch_cifar10(tmp_path, url="http://nowhere.invalid/x.tar.gz") == folder


def test_a_source_that_is_not_reached_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    pytest.importorskip("pooch")
    with pytest.raises(DatasetError, match=r"can't be fetched from .*--data-dir"):
        fetch_cifar10(tmp_path / "data", url="http://127.0.0.1:9/cifar.tar.gz")
    assert not (tmp_path / "data" / FOLDER).exists()


def test_an_archive_with_another_checksum_is_refused(
    tmp_path: Path, served: tuple[str, str]
) -> None:
    url, _ = served
    with pytest.raises(DatasetError, match="can't be fetched"):
        fetch_cifar10(tmp_path / "data", url=url, checksum="md5:" + 32 * "0")
    assert not (tmp_path / "data" / FOLDER).exists()


def test_a_fetched_archive_is_unpacked_and_read(tmp_path: Path, served: tuple[str, str]) -> None:
    url, checksum = served
    folder = fetch_cifar10(tmp_path / "data", url=url, checksum=checksum)
    assert len(read_cifar10(folder)[0]) == 18
