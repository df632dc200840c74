"""What stays of an erased text: the marks, and who is the same person; the procedure says the same as before."""

from itertools import count
from typing import Any

import pytest
from cast import EMPLOYERS_TEAM, WORKERS_TEAM, acts, by, codes, member, played
from hypothesis import given
from hypothesis import strategies as st

from xieshang.core.acts import KINDS
from xieshang.core.erasures import ERASED, Pseudonym, known_by, persons_in, renamed, residue, with_pseudonyms
from xieshang.core.procedure import Replay

NAMES = st.sampled_from(["职工甲", "职工乙", "企业甲", "新人"])
PERSON = st.builds(
    lambda name, identity, chief, outsider: {"name": name, "id": identity, "chief": chief, "outsider": outsider},
    NAMES,
    st.sampled_from([None, "职工甲", "1", "2"]),
    st.booleans(),
    st.booleans(),
)
MORE = st.one_of(
    st.builds(
        lambda leaves, joins: by("workers", "replace_representative", "2025-02-27", leaves=leaves, joins=joins),
        st.none() | NAMES,
        st.none() | PERSON,
    ),
    st.builds(
        lambda side, members: by(side, "name_representatives", "2025-02-27", members=members),
        st.sampled_from(["workers", "employers"]),
        st.lists(PERSON, min_size=2, max_size=4),
    ),
)
LATER = [by("workers", "replace_representative", "2025-02-28", leaves="职工丙", joins=member("企业乙"))]


def erased(told: list[dict[str, Any]], which: list[tuple[int, str]]) -> tuple[list[dict[str, Any]], list[Pseudonym]]:
    """Erase some texts, one after the other, and give the acts as the procedure reads them then."""
    salts, known, acts_left = count(), dict[int, Pseudonym](), [dict(act) for act in told]
    for index, field in which:
        value = acts_left[index][field]
        pseudonyms = with_pseudonyms(persons_in(field, value), known.values(), lambda: str(next(salts)))
        acts_left[index][field] = residue(field, value, pseudonyms)
        known |= {pseudonym.number: pseudonym for pseudonym in pseudonyms.values()}
    return acts_left, list(known.values())


def as_read(acts_left: list[dict[str, Any]], known: list[Pseudonym]) -> list[dict[str, Any]]:
    return [renamed(act, known_by(known)) for act in acts_left]


def sealed_fields(told: list[dict[str, Any]]) -> list[tuple[int, str]]:
    return [(n, field) for n, act in enumerate(told) for field in KINDS[act["kind"]].personal if act.get(field)]


def said(replayed: Replay) -> tuple[object, ...]:
    standing = replayed.standing
    shapes = {
        side: [(one.chief, one.outsider, one.front_line, one.manager, one.migrant) for one in team.members]
        for side, team in standing.teams.items()
    }
    warned = [warning.code for warning in replayed.warnings]
    return standing.state, standing.clocks, standing.done, shapes, codes(replayed), warned


@given(st.lists(MORE, max_size=4), st.randoms(use_true_random=False))
def test_whatever_is_erased_in_whatever_order_the_round_says_the_same(more: list[dict[str, Any]], chance: Any) -> None:
    told = [*acts(until="employers published"), *more, *LATER, *acts()[4:]]
    texts = sealed_fields(told)
    which = chance.sample(texts, chance.randint(0, len(texts)))
    assert said(played(as_read(*erased(told, which)))) == said(played(told))


@pytest.mark.case("PIPL.47", "PIPL.73")
def test_nothing_of_a_name_is_left_and_every_mark_is() -> None:
    acts_left, known = erased(acts(), sealed_fields(acts()))
    whole = str([acts_left, known])
    assert not any(person["name"] in whole for person in WORKERS_TEAM + EMPLOYERS_TEAM)
    assert acts_left[0]["members"][0] == {"name": "〔已删除1〕", "id": "〔已删除1〕", "chief": True, "migrant": True}


def test_a_person_whose_name_was_erased_is_known_again_on_the_other_side() -> None:
    told = [by("workers", "name_representatives", "2025-02-24", members=WORKERS_TEAM)]
    acts_left, known = erased(told, [(0, "members")])
    across = by("employers", "name_representatives", "2025-02-25", members=[*EMPLOYERS_TEAM[:2], member("职工丙")])
    others = by("employers", "name_representatives", "2025-02-25", members=EMPLOYERS_TEAM)
    assert codes(played(as_read([*acts_left, across], known))) == [(1, "representatives.on_both_sides")]
    assert codes(played(as_read([*acts_left, others], known))) == []


def test_an_erased_person_is_replaced_by_name_or_by_pseudonym() -> None:
    told = [by("workers", "name_representatives", "2025-02-24", members=WORKERS_TEAM)]
    acts_left, known = erased(told, [(0, "members")])
    for leaves, refused in (("职工丙", []), (known[2].text, []), ("职工丁", [(1, "representatives.not_a_member")])):
        leaving = by("workers", "replace_representative", "2025-02-26", leaves=leaves)
        assert codes(played(as_read([*acts_left, leaving], known))) == refused


def test_a_statement_becomes_a_mark_and_what_says_nothing_stays() -> None:
    assert (residue("text", "太低了", {}), residue("reason", "", {}), residue("findings", [], {})) == (ERASED, "", [])
    assert residue("findings", ["欠付", "少记"], {}) == [ERASED, ERASED]
    assert (residue("findings", {"who": "某"}, {}), residue("evidence", 1, {})) == (ERASED, ERASED)
