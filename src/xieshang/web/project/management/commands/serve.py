"""Serve the pages: bring the database and the static files up to date, then keep one web server and one job worker running."""

import os
import signal
import subprocess
import sys
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from xieshang.web.audits import jobs as audit_jobs
from xieshang.web.rounds.uploads import jobs as upload_jobs
from xieshang.web.rounds.uploads.files import incoming_folder
from xieshang.web.rounds.uploads.services import sweep
from xieshang.web.statutes import jobs as statute_jobs

__all__ = ["Command"]

_WORKERS = "2"
_BLOCKING_THREADS = "4"
_LOOK_EVERY_SECONDS = 0.5
_GRACE_SECONDS = 15


def _web_server(host: str, port: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--log-level", "warning",
        "--workers", _WORKERS, "--blocking-threads", _BLOCKING_THREADS, "xieshang.web.project.wsgi:application",
    ]  # fmt: skip


def _job_worker() -> list[str]:
    return [
        sys.executable,
        "-m",
        "django",
        "db_worker",
        "--queue-name",
        "*",
        "--interval",
        "0.5",
        "--no-startup-delay",
        "--verbosity",
        "0",
    ]


def _private_scratch() -> dict[str, str]:
    """Let what the worker writes for a while lie inside DATA: it is pay too."""
    return {**os.environ, "TMPDIR": str(incoming_folder())}


def _take_up_again() -> None:
    """Take away what broken-off work left in the folder of incoming files, and call the worker for what it left undone."""
    sweep()
    upload_jobs.take_up_again()
    audit_jobs.take_up_again()
    statute_jobs.take_up_again()


def _end(child: subprocess.Popen[bytes]) -> None:
    """Tell a child to stop, and make it where it does not."""
    child.terminate()
    try:
        child.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()


class Command(BaseCommand):
    """Start both children; when one ends, or this process is told to stop, stop the other and end."""

    help = "Serve the pages and run the jobs"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where to listen."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        """Serve until stopped; a child that ends by itself is a failure (exit 1)."""
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        _take_up_again()
        told_to_stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_signal: told_to_stop.set())
        children = [subprocess.Popen(_web_server(host, port)), subprocess.Popen(_job_worker(), env=_private_scratch())]
        sys.stderr.write(f"http://{host}:{port}  (DATA {settings.DATA})\n")
        while not told_to_stop.wait(_LOOK_EVERY_SECONDS) and all(child.poll() is None for child in children):
            pass
        for child in children:
            _end(child)
        if not told_to_stop.is_set():
            raise SystemExit(1)
