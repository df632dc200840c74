"""A release on disk: one file of arrays with the cells as JSON, and the SHA-256 by which it is known.

The bytes are the same for the same release, so that anybody who holds the rows can make it anew and compare.
"""

import hashlib
import io
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from xieshang.core.fields import canonical_json
from xieshang.core.refusals import Refusal, Refused
from xieshang.engine.employments import Cell
from xieshang.engine.release import Release
from xieshang.engine.released_cells import Merged
from xieshang.engine.released_curve import PublishedCell, bins_of, released_curve
from xieshang.engine.released_firms import FirmGroups

__all__ = ["load_release", "store_release"]

SCHEMA = "xieshang/release/1"


def store_release(path: Path, release: Release) -> str:
    """Write a release, readable by this user alone: beside the place first, then moved there; give its SHA-256."""
    cells = [
        {"cells": [asdict(cell) for cell in each.cells], "merged": each.merged.value, "enterprises": each.enterprises}
        for each in release.curve.cells
    ]
    head = {"schema": SCHEMA, "per": release.curve.curve.per, "cells": cells, "on_costs": release.on_costs}
    content = io.BytesIO()
    told = canonical_json(head | {"groups": asdict(release.groups)}).encode()
    np.savez_compressed(content, head=np.frombuffer(told, dtype=np.uint8), bins=bins_of(release.curve))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f".{path.name}.part")
    with open(beside, "wb", opener=_private) as file:
        file.write(content.getvalue())
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    return hashlib.sha256(content.getvalue()).hexdigest()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_CREAT | os.O_TRUNC, 0o600)


def load_release(path: Path, digest: str) -> Release:
    """Read a release as it was stored.  Refuses: ``release.damaged`` where the file is not the one of this digest."""
    try:
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise ValueError("not what was stored")
        with np.load(io.BytesIO(content)) as arrays:
            head, bins = json.loads(arrays["head"].tobytes()), arrays["bins"]
        cells = tuple(map(_published_cell, head["cells"]))
        return Release(released_curve(cells, bins, head["per"]), _groups(head["groups"]), head["on_costs"])
    except (OSError, ValueError, KeyError, TypeError, BadZipFile) as error:
        raise Refused(Refusal("release.damaged", value_kind="file")) from error


def _published_cell(entry: dict[str, Any]) -> PublishedCell:
    return PublishedCell(tuple(Cell(**cell) for cell in entry["cells"]), Merged(entry["merged"]), entry["enterprises"])


def _groups(entry: dict[str, Any]) -> FirmGroups:
    series = {name: tuple(entry[name]) for name in ("monthly_fen", "pushed")}
    return FirmGroups(**(entry | series))
