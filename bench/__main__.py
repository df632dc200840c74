"""``python -m bench``: every module of this folder in turn, each in a process of its own, because peaks of memory are told.

A module prints its figures with their bars and exits 1 where one does not hold.
"""

import subprocess
import sys
from pathlib import Path
from pkgutil import iter_modules


def main() -> int:
    """Run every measurement; give the number of those whose bars do not hold."""
    names = sorted(module.name for module in iter_modules([str(Path(__file__).parent)]) if module.name != "__main__")
    return sum(subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode != 0 for name in names)


if __name__ == "__main__":
    sys.exit(main())
