"""Emptying the tests' own database between tests that commit, although it refuses to give up what the ledger holds.

The tests own their database and take its triggers out of the way; the product has no such way.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations

__all__ = ["emptying_allowed", "without_triggers"]


@contextmanager
def without_triggers(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Run with no trigger, and put them back as they were."""
    if connection.vendor == "postgresql":
        before, after = [["SET session_replication_role = replica"], ["SET session_replication_role = DEFAULT"]]
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            standing = dict(cursor.fetchall())
        before, after = [f'DROP TRIGGER "{name}"' for name in standing], list(standing.values())
    _run(connection, before)
    try:
        yield
    finally:
        _run(connection, after)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def emptying_allowed(flush: Callable[[BaseDatabaseOperations, Any], None]) -> Callable[[BaseDatabaseOperations, Any], None]:
    """Make Django's flush, which only tests call, run without triggers."""

    @wraps(flush)
    def flushed(operations: BaseDatabaseOperations, statements: Any) -> None:
        with without_triggers(operations.connection):
            flush(operations, statements)

    return flushed
