"""What the law of a place says on a day: the nearest jurisdiction, both sides of every date, trust as low as the lowest used."""

from datetime import date
from pathlib import Path

import pytest

from xieshang.core.deadlines import due
from xieshang.core.reading import Reading
from xieshang.core.refusals import Refused
from xieshang.core.sources import Trust
from xieshang.core.workdays import Unit, count_from
from xieshang.law import rules_for, statute_book
from xieshang.law.enterprises import check_enterprise
from xieshang.law.statute_book import PACKS, read_book


def minimum(place: str, on: str) -> tuple[int, int | None, int | None, str]:
    found = rules_for(place).minimum_wage(date.fromisoformat(on))
    return found.monthly_fen, found.hourly_fen, found.area_class, found.trust.value


def refusal_of(place: str, on: str) -> str:
    with pytest.raises(Refused) as refused:
        rules_for(place).minimum_wage(date.fromisoformat(on))
    return refused.value.refusals[0].code


@pytest.mark.case("HBMW-standards", "MW-standards")
@pytest.mark.parametrize(
    ("place", "on", "expected"),
    [
        ("130123", "2016-07-01", (159_000, 1_600, 2, "secondary")),
        ("130123", "2019-10-31", (159_000, 1_600, 2, "secondary")),
        ("130123", "2019-11-01", (179_000, 1_800, 2, "provisional")),
        ("130123", "2022-12-31", (179_000, 1_800, 2, "provisional")),
        ("130123", "2023-01-01", (220_000, 2_200, 1, "secondary")),
        ("130123", "2025-11-30", (220_000, 2_200, 1, "secondary")),
        ("130123", "2025-12-01", (238_000, 2_400, 1, "provisional")),
        ("130129", "2019-11-01", (158_000, 1_600, 4, "provisional")),
        ("130123100000", "2024-06-01", (220_000, 2_200, 1, "secondary")),
        ("130171", "2024-06-01", (220_000, 2_200, 1, "provisional")),
        ("P130629-雄安新区", "2024-06-01", (220_000, 2_200, 1, "secondary")),
        ("340506", "2013-09-26", (104_000, None, None, "provisional")),
        ("340506", "2025-08-31", (104_000, None, None, "provisional")),
        ("310115", "2024-02-29", (269_000, None, None, "provisional")),
        ("310115", "2025-06-30", (269_000, None, None, "provisional")),
        ("310115", "2025-07-01", (274_000, None, None, "provisional")),
        ("110105", "2026-01-01", (254_000, None, None, "provisional")),
    ],
)
def test_the_minimum_wage_of_a_place_and_day(place: str, on: str, expected: tuple[int, int | None, int | None, str]) -> None:
    assert minimum(place, on) == expected


@pytest.mark.case("MW-unknown")
@pytest.mark.parametrize(
    ("place", "on", "code"),
    [
        ("130123", "2011-06-30", "law.value_unknown"),
        ("340506", "2013-09-25", "law.value_unknown"),
        ("340506", "2025-09-01", "law.value_unknown"),
        ("110105", "2025-12-31", "law.value_unknown"),
        ("310115", "2024-02-28", "law.value_unknown"),
        ("410105", "2025-12-01", "law.value_unknown"),
        ("330402", "2026-01-01", "law.value_unknown"),
        ("370102", "2026-01-01", "law.value_unknown"),
        ("500112", "2026-01-01", "law.value_unknown"),
        ("130100", "2024-06-01", "law.spans_classes"),
        ("130000", "2024-06-01", "law.spans_classes"),
    ],
)
def test_where_no_one_minimum_is_known_it_is_refused_and_never_guessed(place: str, on: str, code: str) -> None:
    assert refusal_of(place, on) == code


def test_a_city_whose_counties_differ_gives_their_highest_where_one_is_wanted() -> None:
    highest = rules_for("130100").highest_minimum_wage(date(2024, 6, 1))
    assert highest is not None
    assert highest.monthly_fen == 220_000


@pytest.mark.parametrize("place", ["", "13", "130199", "990101", "13012", "P13-园区", "１３０１２３"])
def test_an_unknown_place_is_refused(place: str) -> None:
    with pytest.raises(Refused) as refused:
        rules_for(place)
    assert refused.value.refusals[0].code == "place.unknown"


@pytest.mark.parametrize(
    ("rule", "start", "due_on"),
    [
        ("file-contract", "2026-02-05", "2026-02-24"),
        ("file-contract", "2026-02-04", "2026-02-14"),
        ("file-contract", "2025-09-24", "2025-10-09"),
        ("review", "2026-09-10", "2026-09-28"),
        ("review", "2026-09-05", "2026-09-20"),
        ("reply-to-offer", "2025-03-03", "2025-03-24"),
        ("mediation", "2026-03-02", "2026-04-01"),
        ("refill-representative", "2026-03-02", "2026-03-17"),
        ("publish", "2025-06-26", "2025-07-01"),
        ("disclose", "2026-04-13", "2026-04-08"),
        ("disclose", "2025-03-14", "2025-03-07"),
    ],
)
def test_a_deadline_rolls_over_rest_days_and_stays_on_exchanged_ones(rule: str, start: str, due_on: str) -> None:
    deadline = due(rules_for(None), rule, date.fromisoformat(start))
    assert deadline is not None
    assert deadline.due_on == date.fromisoformat(due_on)


@pytest.mark.parametrize(("n", "start", "last"), [(10, "2026-09-24", "2026-10-15"), (5, "2026-02-13", "2026-02-27")])
def test_working_days_leave_out_rest_days_and_count_exchanged_ones(n: int, start: str, last: str) -> None:
    counted = count_from(statute_book().calendar, date.fromisoformat(start), n, Unit.WORKING)
    assert counted.due_on == date.fromisoformat(last)


