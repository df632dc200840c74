"""The one database setting: SQLite in the folder DATA, or PostgreSQL where DATABASE_URL names one."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

__all__ = ["database"]

_SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    " PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON;"
)


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def database(folder: Path, url: str | None) -> dict[str, Any]:
    """Give Django's setting for the database.

    SQLite writes wait their turn (``IMMEDIATE``, ``timeout``) and survive a power cut (WAL, ``synchronous=FULL``).

    >>> database(Path("/srv"), "postgresql://office:x@localhost:5433/xieshang")["PORT"]
    '5433'
    """
    if url:
        return _postgresql(url)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "xieshang.sqlite3",
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": _SQLITE_START},
    }
