#!/bin/sh
# Prepare the virtual environment named by $1 from the lock, and the command in it.  What needs root is done as root, else named.
set -eu
venv=$1

if ! python3 -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3 python3-venv >/dev/null
    else
        echo "Please run as root:  apt-get install python3 python3-venv   (Python 3.11 or newer)" >&2
        exit 1
    fi
fi

if ! ls /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc >/dev/null 2>&1 && [ -z "${FONT_DIRS:-}" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq fonts-noto-cjk fontconfig >/dev/null
    else
        echo "For PDF, please run as root:  apt-get install fonts-noto-cjk fontconfig   (or name your own in FONT_DIRS)" >&2
    fi
fi

[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
[ -x "$venv/bin/uv" ] || "$venv/bin/python" -m pip install -q --disable-pip-version-check uv
VIRTUAL_ENV="$venv" "$venv/bin/uv" pip install -q --require-hashes -r requirements/dev.txt
VIRTUAL_ENV="$venv" "$venv/bin/uv" pip install -q --no-deps --no-build-isolation -e .
DATA=$(mktemp -d) "$venv/bin/python" -m scripts.messages --compile
