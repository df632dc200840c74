"""The language of commands and of what they print: Chinese, or English with XIESHANG_LANG=en.  The pages have Django's."""

import gettext
import os
from pathlib import Path

__all__ = ["_"]

_LOCALES = Path(__file__).parent.parent / "locale"
_ = gettext.translation("xieshang", _LOCALES, [os.environ.get("XIESHANG_LANG", "zh")], fallback=True).gettext
