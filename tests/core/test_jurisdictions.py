"""What differs from place to place works in the replay, and all of it is data: each difference with its article, both sides."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cast import EMPLOYERS_TEAM, MAIN_PATH, TABLE, VOTE, WORKERS_TEAM, acts, by, codes, member, played

from xieshang.core.cautions import is_above_county
from xieshang.core.deadlines import due
from xieshang.core.parties import Role
from xieshang.core.procedure import Replay, duties
from xieshang.core.ratification import asks_confirmation
from xieshang.core.reading import Reading
from xieshang.core.rules import Rules
from xieshang.core.standing import Clock, State
from xieshang.law import rules_for
from xieshang.law.statute_book import PACKS, read_book

NATION, HEBEI, SHANDONG, HENAN, ZHEJIANG = "220102", "130123", "370102", "410105", "330402"
HANGZHOU, NINGBO, BEIJING, SHANGHAI, CHONGQING = "330106", "330203", "110105", "310115", "500112"
EVERYWHERE = [NATION, HEBEI, SHANDONG, HENAN, ZHEJIANG, HANGZHOU, NINGBO, BEIJING, SHANGHAI, CHONGQING]
STRICT = {SHANDONG, ZHEJIANG, HANGZHOU, NINGBO}
ROWS: list[dict[str, Any]] = TABLE["rows"]  # type: ignore[assignment]
HIGH = {**TABLE, "rows": [{**row, "amount_fen": row["amount_fen"] + 100_000} for row in ROWS]}
FRONT_LINE = [*WORKERS_TEAM[:2], member("职工丙", front_line=True)]


def told_at(until: str | None = None, without: tuple[str, ...] = (), **changed: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the main path with a table above every minimum and a team that every place accepts."""
    usual: dict[str, dict[str, Any]] = {
        "proposed": {"table": HIGH},
        "workers_named": {"members": FRONT_LINE},
        "voted": {"yes": 61, "no": 14},
    }
    return acts(until=until, without=without, **{step: usual.get(step, {}) | changed.get(step, {}) for step in {*usual, *changed}})


def at(place: str, told: list[dict[str, Any]], on: str) -> Replay:
    return played(told, on=on, law=rules_for(place))


def clocks(place: str, told: list[dict[str, Any]], on: str, act: str) -> list[Clock]:
    standing = at(place, told, on).standing
    return [clock for clock in duties(standing, Reading(rules_for(place), date.fromisoformat(on))) if clock.act == act]


def due_on(place: str, told: list[dict[str, Any]], on: str, act: str) -> list[tuple[str, str]]:
    return [(clock.by.value, str(clock.due_on)) for clock in clocks(place, told, on, act)]


@pytest.mark.parametrize("place", EVERYWHERE)
def test_the_whole_road_can_be_walked_everywhere(place: str) -> None:
    confirmed = by("enterprise", "confirm", "2025-04-03", enterprise="甲厂")
    path = told_at()
    path.insert(13, confirmed)
    replayed = at(place, path, "2025-06-01")
    assert (codes(replayed), replayed.standing.state) == ([], State.IN_FORCE)


@pytest.mark.case("SD.35", "ZJ.24", "HZ.28", "BJ.38", "CQ.26")
@pytest.mark.parametrize(("present", "yes"), [(79, 60), (79, 61), (80, 59), (80, 60), (80, 61)])
@pytest.mark.parametrize("place", EVERYWHERE)
def test_of_120_delegates_80_attend_and_60_pass_or_61_where_more_than_half_is_asked(place: str, present: int, yes: int) -> None:
    voted = {"present": present, "yes": yes, "no": 0, "abstain": 0}
    standing = at(place, told_at("voted", voted=voted), "2025-04-20").standing
    passes = present >= 80 and yes >= (61 if place in STRICT else 60)
    assert standing.state is (State.RATIFYING if passes else State.REJECTED)


REPLY = {
    NATION: "2025-03-24",
    HEBEI: "2025-03-24",
    SHANDONG: "2025-03-13",
    HENAN: "2025-03-17",
    ZHEJIANG: "2025-03-17",
    HANGZHOU: "2025-03-17",
    NINGBO: "2025-03-17",
    BEIJING: "2025-03-24",
    SHANGHAI: "2025-03-18",
    CHONGQING: "2025-03-24",
}


