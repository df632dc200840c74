"""The published JSON Schemas of the files ``xieshang/contract/1`` and ``xieshang/wage-table/1``; tests hold them to the readers."""

import json
from pathlib import Path
from typing import Any

__all__ = ["SCHEMA_NAMES", "json_schema"]

_FOLDER = Path(__file__).parent
SCHEMA_NAMES = ("contract", "wage-table")


def json_schema(name: str) -> dict[str, Any]:
    """Give a schema; that of the contract holds the wage table's inside, so that it needs no other file.

    >>> json_schema("wage-table")["title"]
    'xieshang/wage-table/1'
    """
    table: dict[str, Any] = json.loads((_FOLDER / "wage_table.schema.json").read_text("utf-8"))
    if name == "wage-table":
        return table
    contract: dict[str, Any] = json.loads((_FOLDER / "contract.schema.json").read_text("utf-8"))
    inner = {key: value for key, value in table.items() if key not in ("$schema", "$defs", "$id")}
    return contract | {"$defs": contract["$defs"] | table["$defs"] | {"wage_table": inner}}
