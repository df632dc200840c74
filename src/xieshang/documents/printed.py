"""What was read off a document: its paragraphs and tables in order, and what it carries inside.

Both forms are read into this one value (``word_reading.py``, ``page_reading.py``); ``comparison.py`` holds it against an outline.
"""

from dataclasses import dataclass

from xieshang.core.refusals import Refusal, Refused

__all__ = ["Cells", "Printed", "broken"]

Cells = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A document as read.  ``items`` are paragraphs (text) and tables (lines of cells, the heading line first).

    Nulls: ``items`` is null where the text has no marked structure, then ``text`` is all of it in order; ``contract`` and
    ``names`` are null where the document carries none.
    """

    items: tuple[str | Cells, ...] | None
    text: str = ""
    contract: str | None = None
    names: str | None = None


def broken(form: str) -> Refused:
    """Make the refusal of a file that cannot be opened as what it says it is."""
    return Refused(Refusal("document.broken", {"form": form}))
