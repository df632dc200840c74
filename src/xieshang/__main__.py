"""The command ``xieshang``: finds the command that is called among the entry points and loads that one alone.

Commands come from the entry-point group ``xieshang.commands``: no room imports another for this.
"""

import sys
from importlib.metadata import entry_points

from xieshang.cli.command import run

_GROUP = "xieshang.commands"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit is 0 done, 1 something was found, 2 the call is wrong, 3 the input is refused."""
    words = sys.argv[1:] if arguments is None else arguments
    offered = {point.name: point for point in entry_points(group=_GROUP)}
    return run(words, offered)


if __name__ == "__main__":
    sys.exit(main())
