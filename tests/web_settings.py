"""The settings of tests: a folder DATA of their own, fast passwords, static files by their plain names."""

import os
import tempfile

os.environ["DATA"] = tempfile.mkdtemp(prefix="xieshang-tests-")
os.environ.setdefault("XIESHANG_TODAY", "2026-04-16")

import postgresql  # noqa: E402

from xieshang.web.project.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": f"{os.environ['DATA']}/files"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

DATABASES["default"]["TEST"] = {"NAME": f"{os.environ['DATA']}/tests.sqlite3"}  # noqa: F405
if os.environ.get("XIESHANG_DATABASE") == "postgresql":
    DATABASES = {"default": postgresql.start()}
