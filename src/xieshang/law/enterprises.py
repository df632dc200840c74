"""The name by which an enterprise is known: any stable text, or a unified social credit code (统一社会信用代码)."""

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from xieshang.core.refusals import Refusal, Refused

__all__ = ["check_enterprise"]

_CODE_LENGTH = 18


def check_enterprise(text: str) -> str:
    """Check an enterprise; 18 characters are read as a unified social credit code.

    Source: GB 32100 (check character).  Refuses: ``enterprise.check_digit``.

    >>> check_enterprise("91110000600037341L"), check_enterprise("示范企业01")
    ('91110000600037341L', '示范企业01')
    """
    if len(text) != _CODE_LENGTH:
        return text
    try:
        return str(uscc.validate(text))
    except ValidationError:
        raise Refused(Refusal("enterprise.check_digit", value_kind="code")) from None
