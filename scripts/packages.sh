#!/bin/sh
# Install Debian packages where a command of theirs is missing: each argument is COMMAND:PACKAGE.  Without root the line to type
# is printed, and what needs them is left out of the tests and named in their last line.
set -eu
for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null && continue
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${pair#*:}" >/dev/null
    else
        echo "For these tests, please run as root:  apt-get install ${pair#*:}" >&2
    fi
done