@pytest.mark.case(
    "N51.3-offer", "N51.5-respond", "O9.17-reply", "SD.21", "HN.21", "ZJ.7", "HZ.24", "NB.14", "BJ.32", "SH.15", "CQ.19"
)
@pytest.mark.parametrize("place", EVERYWHERE)
def test_the_offer_is_to_be_answered_in_the_time_of_the_place(place: str) -> None:
    assert due_on(place, told_at("offer"), "2025-03-03", "respond") == [("employers", REPLY[place])]


LIMIT = {
    SHANDONG: ("sign", "2025-05-12", "第二十八条"),
    HENAN: ("initial_draft", "2025-05-06", "第二十六条"),
    HANGZHOU: ("initial_draft", "2025-05-06", "第二十九条"),
    NINGBO: ("initial_draft", "2025-05-16", "第十六条"),
}


@pytest.mark.case("SD.28", "HN.26", "HZ.29", "NB.16")
@pytest.mark.parametrize("place", EVERYWHERE)
def test_the_limit_of_the_whole_bargaining_is_a_duty_with_its_article_and_never_a_refusal(place: str) -> None:
    running = told_at("met")
    limit = [clock for act in ("sign", "initial_draft") for clock in clocks(place, running, "2025-04-01", act)]
    if place not in LIMIT:
        assert limit == []
        return
    act, last, article = LIMIT[place]
    assert [(each.act, each.by, str(each.due_on)) for each in limit] == [(act, Role.WORKERS, last), (act, Role.EMPLOYERS, last)]
    assert {each.deadline.source.article for each in limit if each.deadline} == {article}
    day = date.fromisoformat(last)
    assert [each.is_late(day) for each in limit] == [False, False]
    assert [each.is_late(day.replace(day=day.day + 1)) for each in limit] == [True, True]
    after = day.replace(day=day.day + 1).isoformat()
    late = [*running, by("workers", "propose", after, table=HIGH), by("workers", "initial_draft", after)]
    assert codes(at(place, late, after)) == []


def test_the_limit_is_met_by_agreement_or_where_the_law_says_so_by_the_signatures() -> None:
    agreed = told_at("employers initialled")
    assert clocks(HENAN, agreed, "2025-06-30", "initial_draft") == []
    assert due_on(SHANDONG, agreed, "2025-04-30", "sign") == [("workers", "2025-05-12"), ("employers", "2025-05-12")]
    path = told_at("employers signed")
    path.insert(13, by("enterprise", "confirm", "2025-04-03", enterprise="甲厂"))
    assert clocks(SHANDONG, path, "2025-06-30", "sign") == []


@pytest.mark.case("HN.37")
@pytest.mark.parametrize(("on", "state"), [("2025-05-21", State.NEGOTIATING), ("2025-05-22", State.CLOSED_WITHOUT_AGREEMENT)])
def test_in_henan_talks_that_timed_out_end_where_nobody_asks_for_mediation_in_fifteen_days(on: str, state: State) -> None:
    timed_out = told_at("met")
    assert at(HENAN, timed_out, on).standing.state is state
    asked = [*timed_out, by("workers", "ask_mediation", "2025-05-21")]
    assert at(HENAN, asked, on).standing.state is State.NEGOTIATING
    assert at(NATION, timed_out, on).standing.state is State.NEGOTIATING


@pytest.mark.parametrize(("on", "shown"), [("2025-05-06", False), ("2025-05-07", True)])
def test_asking_for_mediation_is_due_only_once_the_talks_have_timed_out(on: str, shown: bool) -> None:
    last = [("workers", "2025-05-21"), ("employers", "2025-05-21")]
    assert due_on(HENAN, told_at("met"), on, "ask_mediation") == (last if shown else [])


def test_an_offer_that_is_accepted_after_the_limit_begins_talks_that_do_not_end_by_themselves() -> None:
    path = told_at("accepted", accepted={"on": "2025-05-07"})
    assert at(HENAN, path, "2025-07-01").standing.state is State.ACCEPTED


