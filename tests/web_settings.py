"""The settings of tests: a folder DATA of their own, fast passwords, static files by their plain names."""

import os
import tempfile
from pathlib import Path

import postgresql

FOLDER = tempfile.mkdtemp(prefix="xieshang-tests-")
os.environ["DATA"] = FOLDER
os.environ.setdefault("XIESHANG_TODAY", "2026-04-16")
Path(FOLDER, "static").mkdir()

from xieshang.web.project.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": f"{FOLDER}/files"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
_SQLITE = {**globals()["DATABASES"]["default"], "TEST": {"NAME": f"{FOLDER}/tests.sqlite3"}}
DATABASES = {"default": postgresql.start() if os.environ.get("XIESHANG_DATABASE") == "postgresql" else _SQLITE}
