"""Who there is in the demonstration.  Everybody is invented; every organisation carries 示范 in its name."""

from dataclasses import dataclass
from datetime import date

from xieshang.web.accounts.models import Organisation

__all__ = ["ACCOUNTS", "BODIES", "ENTERPRISES", "ORGANISATIONS", "PASSWORD", "Account"]

PASSWORD = "shifan-2026"
ENTERPRISES = tuple(f"示范企业{number:02d}" for number in range(1, 21))

_KIND = Organisation.Kind
ORGANISATIONS: dict[str, tuple[str, str]] = {
    "union": (_KIND.UNION, "正定县总工会（示范）"),
    "congress": (_KIND.CONGRESS, "正定县行业职工代表大会（示范）"),
    "association": (_KIND.ASSOCIATION, "正定县企业联合会（示范）"),
    "bureau": (_KIND.BUREAU, "正定县人力资源和社会保障局（示范）"),
    "tripartite": (_KIND.TRIPARTITE, "正定县协调劳动关系三方办公室（示范）"),
    "firm_union": (_KIND.UNION, "示范企业01工会"),
    "neighbour": (_KIND.UNION, "藁城区总工会（示范）"),
    **{name: (_KIND.ENTERPRISE, name) for name in ENTERPRISES},
}


_BODY = Organisation.Body
BODIES: dict[str, str] = {
    "union": _BODY.GENERAL_UNION,
    "congress": _BODY.INDUSTRY_CONGRESS,
    "association": _BODY.ENTERPRISE_CONFEDERATION,
    "firm_union": _BODY.ENTERPRISE_UNION,
    "neighbour": _BODY.GENERAL_UNION,
}
"""What body each organisation is, more exactly than its kind says."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person who can sign in, and the organisations for which he acts with his post in each; an administrator for none."""

    username: str
    name: str
    posts: dict[str, str]
    from_on: date = date(2025, 1, 1)
    is_administrator: bool = False


ACCOUNTS = (
    Account("union", "李雪梅", {"union": "专职集体协商指导员", "congress": "秘书"}),
    Account("employers", "马国栋", {"association": "会长"}),
    Account("bureau", "赵文清", {"bureau": "劳动关系科", "tripartite": "联络员"}),
    Account("enterprise", "杨淑敏", {ENTERPRISES[0]: "人力资源经理"}),
    Account("enterprise2", "曹永胜", dict.fromkeys(ENTERPRISES[1:], "代账会计")),
    Account("firmunion", "周立群", {"firm_union": "工会主席"}),
    Account("neighbour", "孙海涛", {"neighbour": "副主席"}),
    Account("admin", "田雨", {}, is_administrator=True),
)
