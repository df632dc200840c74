#!/bin/sh
# Collect the Chinese messages of the sources into the English catalogue, and compile it.  $1 is the folder of commands.
set -eu
pot=$(mktemp)
"$1/pybabel" -q extract --keywords=N_ --no-location --sort-output --omit-header --output="$pot" src/xieshang
"$1/pybabel" -q update --domain=xieshang --input="$pot" --output-dir=src/xieshang/locale --locale=en --no-fuzzy-matching --ignore-obsolete --omit-header
"$1/pybabel" -q compile --domain=xieshang --directory=src/xieshang/locale
rm -f "$pot"
