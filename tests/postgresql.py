"""A PostgreSQL cluster of the tests' own: made in a temporary folder, reached through a socket, thrown away at the end."""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

__all__ = ["start"]

_DEBIAN = Path("/usr/lib/postgresql")


def _program(name: str) -> str:
    """Find a program of the newest PostgreSQL that is installed."""
    versions = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    found = str(versions[-1]) if versions else shutil.which(name)
    if found is None:
        raise RuntimeError("PostgreSQL is not installed: apt-get install postgresql")
    return found


def _as_servant(words: list[str], folder: Path) -> None:
    """Run as the user ``postgres`` where this process is root, which PostgreSQL refuses."""
    prefix = []
    if os.getuid() == 0:
        servant = pwd.getpwnam("postgres")
        os.chown(folder, servant.pw_uid, servant.pw_gid)
        prefix = ["setpriv", f"--reuid={servant.pw_uid}", f"--regid={servant.pw_gid}", "--clear-groups"]
    subprocess.run([*prefix, *words], check=True, cwd=folder, stdout=subprocess.DEVNULL)


def start() -> dict[str, object]:
    """Start a cluster and give Django's setting for it."""
    folder = Path(tempfile.mkdtemp(prefix="xieshang-postgresql-"))
    cluster = str(folder / "cluster")
    _as_servant(
        [_program("initdb"), "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"], folder
    )
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
    _as_servant([_program("pg_ctl"), "-D", cluster, "-w", "-o", options, "-l", str(folder / "log"), "start"], folder)

    def stop() -> None:
        _as_servant([_program("pg_ctl"), "-D", cluster, "-m", "immediate", "stop"], folder)
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    return {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres", "USER": "postgres", "HOST": str(folder)}
