"""The glossary is held against the code: every identifier exists, every kind of act, state's role and form has its row."""

import re
from pathlib import Path

from xieshang.core.acts import KINDS
from xieshang.core.parties import Role
from xieshang.core.wage_table import Form

ROOT = Path(__file__).parent.parent.parent
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "GLOSSARY.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| 中文")
]


def test_every_place_that_the_glossary_names_exists_and_holds_its_names() -> None:
    for term, _identifier, where, _source in ROWS:
        for place in where.split(";"):
            file = ROOT / "src" / "xieshang" / place.split("`")[0].strip()
            assert file.is_file(), (term, file)
            text = file.read_text("utf-8")
            assert all(name in text for name in re.findall(r"`(\w+)`", place)), (term, place)


def test_every_kind_of_act_has_its_row_under_its_chinese_term() -> None:
    told = {identifier.strip("`"): term for term, identifier, _where, _source in ROWS}
    assert {kind.name: kind.title for kind in KINDS.values()} == {
        name: title.split("（")[0] for name, title in told.items() if name in KINDS
    }


def test_one_term_has_one_identifier() -> None:
    terms = [row[0] for row in ROWS]
    assert len(terms) == len(set(terms))


def test_roles_and_audited_forms_stand_in_the_glossary() -> None:
    text = " ".join(row[1] for row in ROWS)
    assert all(f"`{role}`" in text for role in (*list(Role)[:2], Role.CONGRESS, Role.BUREAU, Role.TRIPARTITE, Role.UPPER_UNION))
    assert all(f"`{form}`" in text for form in list(Form)[:3])
