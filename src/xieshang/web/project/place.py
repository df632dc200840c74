"""Where this installation keeps what is its own: the folder DATA with its database, files and keys."""

import os
import secrets
from pathlib import Path

from xieshang.law.site_codes import site_folder

__all__ = ["data_folder", "secret_key"]


def data_folder() -> Path:
    """Give the folder DATA, made where it is missing and readable by its owner alone."""
    folder = site_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def secret_key() -> str:
    """Give the key that signs sessions and forms, made at the first start."""
    path = data_folder() / "keys" / "secret.key"
    path.parent.mkdir(exist_ok=True, mode=0o700)
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()