@pytest.mark.parametrize(("place", "last"), [(SHANDONG, "2025-06-11"), (HENAN, "2025-06-03"), (HANGZHOU, "2025-05-06")])
def test_a_suspension_does_not_count_where_the_law_says_so(place: str, last: str) -> None:
    suspended = [*told_at("met"), by("workers", "suspend", "2025-04-02")]
    act = LIMIT[place][0]
    assert (clocks(place, suspended, "2025-04-20", act) == []) is (place != HANGZHOU)
    resumed = [*suspended, by("workers", "resume", "2025-05-02")]
    assert {each for _, each in due_on(place, resumed, "2025-05-02", act)} == {last}


@pytest.mark.case("BJ.37", "HZ.27", "NB.19", "CQ.22")
@pytest.mark.parametrize(
    ("place", "until", "last"),
    [
        (NATION, "2025-09-01", "2025-09-01"),
        (BEIJING, None, "2025-06-03"),
        (BEIJING, "2025-09-01", "2025-06-03"),
        (BEIJING, "2025-05-05", "2025-05-05"),
        (HANGZHOU, "2025-09-01", "2025-05-06"),
        (NINGBO, "2025-09-01", "2025-06-03"),
        (CHONGQING, None, "2025-05-06"),
        (CHONGQING, "2025-09-01", "2025-09-01"),
    ],
)
def test_talks_are_to_be_resumed_within_the_longest_suspension_and_a_late_one_is_shown(
    place: str, until: str | None, last: str
) -> None:
    suspended = [*told_at("met"), by("workers", "suspend", "2025-04-02", until=until)]
    assert due_on(place, suspended, "2025-04-02", "resume") == [("workers", last), ("employers", last)]
    resumed = at(place, [*suspended, by("workers", "resume", "2025-08-01")], "2025-08-01")
    late = {str(clock.due_on) for clock in resumed.standing.done if clock.act == "resume"}
    assert late == ({last} if last < "2025-08-01" and (until is None or until > "2025-08-01") else set())


def test_suspensions_are_added_up_where_the_law_speaks_of_all_together() -> None:
    once = [*told_at("met"), by("workers", "suspend", "2025-04-02"), by("workers", "resume", "2025-04-22")]
    twice = [*once, by("workers", "suspend", "2025-05-06")]
    assert {day for _, day in due_on(HANGZHOU, twice, "2025-05-06", "resume")} == {"2025-05-16"}
    assert {day for _, day in due_on(BEIJING, twice, "2025-05-06", "resume")} == {"2025-07-07"}


@pytest.mark.case("ZJ.24", "HZ.28", "NB.20")
@pytest.mark.parametrize("place", EVERYWHERE)
def test_the_draft_goes_to_the_congress_within_fifteen_working_days_in_zhejiang(place: str) -> None:
    agreed = told_at("employers initialled")
    in_zhejiang = place in (ZHEJIANG, HANGZHOU, NINGBO)
    assert due_on(place, agreed, "2025-04-02", "vote") == ([("congress", "2025-04-24")] if in_zhejiang else [])
    assert clocks(place, told_at("voted"), "2025-04-20", "vote") == []


def test_a_draft_that_failed_is_to_be_voted_on_again_five_working_days_after_the_new_agreement() -> None:
    failed = told_at("voted", voted={"yes": 50})
    again = [
        *failed,
        by("workers", "propose", "2025-04-21", table=HIGH),
        by("workers", "initial_draft", "2025-04-22"),
        by("employers", "initial_draft", "2025-04-22"),
    ]
    assert due_on(ZHEJIANG, again, "2025-04-22", "vote") == [("congress", "2025-04-28")]
    assert due_on(ZHEJIANG, again[:-1], "2025-04-22", "vote") == []


