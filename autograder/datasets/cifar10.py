"""CIFAR-10: 60,000 photographs of 32 × 32 pixels in ten classes, by A. Krizhevsky.

The binary version, which is plain bytes: the pickles of the Python version could run code. Source:
https://www.cs.toronto.edu/~kriz/cifar.html. Imports NumPy and `whole_files`;
pooch only where it fetches.
"""

from __future__ import annotations

import tarfile
from pathlib import Path

import numpy as np

from autograder.whole_files import write_whole

URL = "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"
_CHECKSUM = "md5:c32a1d4ab5d03f1284b67883e8d87530"
"""As the source's own page states it."""
_FOLDER = "cifar-10-batches-bin"
_FILES = (*(f"data_batch_{number}.bin" for number in range(1, 6)), "test_batch.bin")
_SHAPE = (3, 32, 32)
_RECORD_BYTES = 1 + 3 * 32 * 32
_N_CLASSES = 10


class DatasetError(Exception):
    """A set of images can't be read or fetched; the message says what to do."""


def read_cifar10(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """All images of the set, those for testing last.

    Args:
        folder: the one that holds ``cifar-10-batches-bin``, or that one itself.

    Returns:
        Images, uint8 of shape (N, 3, 32, 32), red before green before blue; labels, uint8 (N,).

    Raises:
        DatasetError: a file is missing, or is not of this format.
    """
    inner = folder / _FOLDER if (folder / _FOLDER).is_dir() else folder
    parts = [_records(inner / name) for name in _FILES]
    records = np.concatenate(parts)
    return records[:, 1:].reshape(-1, *_SHAPE), records[:, 0]


def fetch_cifar10(folder: Path, *, url: str = URL, checksum: str = _CHECKSUM) -> Path:
    """Download the set into `folder`, unless it is there already, and unpack it.

    Args:
        folder: made if need be.
        url: of the archive.
        checksum: of the archive, as pooch writes it.

    Returns:
        The folder with the six files.

    Raises:
        DatasetError: pooch is not installed, the source can't be reached, or what came is not it.
    """
    if all((folder / _FOLDER / name).is_file() for name in _FILES):
        return folder / _FOLDER
    try:
        import pooch
    except ImportError:
        raise DatasetError("Fetching needs pooch: python -m pip install pooch tqdm") from None
    try:
        archive = pooch.retrieve(
            url, checksum, fname=url.rpartition("/")[2], path=folder, progressbar=True
        )
    except (OSError, ValueError) as error:  # requests' errors are OSErrors; a wrong checksum
        raise DatasetError(
            f"CIFAR-10 can't be fetched from {url}: {error}. Without a network, copy "
            f"{_FOLDER}/ from elsewhere and name the folder that holds it with --data-dir."
        ) from None
    _unpack(Path(archive), folder)
    return folder / _FOLDER


def _unpack(archive: Path, folder: Path) -> None:
    """Only the six files, by their names: nothing else of an archive is written anywhere."""
    with tarfile.open(archive) as tar:
        for name in _FILES:
            member = tar.extractfile(f"{_FOLDER}/{name}")
            if member is None:
                raise DatasetError(f"{archive} holds no file {_FOLDER}/{name}.")
            write_whole(folder / _FOLDER / name, member.read())


def _records(path: Path) -> np.ndarray:
    try:
        data = np.fromfile(path, np.uint8)
    except OSError as error:
        raise DatasetError(
            f"CIFAR-10 is not complete: {error}. Fetch it with `autograder fetch cifar10`, or name "
            "the folder that holds it with --data-dir."
        ) from None
    if not len(data) or len(data) % _RECORD_BYTES:
        raise DatasetError(
            f"{path} has {len(data)} bytes; CIFAR-10's binary version has a multiple of "
            f"{_RECORD_BYTES}. Fetch it again."
        )
    records = data.reshape(-1, _RECORD_BYTES)
    if records[:, 0].max() >= _N_CLASSES:
        raise DatasetError(f"{path} has labels above 9: it is not CIFAR-10's binary version.")
    return records
