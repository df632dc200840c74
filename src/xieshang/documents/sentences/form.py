"""The shape of a code's sentences, and the words for trust, which sentences fill in."""

from typing import NamedTuple

__all__ = ["TRUST_TITLES", "N_", "Sentences"]


def N_(text: str) -> str:  # noqa: N802 - the name that message extraction looks for
    """Mark a message for the catalogue and leave it as it is."""
    return text


TRUST_TITLES = {"primary": N_("原文"), "secondary": N_("转述"), "provisional": N_("暂定")}


class Sentences(NamedTuple):
    """What was refused (or warned of), what would be accepted, what to do next; the last two are empty for a warning."""

    what: str
    accepts: str = ""
    next: str = ""