@pytest.mark.case("O9.21-days", "O22.42-days")
def test_filing_is_warned_of_at_seven_days_and_due_at_ten() -> None:
    deadline = due(rules_for(None), "file-contract", date(2025, 6, 2))
    assert deadline is not None
    assert (deadline.warn_on, deadline.due_on) == (date(2025, 6, 9), date(2025, 6, 12))


def test_the_trust_of_a_deadline_is_the_lowest_of_rule_jurisdiction_and_calendar() -> None:
    nation = [due(rules_for(None), "review", date.fromisoformat(start)) for start in ("2025-06-02", "2025-06-06", "2026-12-20")]
    assert [answer and answer.trust.value for answer in nation] == ["primary", "secondary", "provisional"]
    hebei = due(rules_for("130123"), "review", date(2025, 6, 2))
    assert hebei is not None
    assert hebei.trust is Trust.PROVISIONAL


def test_a_deadline_that_ends_in_a_year_without_its_notice_is_provisional() -> None:
    inside, beyond = (due(rules_for(None), "review", date(2026, 12, day)) for day in (16, 17))
    assert inside is not None
    assert beyond is not None
    assert (inside.calendar, beyond.calendar) == ("stated", "暂定")


def test_a_rule_that_is_not_known_gives_nothing() -> None:
    assert due(rules_for(None), "publish-representatives", date(2025, 6, 2)) is None
    assert rules_for("130123").value("representatives.front_line_share", date(2025, 6, 2)) is None


@pytest.mark.case("HBMW-gross")
@pytest.mark.parametrize(
    ("on", "trust"), [("2016-06-30", None), ("2016-07-01", "secondary"), ("2022-12-31", "secondary"), ("2023-01-01", "provisional")]
)
def test_hebei_takes_pay_gross_and_carries_it_forward_as_provisional(on: str, trust: str | None) -> None:
    entry = rules_for("130123").value("si_mode", date.fromisoformat(on))
    assert (entry and (entry.value, entry.trust.value)) == (trust and ("gross", trust))


@pytest.mark.case("G52-multiples")
def test_guideline_52_holds_everywhere_at_its_own_trust_and_from_its_day_on() -> None:
    law = rules_for("130123")
    before, since = (law.value("guideline52.关键类", date(2025, 11, day)) for day in (4, 5))
    assert before is None
    assert since is not None
    assert (since.value, since.trust) == (1.5, Trust.SECONDARY)


@pytest.mark.parametrize("text", ["91110000600037341L", "示范企业01", "91110000600037341", "910000000"])
def test_an_enterprise_is_any_text_or_a_code_that_checks(text: str) -> None:
    assert check_enterprise(text) == text


@pytest.mark.parametrize("text", ["91110000600037341M", "IIIIIIIIIIIIIIIIII"])
def test_a_credit_code_that_does_not_check_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        check_enterprise(text)
    assert refused.value.refusals[0].code == "enterprise.check_digit"


SOURCED = "recorded_on: 2026-11-24\nsources: {act: {text: 测试条例, where: 测试, in_force_from: 2016-01-01}}\n"
NINTH = """
values:
  - {id: t-reply, key: deadline.reply-to-offer, value: 10, unit: calendar, source: act, article: 第二十一条, trust: primary}
  - {id: t-share, key: representatives.front_line_share, value: 1/3, source: act, trust: primary, in_force_to: 2025-12-31}
  - {id: t-yes, key: quorum.yes_strict, value: true, source: act, trust: primary}
  - {id: t-yes-2, key: quorum.yes_strict, value: false, source: act, trust: primary, recorded_on: 2026-12-01, replaces: t-yes}
"""


@pytest.fixture
def with_a_ninth_pack(tmp_path: Path) -> Path:
    packs = tmp_path / "packs"
    packs.mkdir()
    for folder in PACKS.iterdir():
        (packs / folder.name).symlink_to(folder)
    own = packs / "shanxi"
    own.mkdir()
    (own / "pack.yaml").write_text('code: "14"\nname: 测试省\n', "utf-8")
    (own / "values.yaml").write_text(SOURCED + NINTH, "utf-8")
    return packs


def test_another_jurisdiction_is_a_folder_and_no_code(with_a_ninth_pack: Path) -> None:
    book = read_book(with_a_ninth_pack)
    own, nation = (due(book.rules_for(place), "reply-to-offer", date(2025, 3, 3)) for place in ("140105", "420102"))
    assert own is not None
    assert nation is not None
    assert (own.n, own.trust, nation.n) == (10, Trust.PRIMARY, 20)
    assert [pack.name for pack in book.rules_for("140105").packs] == ["测试省", "全国"]


@pytest.mark.parametrize(("on", "known"), [("2025-12-31", True), ("2026-01-01", False)])
def test_an_entry_holds_to_its_last_day(with_a_ninth_pack: Path, on: str, known: bool) -> None:
    rules = read_book(with_a_ninth_pack).rules_for("140105")
    assert (rules.value("representatives.front_line_share", date.fromisoformat(on)) is not None) is known


def test_a_correction_counts_from_the_day_it_was_recorded_and_never_rewrites_what_was_read_before(with_a_ninth_pack: Path) -> None:
    rules = read_book(with_a_ninth_pack).rules_for("140105")
    told = [Reading(rules, date(2025, 6, 1), date(2026, month, 30)).value("quorum.yes_strict") for month in (10, 11, 12)]
    assert told == [None, True, False]