@pytest.mark.case("N51.3-filing", "O22.42-days", "HN.28", "SD.29", "CQ.28")
@pytest.mark.parametrize(
    ("place", "filer", "last"),
    [
        (NATION, "employers", "2025-05-06"),
        (HENAN, "employers", "2025-04-29"),
        (SHANDONG, "employers", "2025-05-06"),
        (SHANGHAI, "employers", "2025-05-06"),
        (CHONGQING, "employers", "2025-05-06"),
    ],
)
def test_the_contract_is_filed_within_the_time_of_the_place(place: str, filer: str, last: str) -> None:
    path = told_at("employers signed")
    path.insert(13, by("enterprise", "confirm", "2025-04-03", enterprise="甲厂"))
    assert due_on(place, path, "2025-04-23", "file") == [(filer, last)]


@pytest.mark.case("SH.23", "SH.31")
def test_in_shanghai_filing_is_counted_from_the_written_word_that_the_vote_passed_and_either_side_may_file() -> None:
    path = told_at("filed", voted={"notified_on": "2025-04-21"}, filed={"by": "workers"})
    path.insert(13, by("enterprise", "confirm", "2025-04-03", enterprise="甲厂"))
    assert due_on(SHANGHAI, path[:-1], "2025-04-23", "file") == [("employers", "2025-05-06")]
    early = told_at("employers signed", voted={"on": "2025-04-10", "notified_on": "2025-04-11"})
    early.insert(13, by("enterprise", "confirm", "2025-04-03", enterprise="甲厂"))
    assert due_on(SHANGHAI, early, "2025-04-23", "file") == [("employers", "2025-04-21")]
    assert due_on(NATION, early, "2025-04-23", "file") == [("employers", "2025-05-06")]
    assert codes(at(SHANGHAI, path, "2025-04-25")) == []
    assert codes(at(SHANDONG, path, "2025-04-25")) == [(17, "file.not_your_duty")]


@pytest.mark.case("N51.3-publicity", "O22.48-both", "O9.23", "SD.31", "HN.30", "ZJ.35", "CQ.29")
@pytest.mark.parametrize(
    ("place", "last"),
    [
        (NATION, "2025-05-19"),
        (SHANDONG, "2025-05-21"),
        (HENAN, "2025-05-19"),
        (ZHEJIANG, "2025-05-21"),
        (CHONGQING, "2025-05-26"),
    ],
)
def test_the_contract_is_published_within_the_time_of_the_place(place: str, last: str) -> None:
    path = told_at("received")
    path.insert(13, by("enterprise", "confirm", "2025-04-03", enterprise="甲厂"))
    assert due_on(place, path, "2025-05-14", "publish") == [("workers", last), ("employers", last)]


@pytest.mark.case("O22.52", "CQ.48")
@pytest.mark.parametrize(("place", "last", "most"), [(NATION, "2025-05-06", 15), (CHONGQING, "2025-06-03", 30)])
def test_mediation_takes_the_time_of_the_place_and_can_be_prolonged_by_no_more(place: str, last: str, most: int) -> None:
    accepted = [*told_at("met"), by("bureau", "accept_mediation", "2025-04-03")]
    assert due_on(place, accepted, "2025-04-03", "settle_mediation") == [("bureau", last)]
    longer = [by("bureau", "extend_mediation", "2025-04-20", days=days) for days in (most, most + 1)]
    assert [code for _, code in codes(at(place, [*accepted, longer[0]], "2025-04-20"))] == []
    assert [code for _, code in codes(at(place, [*accepted, longer[1]], "2025-04-20"))] == ["mediation.extension_too_long"]


@pytest.mark.case("HN.31", "ZJ.30", "BJ.43", "CQ.33")
@pytest.mark.parametrize(
    ("place", "opens"),
    [
        (NATION, "2026-04-01"),
        (SHANDONG, "2026-04-01"),
        (HENAN, "2026-03-31"),
        (ZHEJIANG, "2026-03-02"),
        (BEIJING, "2026-02-28"),
        (CHONGQING, "2026-02-28"),
    ],
)
def test_a_renewal_can_be_asked_for_in_the_window_of_the_place(place: str, opens: str) -> None:
    window = due(rules_for(place), "renew-window", date(2026, 5, 31))
    assert window is not None
    assert (str(window.opens_on), window.due_on) == (opens, date(2026, 5, 31))


