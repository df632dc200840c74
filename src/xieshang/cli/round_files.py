"""Reading a round from its file, with the rules that reach its place."""

from dataclasses import replace

from xieshang.cli.files import existing, naming, object_file
from xieshang.core.acts import SCHEMA, Round, read_round
from xieshang.core.rules import Rules
from xieshang.law import rules_for

__all__ = ["round_file"]


def round_file(name: str) -> tuple[Round, Rules]:
    """Read a round and the rules of its place.  Refuses: ``place.unknown``, ``industry.unknown``, ``field.…``, ``json.…``."""
    path = existing(name)
    with naming(path):
        bargained = read_round(object_file(path, SCHEMA))
        rules = rules_for(bargained.at)
        if bargained.industry:
            bargained = replace(bargained, industry=rules.codes.industry(bargained.industry))
    return bargained, rules
