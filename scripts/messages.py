"""The English catalogue: collect the Chinese messages of sources and templates, and compile it for the commands and the pages.

    python -m scripts.messages            collect, keep the translations, compile; say what is not translated
    python -m scripts.messages --compile  compile alone
    python -m scripts.messages --check    exit 1 where the catalogue lacks a message, or holds one that is gone

One catalogue, two doors: the commands read ``xieshang.mo`` through the standard library, the pages ``django.mo``.
"""

import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from xieshang.core.acts import KINDS
from xieshang.core.skills import LEVEL_TITLES
from xieshang.core.transitions import TIMED
from xieshang.law import statute_book
from xieshang.web.shared.weekdays import WEEKDAY_CONTEXT, WEEKDAYS

settings.configure()

SOURCES = Path(__file__).parent.parent / "src" / "xieshang"
FOLDER = SOURCES / "locale" / "en" / "LC_MESSAGES"
CATALOGUE = FOLDER / "xieshang.po"
COMPILED = (FOLDER / "xieshang.mo", FOLDER / "django.mo")
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
Found = tuple[str | tuple[str, ...], str | None]
_CHINESE = re.compile(r"[㐀-鿿]")


def _python(text: str) -> Iterator[Found]:
    for _line, message, _comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
        yield message, context


def _terms() -> Iterator[Found]:
    """Give the Chinese terms that stand in values of the core and in data, where nothing marks them."""
    for term in (*(kind.title for kind in KINDS.values()), *LEVEL_TITLES, *(timed.title for timed in TIMED)):
        yield term, None
    for key in statute_book().keys.values():
        yield key.title, None
    for weekday in WEEKDAYS:
        yield weekday, WEEKDAY_CONTEXT


def _messages() -> Iterator[Found]:
    """Give every message with its context, of Python files and of templates."""
    yield from _terms()
    for path in sorted(SOURCES.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _python(path.read_text("utf-8"))
    for path in sorted((*SOURCES.rglob("templates/**/*.html"), *SOURCES.rglob("templates/**/*.txt"))):
        yield from _python(templatize(path.read_text("utf-8"), origin=path.name))


def collected() -> Catalog:
    """Give a catalogue of the messages as they are in the sources, untranslated."""
    catalogue = Catalog(locale="en", domain="xieshang")
    for message, context in _messages():
        if _CHINESE.search(message if isinstance(message, str) else message[0]):
            catalogue.add(message, context=context)
    return catalogue


def _known() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en", domain="xieshang")


def merged(known: Catalog) -> Catalog:
    """Give the messages of the sources with the translations that are known."""
    catalogue = collected()
    for message in catalogue:
        earlier = known.get(message.id, message.context)
        if message.id and isinstance(earlier, Message):
            message.string = earlier.string
    return catalogue


def missing(catalogue: Catalog) -> list[str]:
    """Give the messages without a translation."""
    return [str(message.id) for message in catalogue if message.id and not all(_texts(message))]


def _texts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def compiled(catalogue: Catalog) -> None:
    """Write the compiled catalogues."""
    written = io.BytesIO()
    write_mo(written, catalogue)
    for path in COMPILED:
        path.write_bytes(written.getvalue())


def write(catalogue: Catalog) -> None:
    """Write the catalogue, sorted and without dates or places, so that it changes only where a message does."""
    written = io.BytesIO()
    write_po(written, catalogue, width=0, no_location=True, sort_output=True, omit_header=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    CATALOGUE.write_text(header + "\n" + written.getvalue().decode().strip() + "\n", "utf-8")


def main() -> int:
    """Do what the call says."""
    if "--compile" in sys.argv:
        compiled(_known())
        return 0
    known = _known()
    catalogue = merged(known)
    if "--check" in sys.argv:
        gone = {str(message.id) for message in known if message.id} - {str(message.id) for message in catalogue}
        lacking = missing(catalogue)
        print("\n".join([f"no English: {text}" for text in lacking] + [f"no longer used: {text}" for text in sorted(gone)]))
        return 1 if gone or lacking else 0
    write(catalogue)
    compiled(catalogue)
    print(f"{len(catalogue)} messages, {len(missing(catalogue))} without English{os.linesep}", end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