@pytest.mark.case("SD.31", "ZJ.37", "HZ.42", "CQ.30")
@pytest.mark.parametrize(
    ("place", "last"),
    [
        (NATION, []),
        (HEBEI, []),
        (SHANDONG, [("employers", "2026-05-14")]),
        (ZHEJIANG, [("workers", "2026-05-14"), ("employers", "2026-05-14")]),
        (HANGZHOU, [("employers", "2026-05-14")]),
        (CHONGQING, [("employers", "2025-11-14")]),
    ],
)
def test_the_congress_is_to_be_told_how_the_contract_is_performed(place: str, last: list[tuple[str, str]]) -> None:
    path = told_at()
    path.insert(13, by("enterprise", "confirm", "2025-04-03", enterprise="甲厂"))
    assert due_on(place, path, "2025-06-02", "report") == last
    reported = [*path, by("employers", "report", "2025-10-09", to="职工代表大会")]
    months = {SHANDONG: "2026-10-09", ZHEJIANG: "2026-10-09", HANGZHOU: "2026-10-09", CHONGQING: "2026-04-09"}
    assert {day for _, day in due_on(place, reported, "2025-10-09", "report")} == ({months[place]} if last else set())


@pytest.mark.case("HBSUP.17-answer", "HBSUP.20", "HBSUP.22", "HBTUL.34")
@pytest.mark.parametrize(
    ("letter", "who", "last"),
    [
        ("问询函", "employers", "2025-03-24"),
        ("意见书", "employers", "2025-04-01"),
        ("建议", "employers", "2025-04-01"),
        ("建议书", "bureau", "None"),
    ],
)
def test_the_letters_of_the_union_are_to_be_answered_in_hebei(letter: str, who: str, last: str) -> None:
    sent = [*told_at("accepted"), by("upper_union", "advise", "2025-03-17", letter=letter, addressee="甲厂")]
    assert due_on(HEBEI, sent, "2025-03-17", "answer_letter") == [(who, last)]
    assert clocks(NATION, sent, "2025-03-17", "answer_letter") == []
    answered = [*sent, by(who, "answer_letter", "2025-04-02", number=1, text="已答复")]
    shown = clocks(HEBEI, answered, "2025-04-02", "answer_letter")
    assert [clock.done_on for clock in shown] == ([] if last == "None" else [date(2025, 4, 2)])


def test_each_letter_has_its_own_clock_and_a_letter_that_was_not_sent_is_not_answered() -> None:
    letters = [by("upper_union", "advise", f"2025-03-{day}", letter="问询函") for day in (17, 19)]
    sent = [*told_at("accepted"), *letters]
    assert [day for _, day in due_on(HEBEI, sent, "2025-03-19", "answer_letter")] == ["2025-03-24", "2025-03-26"]
    first = [*sent, by("employers", "answer_letter", "2025-03-20", number=1, text="已答复")]
    assert [day for _, day in due_on(HEBEI, first, "2025-03-20", "answer_letter")] == ["2025-03-26"]
    unknown = by("employers", "answer_letter", "2025-03-20", number=3, text="已答复")
    assert [code for _, code in codes(at(HEBEI, [*sent, unknown], "2025-03-20"))] == ["letter.unknown"]


@pytest.mark.case("CQ.50")
def test_an_order_of_correction_gives_fifteen_days_in_chongqing_beside_the_time_that_was_missed() -> None:
    refused = told_at("accepted", accepted={"accepts": False, "reason": "暂缓", "on": "2025-03-20"})
    ordered = [*refused, by("bureau", "order_correction", "2025-04-01", addressee="企业方", ground="拒绝协商")]
    assert due_on(CHONGQING, ordered, "2025-04-01", "respond") == [("employers", "2025-04-16")]
    assert due_on(NATION, ordered, "2025-04-01", "respond") == []
    in_breach = [*told_at(), by("bureau", "inspect", "2025-07-01", enterprise="甲厂", findings=["低于标准"])]
    told = [*in_breach, by("bureau", "order_correction", "2025-07-02", addressee="甲厂", ground="低于标准")]
    assert ("enterprise", "2025-07-17") in due_on(CHONGQING, told, "2025-07-02", "remedy")


