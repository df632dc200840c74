"""Room 2: the statute book as data: dated values, each with its source and trust, one folder a jurisdiction.

``packs/`` holds a folder a jurisdiction, ``codes/`` the lists of industries and occupations, ``keys.yaml`` the names of
values.  Adding a jurisdiction is adding a folder.  Over what ships lie the entries that an office has made
(``office_entries``).  What follows from a value is decided in ``core``.
"""

from xieshang.law.statute_book import StatuteBook, code_book, rules_for, statute_book

__all__ = ["StatuteBook", "code_book", "rules_for", "statute_book"]
