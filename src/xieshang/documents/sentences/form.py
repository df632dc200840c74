"""The shape of a code's sentences."""

from typing import NamedTuple

__all__ = ["N_", "Sentences"]


def N_(text: str) -> str:  # noqa: N802 - the name that message extraction looks for
    """Mark a message for the catalogue and leave it as it is."""
    return text


class Sentences(NamedTuple):
    """What was refused (or warned of), what would be accepted, what to do next; the last two are empty for a warning."""

    what: str
    accepts: str = ""
    next: str = ""