def equal_teams(workers: int, employers: int) -> list[dict[str, Any]]:
    sides = {
        "workers_named": {"members": [*FRONT_LINE, *(member(f"职工{n}", front_line=True) for n in range(workers - 3))]},
        "employers_named": {"members": [*EMPLOYERS_TEAM, *(member(f"企业{n}") for n in range(employers - 3))]},
    }
    return told_at("met", (), **sides)


@pytest.mark.case("O22.19", "SD.7", "ZJ.10", "HZ.16", "NB.8", "SH.6", "CQ.8", "BJ.7", "HN.12")
@pytest.mark.parametrize("place", EVERYWHERE)
def test_teams_are_equal_or_the_employers_fewer_where_that_is_asked(place: str) -> None:
    at_most = place in (ZHEJIANG, HANGZHOU, NINGBO, SHANGHAI, CHONGQING)
    unequal = [code for _, code in codes(at(place, equal_teams(4, 3), "2025-04-01"))]
    assert unequal == ([] if at_most else ["representatives.unequal"])
    assert codes(at(place, equal_teams(4, 4), "2025-04-01")) == []
    assert [code for _, code in codes(at(place, equal_teams(3, 4), "2025-04-01"))] == ["representatives.unequal"]


@pytest.mark.case("SD.7", "HN.8", "SD.10", "HN.14", "NB.8")
@pytest.mark.parametrize("place", EVERYWHERE)
def test_a_third_is_from_the_front_line_and_managers_stay_out_where_that_was_read(place: str) -> None:
    team = [member("甲", chief=True), member("乙"), member("丙")]
    no_front_line = codes(at(place, told_at("workers named", workers_named={"members": team}), "2025-02-24"))
    managed = [*FRONT_LINE[:2], member("丁", manager=True, front_line=True)]
    manager = codes(at(place, told_at("workers named", workers_named={"members": managed}), "2025-02-24"))
    assert bool(no_front_line) is (place in (SHANDONG, HENAN))
    assert bool(manager) is (place in (SHANDONG, HENAN, NINGBO))


@pytest.mark.case("ZJ.10")
@pytest.mark.parametrize(("above_scale", "refused", "warned"), [(True, True, False), (False, False, False), (None, False, True)])
def test_an_enterprise_above_the_scale_sends_five_in_zhejiang_where_that_is_known(
    above_scale: bool | None, refused: bool, warned: bool
) -> None:
    told = told_at("workers named", workers_named={"members": FRONT_LINE, "above_scale": above_scale})
    replayed = at(ZHEJIANG, told, "2025-02-24")
    assert bool(codes(replayed)) is refused
    assert ("representatives.scale_unknown" in [each.code for each in replayed.warnings]) is warned
    assert codes(at(NATION, told, "2025-02-24")) == []
    five = told_at("workers named", workers_named={"members": equal_teams(5, 3)[0]["members"], "above_scale": True})
    assert codes(at(ZHEJIANG, five, "2025-02-24")) == []


@pytest.mark.case("HZ.16", "NB.8", "BJ.7", "CQ.8")
@pytest.mark.parametrize(("place", "most"), [(HANGZHOU, 9), (NINGBO, 10), (BEIJING, 10), (CHONGQING, 15)])
def test_a_team_larger_than_usual_is_told_and_not_refused(place: str, most: int) -> None:
    def told(n: int) -> list[str]:
        replayed = at(place, equal_teams(n, 3)[:1], "2025-02-24")
        assert codes(replayed) == []
        return [each.code for each in replayed.warnings]

    assert ("representatives.too_many" in told(most), "representatives.too_many" in told(most + 1)) == (False, True)


@pytest.mark.case("LCL.54-binding", "SD.36", "SH.32", "BJ-practice")
@pytest.mark.parametrize("place", EVERYWHERE)
def test_whom_a_contract_binds_and_whether_each_firm_confirms(place: str) -> None:
    signatory = place in (SHANDONG, SHANGHAI, BEIJING)
    law = Reading(rules_for(place), date(2025, 4, 1))
    assert law.value("binding") == ("signatory" if signatory else "all")
    assert asks_confirmation(law) is signatory
    unconfirmed = [code for _, code in codes(at(place, told_at("workers signed"), "2025-04-22"))]
    assert unconfirmed == (["sign.nobody_confirmed"] if signatory else [])


