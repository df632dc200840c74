"""What a contract document carries inside: the contract as JSON, and the names of the codes that it was printed with."""

import json
from collections.abc import Mapping

from xieshang.core.contract import SCHEMA, Contract, contract_content, read_contract
from xieshang.core.fields import read_json

__all__ = ["CONTRACT_NAME", "NAMES_NAME", "contract_text", "names_text", "read_enclosed", "read_names"]

CONTRACT_NAME = "contract.json"
NAMES_NAME = "names.json"


def _written(content: object) -> str:
    """Write JSON that XML can hold too: the two characters that it forbids are left as escapes."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False)
    return text.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")


def contract_text(contract: Contract) -> str:
    """Write the contract as it is enclosed: JSON, characters as they are.

    >>> read_enclosed(contract_text(Contract("c"))) == Contract("c")
    True
    """
    return _written(contract_content(contract))


def read_enclosed(text: str) -> Contract:
    """Read an enclosed contract.  Refuses: ``json.…``, ``schema.unknown``, ``field.…``."""
    return read_contract(read_json(text, schema=SCHEMA))


def names_text(names: Mapping[str, str]) -> str:
    """Write the names of codes as they are enclosed."""
    return _written(dict(names))


def read_names(text: str) -> dict[str, str]:
    """Read enclosed names of codes; what is not a text is left out."""
    return {code: name for code, name in read_json(text, schema="").items() if isinstance(name, str)}
