"""What a command of the product is, as a value: both doors offer some (entry points), and ``cli.command`` runs them all."""

import argparse
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

__all__ = ["Answer", "Command", "UnusableCall"]


class UnusableCall(Exception):
    """The call is wrong: a file that is not there, an option that does not go with another.  Exit 2."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found: one JSON document, the same in words, and whether something was found (exit 1)."""

    content: Any
    lines: Iterable[str] = ()
    found: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """One word of the command line: either it runs, or it has further words below it."""

    name: str
    summary: str
    example: str = ""
    arguments: Callable[[argparse.ArgumentParser], None] = lambda parser: None
    run: Callable[[argparse.Namespace], Answer] | None = None
    below: tuple["Command", ...] = ()