FIRM_VOTES = [
    {**VOTE, "on": "2025-04-20", "enterprise": "甲厂", "due": 100, "present": 100, "yes": 51, "no": 0, "abstain": 0},
    {**VOTE, "on": "2025-04-20", "enterprise": "乙厂", "due": 100, "present": 100, "yes": 48, "no": 0, "abstain": 0},
]


@pytest.mark.case("SD.35", "SH.28")
@pytest.mark.parametrize(
    ("place", "firms", "refused"),
    [
        (SHANDONG, ["甲厂", "乙厂"], []),
        (BEIJING, ["甲厂", "乙厂"], []),
        (SHANGHAI, ["甲厂"], []),
        (SHANGHAI, ["甲厂", "乙厂"], ["sign.not_ratified"]),
        (ZHEJIANG, ["甲厂", "乙厂"], ["sign.not_ratified"]),
    ],
)
def test_votes_of_single_firms_count_each_for_itself_or_together_and_only_where_signatories_are_bound(
    place: str, firms: list[str], refused: list[str]
) -> None:
    confirmed = [by("enterprise", "confirm", "2025-04-03", enterprise=firm) for firm in firms]
    path = [*told_at("employers initialled"), *confirmed, *FIRM_VOTES, by("workers", "sign", "2025-04-22")]
    assert [code for _, code in codes(at(place, path, "2025-04-22"))] == refused


