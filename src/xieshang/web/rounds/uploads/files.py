"""Where pay rows lie: the file as it comes in (``DATA/incoming``), the rows as they are kept (``DATA/rows/<owner>``).

Nothing of it is readable by another user of the machine, and nothing stays of a file that is done with.
"""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers

from xieshang.engine.tables import ENDINGS

__all__ = ["Incoming", "IncomingHandler", "incoming_folder", "incoming_path", "owner_folder"]

FIELD = "file"


def incoming_folder() -> Path:
    """Give the folder in which files come in."""
    folder: Path = settings.DATA / "incoming"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


def incoming_path(name: str) -> Path:
    """Give the path of a file that came in."""
    return incoming_folder() / name


def owner_folder(owner: int) -> Path:
    """Give the folder of what is kept for an owner."""
    folder: Path = settings.DATA / "rows" / str(owner)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


class Incoming(UploadedFile[bytes]):
    """A file that came in whole, with its SHA-256; ``discard`` takes it away."""

    def __init__(self, path: Path, name: str, size: int, digest: str):
        super().__init__(path.open("rb"), name, size=size)
        self.path, self.digest = path, digest

    def discard(self) -> None:
        """Take the file away."""
        self.close()
        self.path.unlink(missing_ok=True)


class IncomingHandler(FileUploadHandler):
    """Writes the one file of a form straight into the folder, digesting it; past the limit nothing of it is kept."""

    def __init__(self, most_bytes: int):
        super().__init__()
        self.too_large = False
        self._most_bytes = most_bytes
        self._path: Path | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Open a file of a random name, keeping the ending if it is one of a table."""
        super().new_file(*args, **kwargs)
        if self.field_name != FIELD or self._path:
            raise SkipFile
        ending = Path(self.file_name or "").suffix.lower()
        self._path = incoming_path(secrets.token_hex(16) + (ending if ending in ENDINGS else ""))
        self._file = os.fdopen(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self._read = hashlib.sha256()
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece."""
        if start + len(raw_data) > self._most_bytes:
            self.too_large = True
            self.upload_interrupted()
            raise SkipFile
        self._read.update(raw_data)
        self._file.write(raw_data)

    def file_complete(self, file_size: int) -> Incoming | None:
        """Give the whole file."""
        if self._path is None or self._file.closed:
            return None
        self._file.close()
        return Incoming(self._path, self.file_name or "", file_size, self._read.hexdigest())

    def upload_interrupted(self) -> None:
        """Take away what came of a file that is not whole."""
        if self._path and not self._file.closed:
            self._file.close()
            self._path.unlink()