@pytest.mark.case("LCL.53-county", "N51.1-county", "N51.1-above-county")
def test_a_round_for_more_than_a_county_is_told_and_goes_on() -> None:
    assert [is_above_county("industry", place) for place in ("130000", "130100", "130123", "130123100000", "P130100-园区")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    replayed = at("370100", told_at("accepted"), "2025-03-13")
    told = [each for each in replayed.warnings if each.code == "round.above_county"]
    assert [(each.index, str(each.source)) for each in told] == [(None, "《中华人民共和国劳动合同法》第五十三条")]
    assert codes(replayed) == []
    assert [each.code for each in at(SHANDONG, told_at("accepted"), "2025-03-13").warnings] == []


TRUSTED = {
    SHANDONG: ("primary", "山东省企业工资集体协商条例"),
    HENAN: ("primary", "河南省企业工资集体协商条例"),
    ZHEJIANG: ("primary", "浙江省集体合同条例"),
    HANGZHOU: ("primary", "杭州市企业工资集体协商条例"),
    NINGBO: ("primary", "宁波市企业工资集体协商条例"),
    BEIJING: ("secondary", "北京市集体合同条例"),
    SHANGHAI: ("secondary", "上海市集体合同条例"),
    CHONGQING: ("primary", "重庆市集体合同条例"),
}


@pytest.mark.parametrize("place", TRUSTED)
def test_what_a_place_says_itself_is_told_with_its_act_and_what_it_inherits_is_no_better_than_its_reading(place: str) -> None:
    rules = rules_for(place)
    reply, refill = (rules.value(f"deadline.{rule}", date(2025, 3, 3)) for rule in ("reply-to-offer", "refill-representative"))
    assert reply is not None
    assert refill is not None
    assert (reply.trust.value, reply.source.text) == TRUSTED[place]
    assert (refill.trust.value, refill.source.text) == (TRUSTED[place][0], "集体合同规定")


SOURCED = "recorded_on: 2026-11-25\nsources: {act: {text: 测试条例, where: 测试, in_force_from: 2016-01-01}}\nvalues:\n"
NINTH = """
  - {id: n-reply, key: deadline.reply-to-offer, value: 7, unit: working, source: act, article: 第七条, trust: primary}
  - {id: n-strict, key: quorum.yes_strict, value: true, source: act, trust: primary}
  - {id: n-binding, key: binding, value: signatory, source: act, trust: primary}
  - {id: n-bargain, key: deadline.bargain, value: 1, unit: months, source: act, trust: primary, from: receipt, until: initial_draft}
  - {id: n-cure, key: filing.cure_days, value: 7, unit: calendar, source: act, trust: provisional}
"""
CORRECTED = """
  - {id: n-bargain-2, key: deadline.bargain, value: 2, unit: months, source: act, trust: primary, LATER, replaces: n-bargain}
  - {id: n-strict-2, key: quorum.yes_strict, value: false, source: act, trust: primary, LATER, replaces: n-strict}
""".replace("LATER", "recorded_on: 2026-12-01")
NINTH_PLACE = "140105"


@pytest.fixture
def ninth(tmp_path: Path) -> Rules:
    packs = tmp_path / "packs"
    (packs / "shanxi").mkdir(parents=True)
    for folder in PACKS.iterdir():
        (packs / folder.name).symlink_to(folder)
    (packs / "shanxi" / "pack.yaml").write_text('code: "14"\nname: 测试省\n', "utf-8")
    (packs / "shanxi" / "values.yaml").write_text(SOURCED + NINTH + CORRECTED, "utf-8")
    book = read_book(packs)
    assert book.rules_for("150102").value("binding", date(2025, 1, 1)).value == "all"  # type: ignore[union-attr]
    return book.rules_for(NINTH_PLACE)


def seen(rules: Rules, told: list[dict[str, Any]], on: str) -> tuple[Replay, dict[str, str]]:
    replayed = played(told, on=on, law=rules)
    return replayed, {clock.act: str(clock.due_on) for clock in replayed.standing.clocks}


def test_a_ninth_pack_is_a_folder_and_no_code(ninth: Rules) -> None:
    recorded = {"law_as_recorded_on": "2026-11-30"}
    offered = [{**act, **recorded} for act in told_at("offer")]
    assert seen(ninth, offered, "2025-03-03")[1] == {
        "respond": "2025-03-12",
        "initial_draft": "2025-04-03",
    }
    voted = [{**act, **recorded} for act in told_at("workers signed", voted={"yes": 60})]
    assert codes(seen(ninth, voted, "2025-04-22")[0]) == [(14, "sign.not_ratified")]
    passed = [{**act, **recorded} for act in told_at("workers signed")]
    assert codes(seen(ninth, passed, "2025-04-22")[0]) == [(14, "sign.nobody_confirmed")]
    assert due_on(NATION, told_at("offer"), "2025-03-03", "respond") == [("employers", "2025-03-24")]


def test_a_cure_has_a_last_day_where_the_law_says_so_and_nowhere_else(ninth: Rules) -> None:
    path = told_at("received")
    path.insert(13, by("enterprise", "confirm", "2025-04-03", enterprise="甲厂"))
    asked = [*path, by("bureau", "ask_cure", "2025-05-07", missing=["会议记录"])]
    assert seen(ninth, asked, "2025-05-07")[1] == {"file": "2025-05-14"}
    assert clocks(NATION, asked, "2025-05-07", "file") == []
    again = [*asked, by("bureau", "receive", "2025-05-13")]
    assert "file" not in seen(ninth, again, "2025-05-13")[1]


def test_a_law_that_is_corrected_today_leaves_old_acts_as_they_were_read_and_holds_for_new_ones(ninth: Rules) -> None:
    old, new = {"law_as_recorded_on": "2026-11-30"}, {"law_as_recorded_on": "2026-12-01"}
    by_old_law = [{**act, **old} for act in told_at("voted", voted={"yes": 60})]
    assert seen(ninth, by_old_law, "2025-04-20")[0].standing.state is State.REJECTED
    again = [*by_old_law, {**VOTE, "on": "2025-04-21", **new}]
    assert seen(ninth, again, "2025-04-21")[0].standing.state is State.RATIFYING
    offers = [[{**act, **day} for act in told_at("offer")] for day in (old, new)]
    limits = [seen(ninth, told, "2025-03-03")[1]["initial_draft"] for told in offers]
    assert limits == ["2025-04-03", "2025-05-06"]


def test_the_steps_of_the_main_path_stand_in_the_order_that_these_tests_rely_on() -> None:
    assert list(MAIN_PATH).index("voted") == 13
