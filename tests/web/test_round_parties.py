"""The parties of a round as they are: kinds of round, the convenor, instructors, the congress, who joins later; what each sees."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from bringing_in import brought_in
from cast import MAIN_PATH, acts
from conftest import NUMBER, PARTS, Stage

from xieshang.core.contract import Contract, Kind, Scope, Term
from xieshang.core.parties import Role
from xieshang.core.refusals import Refused
from xieshang.core.rules import LawValue, Pack
from xieshang.core.sources import Source, Trust
from xieshang.core.wage_table import Form, WageRow, WageTable
from xieshang.web.accounts.models import Mandate, Organisation, Person
from xieshang.web.contracts.assembly import assembled
from xieshang.web.register import services as register
from xieshang.web.rounds import people
from xieshang.web.rounds.models import Act, Allotment, Instructor, Party, Round
from xieshang.web.rounds.services import Reach, Seat, append, open_round, replayed

PEOPLE = f"/rounds/{NUMBER}/people/"
TODAY = MAIN_PATH["proposed"]["on"]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XIESHANG_TODAY", TODAY)


def codes(page: Any) -> list[str]:
    return [refusal.code for refusal in page.context["typed"].refusals]


# --- the round of an enterprise ----------------------------------------------------------------------------------------------

OWN = "130123-2025-09"
CELL = {"category": "基础类", "occupation": "6-18-01-01"}


def contract_of_the_trade(amount_fen: int = 255_000, number: str = "130123-2024-09", **changed: Any) -> Contract:
    """Give a published contract of the trade, with one row for turners of level 2."""
    row = WageRow("1-2", amount_fen, category="基础类", occupation="6-18-01-01", level=2)  # type: ignore[arg-type]
    made = Contract(
        number,
        "示范县刃模具行业合同",
        Kind.INDUSTRY,
        Scope(places=("130123",), industries=("C33",)),
        term=Term(date(2025, 1, 1), date(2025, 12, 31)),
        known_on=date(2024, 12, 20),
        tables=(WageTable(Form.MONTHLY_FLOOR, (row,)),),
    )
    return replace(made, **changed)


@pytest.fixture
def own(stage: Stage) -> Stage:
    """Make the stage's round that of the first enterprise, above which a contract of the trade stands."""
    register.enter(contract_of_the_trade(), date(2025, 1, 3))
    firm = stage.organisations["enterprise"]
    parties = {
        Role.WORKERS: [stage.organisations["workers"]],
        Role.EMPLOYERS: [firm],
        Role.CONGRESS: [stage.organisations["congress"]],
        Role.BUREAU: [stage.organisations["bureau"]],
    }
    stage.bargaining = open_round(OWN, "示范企业01协商", "130123", "enterprise", "C3311", parties, reach=Reach(enterprise=firm))
    return stage


def tell(stage: Stage, told: list[dict[str, Any]]) -> Round:
    """Append acts of the enterprise's own round, whose employers' side is the enterprise."""
    assert stage.bargaining is not None
    for act in told:
        name = "enterprise" if act["by"] == "employers" else act["by"]
        seat = Seat(Role(act["by"]), stage.organisations[name])
        stage.bargaining.refresh_from_db()
        seen = stage.bargaining.acts_count
        content = {key: value for key, value in act.items() if key != "by"}
        append(stage.bargaining, content, seat, stage.people[name], acts_seen=seen, form_key=f"own-{seen}")
    return stage.bargaining


def proposing(amount_fen: int) -> list[dict[str, Any]]:
    """Give the acts up to a proposal with an amount in the cell that the contract of the trade has."""
    table = {"form": "monthly_floor", "rows": [{"id": "1", **CELL, "level": 2, "amount_fen": amount_fen}]}
    return acts(until="proposed", proposed={"table": table})


def test_a_proposal_below_the_published_contract_is_refused_with_both_figures(own: Stage) -> None:
    with pytest.raises(Refused) as refused:
        tell(own, proposing(254_999))
    facts = refused.value.refusals[0].facts
    assert refused.value.refusals[0].code == "floor.below_contract_above"
    assert (facts["floor_fen"], facts["above_fen"], facts["above_row"], facts["title"]) == (
        254_999,
        255_000,
        "1-2",
        "示范县刃模具行业合同",
    )


def test_a_proposal_above_it_stands_and_names_what_it_was_judged_under(own: Stage) -> None:
    bargaining = tell(own, proposing(255_001))
    named = Act.objects.get(bargaining=bargaining, kind="propose").body
    entry = register.versions("130123-2024-09")[0]
    assert f'"above":[{{"contract":"130123-2024-09","digest":"{entry.digest}","until":"2025-12-31"}}]' in named
    assert not replayed(bargaining, date.fromisoformat(TODAY)).warnings


def test_a_contract_that_comes_later_changes_no_act_and_is_asked_at_the_next(own: Stage) -> None:
    bargaining = tell(own, proposing(256_000))
    register.enter(contract_of_the_trade(290_000, "130123-2024-10"), date(2025, 4, 1))
    today = date.fromisoformat(TODAY)
    assert (replayed(bargaining, today).refused, replayed(bargaining, today).standing.draft.proposals[0].number) == ((), 1)
    again = {"kind": "propose", "by": "employers", "on": TODAY}
    table = {"form": "monthly_floor", "rows": [{"id": "1", **CELL, "level": 2, "amount_fen": 256_000}]}
    with pytest.raises(Refused):
        tell(own, [{**again, "table": table}])
    table["rows"][0]["amount_fen"] = 290_000  # type: ignore[index]
    tell(own, [{**again, "table": table}])
    assert len(replayed(bargaining, today).standing.draft.proposals) == 2


def test_a_contract_of_another_trade_or_one_that_ended_stands_above_nothing(own: Stage) -> None:
    register.end("130123-2024-09", date(2025, 3, 1))
    register.enter(contract_of_the_trade(300_000, "x", scope=Scope(("130123",), ("C34",))), date(2025, 1, 3))
    assert tell(own, proposing(230_000)).acts_count == len(proposing(0))


def test_an_act_stored_before_acts_named_anything_is_judged_under_nothing(own: Stage) -> None:
    bargaining = tell(own, proposing(255_001))
    stored = list(bargaining.acts.prefetch_related("sealed"))
    low = stored[-1].body.replace("255001", "240000")
    today = date.fromisoformat(TODAY)
    for body, refused in ((low, ["floor.below_contract_above"]), (low.replace('"above":[', '"unknown":['), [])):
        stored[-1].body = body
        assert [entry.refusal.code for entry in replayed(bargaining, today, stored).refused] == refused


def test_no_other_enterprise_joins_the_round_of_one(own: Stage) -> None:
    address = f"/rounds/{OWN}/people/parties/"
    firm = own.organisations["other_enterprise"]
    refused = own.browser("bureau").post(address, {"role": "enterprise", "organisation": firm.pk})
    assert codes(refused) == ["party.not_joining"]
    union = {"role": "upper_union", "organisation": own.organisations["stranger"].pk}
    assert own.browser("bureau").post(address, union).status_code == 302


def test_both_pages_lead_to_each_other(own: Stage) -> None:
    tell(own, proposing(255_000))
    for page in (f"/rounds/{OWN}/", f"/rounds/{OWN}/people/", f"/rounds/{OWN}/contract/"):
        assert 'href="/register/130123-2024-09/"' in own.browser("enterprise").get(page).content.decode(), page
    told = own.browser("enterprise").get(f"/rounds/{OWN}/contract/").context
    assert [entry["found"].warned.code for entry in told["warnings"]].count("floor.not_above_contract_above") == 1
    other = own.browser("enterprise").get(f"/rounds/{NUMBER}/")
    assert "130123-2024-09" not in other.content.decode()


def test_the_contract_of_the_round_is_for_the_one_enterprise(own: Stage) -> None:
    made = assembled(tell(own, proposing(260_000)), date.fromisoformat(TODAY))
    assert made is not None
    scope = made.contract.scope
    assert (made.contract.kind.value, scope.enterprises, scope.binding.value) == ("enterprise", ("示范企业01",), "all")


def test_the_other_enterprise_does_not_see_the_round(own: Stage) -> None:
    seen = {name: own.browser(name).get(f"/rounds/{OWN}/").status_code for name in ("enterprise", "other_enterprise", "stranger")}
    assert seen == {"enterprise": 200, "other_enterprise": 404, "stranger": 404}


# --- the places and the numbers ----------------------------------------------------------------------------------------------


def test_a_park_over_two_counties_is_held_to_the_higher_minimum(stage: Stage) -> None:
    parties = {Role.WORKERS: [stage.organisations["workers"]], Role.EMPLOYERS: [stage.organisations["employers"]]}
    # 2025: 正定县 is of the first class, 赞皇县 of a lower one.
    table = {"form": "monthly_floor", "rows": [{"id": "1", **CELL, "level": 2, "amount_fen": 210_000}]}
    for number, parents, refused in (("park-1", (), False), ("park-2", ("130123",), True)):
        stage.bargaining = open_round(
            number, "园区协商", "P130129-示范产业园", "regional", None, parties, reach=Reach(parents=parents)
        )
        told = acts(until="proposed", proposed={"table": table})
        if refused:
            with pytest.raises(Refused) as found:
                tell_sides(stage, told, number)
            assert found.value.refusals[0].code == "floor.below_statutory"
        else:
            assert tell_sides(stage, told, number).acts_count == len(told)


def tell_sides(stage: Stage, told: list[dict[str, Any]], prefix: str) -> Round:
    assert stage.bargaining is not None
    for seen, act in enumerate(told):
        content = {key: value for key, value in act.items() if key != "by"}
        stage.bargaining.refresh_from_db()
        append(
            stage.bargaining, content, stage.seat(act["by"]), stage.people[act["by"]], acts_seen=seen, form_key=f"{prefix}-{seen}"
        )
    return stage.bargaining


def test_both_numbers_of_enterprises_are_shown_on_the_people_page_and_with_the_contract(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XIESHANG_TODAY", "2025-04-02")
    confirmed = {"kind": "confirm", "by": "enterprise", "on": "2025-04-02", "enterprise": "示范企业01"}
    stage.tell([*acts(until="employers initialled"), confirmed])
    browser = stage.browser("bureau")
    for stated, in_scope in ((None, 2), (300, 300)):
        Round.objects.filter(number=NUMBER).update(firms_in_scope=stated)
        for counts in (
            browser.get(PEOPLE).context["reach"]["counts"],
            browser.get(f"/rounds/{NUMBER}/contract/").context["counts"],
        ):
            assert (counts.in_scope, counts.confirmed, counts.bound) == (in_scope, 1, in_scope)
    made = assembled(Round.objects.get(number=NUMBER), date(2025, 4, 2))
    assert made is not None
    assert made.contract.scope.extra == {"firms_in_scope": 300}


# --- the convenor ------------------------------------------------------------------------------------------------------------


@pytest.mark.case("N51.5-leading")
def test_a_leading_enterprise_calls_together_and_sees_no_rows_but_its_own(stage: Stage) -> None:
    rows = brought_in(stage)
    firm = stage.organisations["other_enterprise"]
    Party.objects.filter(bargaining__number=NUMBER, role=Role.EMPLOYERS).update(organisation=firm)
    stage.organisations["employers"], stage.people["employers"] = firm, stage.people["other_enterprise"]
    stage.tell(acts(until="proposed"))
    browser = stage.browser("other_enterprise")
    page = browser.get(PEOPLE)
    convenors = [party for part in page.context["parts"] for party in part.parties if party.is_convenor]
    assert [party.organisation for party in convenors] == [firm]
    assert {seat.role.value for seat in page.context["seats"]} == {"employers", "enterprise"}
    assert browser.get(f"/rounds/{NUMBER}/desk/").status_code == 200
    assert browser.get(f"/uploads/{rows.pk}/").status_code == 404
    assert stage.browser("enterprise").get(f"/uploads/{rows.pk}/").status_code == 200
    assert rows.file_name not in browser.get("/uploads/").content.decode()
    assert rows.file_name in stage.browser("enterprise").get("/uploads/").content.decode()


def test_the_enterprise_of_its_own_round_is_no_convenor(own: Stage) -> None:
    assert not any(party.is_convenor for party in Party.objects.filter(bargaining__number=OWN))


# --- the upper union ---------------------------------------------------------------------------------------------------------


def enter(stage: Stage, name: str, role: str, organisation: Organisation | None) -> Any:
    return stage.browser(name).post(f"{PEOPLE}parties/", {"role": role, "organisation": organisation.pk if organisation else ""})


def test_the_bureau_asks_an_upper_union_which_then_advises(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.tell(acts(until="offer"))
    assert stage.browser("stranger").get(f"/rounds/{NUMBER}/").status_code == 404
    assert enter(stage, "bureau", "upper_union", stage.organisations["stranger"]).status_code == 302
    party = Party.objects.get(bargaining__number=NUMBER, role=Role.UPPER_UNION)
    assert (party.organisation, party.entered_by, party.entered_for) == (
        stage.organisations["stranger"],
        stage.people["bureau"],
        stage.organisations["bureau"],
    )
    assert party.entered_at is not None
    assert stage.browser("stranger").get(f"/rounds/{NUMBER}/").status_code == 200
    form = {"form_key": "a" * 32, "acts_seen": 5, "on": TODAY, "letter": "意见书", "text": "请依法应约"}
    browser = stage.browser("stranger")
    assert browser.post(f"/rounds/{NUMBER}/acts/advise/", form).status_code == 302
    assert Act.objects.latest("pk").role == "upper_union"
    assert browser.get(f"/rounds/{NUMBER}/acts/offer/").status_code == 404


# --- who joins later ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*PARTS, "stranger"])
def test_only_who_opened_the_round_or_a_bureau_in_it_enters_a_party(name: str, stage: Stage) -> None:
    firm = Organisation.objects.create(kind="enterprise", name="示范企业03", code="示范企业03", place="130123")
    assert enter(stage, name, "enterprise", firm).status_code == (302 if name == "bureau" else 404)
    Party.objects.filter(organisation=firm).delete()
    Round.objects.filter(number=NUMBER).update(opened_for=stage.organisations["workers"], opened_by=stage.people["workers"])
    assert enter(stage, name, "enterprise", firm).status_code == (302 if name in ("bureau", "workers") else 404)
    shown = stage.browser(name).get(PEOPLE)
    assert (shown.status_code == 200 and shown.context["to_join"] is not None) == (name in ("bureau", "workers"))


@pytest.mark.parametrize(
    ("role", "name", "code"),
    [
        ("employers", "stranger", "party.not_joining"),
        ("workers", "stranger", "party.not_joining"),
        ("", "stranger", "party.not_joining"),
        ("enterprise", None, "field.missing"),
        ("enterprise", "stranger", "party.unfit"),
        ("enterprise", "enterprise", "party.already"),
    ],
)
def test_what_cannot_join_is_refused_and_what_was_chosen_kept(role: str, name: str | None, code: str, stage: Stage) -> None:
    refused = enter(stage, "bureau", role, stage.organisations[name] if name else None)
    assert (refused.status_code, codes(refused), refused.context["typed"].values["role"]) == (422, [code], role)
    assert Party.objects.filter(bargaining__number=NUMBER).count() == len(PARTS)


def test_nobody_joins_a_round_that_has_ended(stage: Stage) -> None:
    Round.objects.filter(number=NUMBER).update(state="closed_without_agreement")
    assert codes(enter(stage, "bureau", "upper_union", stage.organisations["stranger"])) == ["party.round_ended"]
    assert stage.browser("bureau").get(PEOPLE).context["to_join"] is None


# --- instructors -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def instructor(stage: Stage) -> Person:
    """Give a person who acts for nobody."""
    stage.people["instructor"] = Person.objects.create_user("instructor", password="long enough to try", name="示范指导员")
    return stage.people["instructor"]


def send(stage: Stage, name: str = "workers", **changed: str) -> Any:
    return stage.browser(name).post(f"{PEOPLE}instructors/", {"username": "instructor", "from_on": TODAY, "to_on": "", **changed})


@pytest.mark.case("N51.5-instructors")
def test_an_instructor_reads_the_round_and_does_no_act_in_it(stage: Stage, instructor: Person) -> None:
    stage.tell(acts(until="proposed"))
    browser = stage.browser("instructor")
    reads = [f"/rounds/{NUMBER}/{page}" for page in ("", "people/", "contract/", "ledger/")]
    acts_of_the_side = [f"/rounds/{NUMBER}/{page}" for page in ("acts/meet/", "acts/advise/", "desk/")]
    assert {browser.get(page).status_code for page in [*reads, *acts_of_the_side]} == {404}
    assert send(stage).status_code == 302
    assert [browser.get(page).status_code for page in reads] == [200] * len(reads)
    assert [browser.get(page).status_code for page in acts_of_the_side] == [404] * len(acts_of_the_side)
    assert stage.browser("workers").get(acts_of_the_side[0]).status_code == 200
    assert browser.post(f"{PEOPLE}instructors/", {"username": "instructor"}).status_code == 404
    told = browser.get(reads[0]).context
    assert (told["choices"], told["advises"], [seat.advises for seat in told["seats"]]) == ([], True, [True])


def test_the_rounds_of_an_instructor_are_on_his_first_page_and_in_his_list(stage: Stage, instructor: Person) -> None:
    stage.tell(acts(until="offer"))
    browser = stage.browser("instructor")
    assert (browser.get("/").context["parts"], browser.get("/rounds/").context["listed"]) == ([], [])
    send(stage)
    page = browser.get("/").context
    assert [part.course.bargaining.number for part in page["parts"]] == [NUMBER]
    assert (page["bands"][0][1], len(page["bands"][1][1])) == ([], 1)
    assert [each.seats[0].advises for each in browser.get("/rounds/").context["listed"]] == [True]


@pytest.mark.parametrize(("today", "status"), [("2025-03-31", 404), ("2025-04-01", 200), ("2025-04-10", 200), ("2025-04-11", 404)])
def test_he_reads_from_the_first_day_to_the_last(
    today: str, status: int, stage: Stage, instructor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert send(stage, to_on="2025-04-10").status_code == 302
    monkeypatch.setenv("XIESHANG_TODAY", today)
    assert stage.browser("instructor").get(PEOPLE).status_code == status


def test_he_is_called_back_from_the_day_after_and_that_is_kept(
    stage: Stage, instructor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(stage)
    sent = Instructor.objects.get()
    assert (sent.assigned_by, sent.organisation) == (stage.people["workers"], stage.organisations["workers"])
    assert stage.browser("workers").post(f"{PEOPLE}instructors/end/", {"instructor": sent.pk}).status_code == 302
    sent.refresh_from_db()
    assert (str(sent.to_on), sent.ended_by) == (TODAY, stage.people["workers"])
    assert stage.browser("instructor").get(PEOPLE).status_code == 200
    monkeypatch.setenv("XIESHANG_TODAY", "2025-04-02")
    assert stage.browser("instructor").get(PEOPLE).status_code == 404


def test_one_who_was_to_come_later_never_comes(stage: Stage, instructor: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    send(stage, from_on="2025-05-01")
    stage.browser("workers").post(f"{PEOPLE}instructors/end/", {"instructor": Instructor.objects.get().pk})
    monkeypatch.setenv("XIESHANG_TODAY", "2025-05-01")
    assert stage.browser("instructor").get(PEOPLE).status_code == 404


@pytest.mark.parametrize("name", [*PARTS, "stranger"])
def test_only_the_workers_side_sends_one(name: str, stage: Stage, instructor: Person) -> None:
    assert send(stage, name).status_code == (302 if name == "workers" else 404)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"username": ""}, "field.missing"),
        ({"from_on": ""}, "field.missing"),
        ({"username": "nobody"}, "instructor.unknown"),
        ({"from_on": "soon"}, "field.not_a_date"),
        ({"to_on": "2025-03-31"}, "instructor.backwards"),
        ({"username": "employers"}, "instructor.acts_across"),
        ({"username": "enterprise"}, "instructor.acts_across"),
    ],
)
def test_who_cannot_be_sent_is_refused_and_everything_kept(
    changed: dict[str, str], code: str, stage: Stage, instructor: Person
) -> None:
    refused = send(stage, **changed)
    assert (refused.status_code, codes(refused)) == (422, [code])
    assert refused.context["typed"].values == {"username": "instructor", "from_on": TODAY, "to_on": "", **changed}
    assert Instructor.objects.count() == 0
    assert send(stage, to_on=TODAY).status_code == 302


def test_the_same_person_is_sent_once_at_a_time(stage: Stage, instructor: Person) -> None:
    send(stage, to_on="2025-04-10")
    assert codes(send(stage, from_on="2025-04-10")) == ["instructor.already"]
    assert codes(send(stage, from_on="2025-03-01")) == ["instructor.already"]
    assert send(stage, from_on="2025-04-11").status_code == 302


def test_a_person_of_the_union_keeps_his_own_seat(stage: Stage, instructor: Person) -> None:
    Mandate.objects.create(person=instructor, organisation=stage.organisations["workers"], from_on=date(2025, 1, 1))
    send(stage)
    assert [seat.advises for seat in stage.browser("instructor").get(PEOPLE).context["seats"]] == [False]


# --- the congress ------------------------------------------------------------------------------------------------------------


def allotted(stage: Stage, *rows: tuple[str, str], name: str = "workers") -> Any:
    firms = (stage.organisations["enterprise"], stage.organisations["other_enterprise"])
    form = {}
    for firm, (delegates, managers) in zip(firms, rows, strict=True):
        form |= {f"delegates-{firm.pk}": delegates, f"managers-{firm.pk}": managers}
    return stage.browser(name).post(f"{PEOPLE}congress/", form)


def test_the_delegates_of_the_enterprises_are_what_the_vote_is_due(stage: Stage) -> None:
    address = f"/rounds/{NUMBER}/acts/vote/"

    def due() -> str:
        return next(field.value for field in stage.browser("congress").get(address).context["form"].fields if field.name == "due")

    assert due() == ""
    assert allotted(stage, ("70", "10"), ("50", "")).status_code == 302
    assert due() == "120"
    told = stage.browser("congress").get(PEOPLE).context["congress"]
    assert (told["whole"].delegates, told["whole"].managers, told["latest"].entered_by) == (120, 10, stage.people["workers"])
    assert allotted(stage, ("", ""), ("50", "")).status_code == 302
    assert (due(), Allotment.objects.count()) == ("50", 1)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("x", ""), "field.not_whole"),
        (("-1", ""), "field.not_whole"),
        (("", "2"), "field.not_whole"),
        (("10", "11"), "congress.more_managers"),
    ],
)
def test_a_share_that_cannot_be_is_refused_by_its_row(row: tuple[str, str], code: str, stage: Stage) -> None:
    refused = allotted(stage, ("5", "1"), row)
    assert (refused.status_code, codes(refused), refused.context["typed"].refusals[0].row) == (422, [code], 2)
    assert [(share.delegates, share.managers) for share in refused.context["congress"]["shares"]] == [("5", "1"), row]
    assert Allotment.objects.count() == 0
    assert allotted(stage, ("5", "1"), ("10", "10")).status_code == 302


@pytest.mark.parametrize("name", [*PARTS, "stranger"])
def test_only_the_workers_side_allots(name: str, stage: Stage) -> None:
    assert allotted(stage, ("5", "1"), ("5", "1"), name=name).status_code == (302 if name == "workers" else 404)


def test_too_many_managers_are_told_only_where_the_law_of_the_place_has_a_share(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    allotted(stage, ("50", "10"), ("50", "11"))
    browser = stage.browser("workers")
    assert browser.get(PEOPLE).context["congress"]["warned"] == []
    source = Source("测试用规则", "第十八条")
    entry = LawValue("c", "congress.managers_share", "1/5", "share", source, Trust.PRIMARY, date(2025, 1, 1))
    course_of = people.course_of

    def under_a_pack(bargaining: Round, on: date) -> Any:
        course = course_of(bargaining, on)
        packs = (*course.law.rules.packs, Pack("", "测试", (entry,)))
        return replace(course, law=course.law._replace(rules=replace(course.law.rules, packs=packs)))

    monkeypatch.setattr(people, "course_of", under_a_pack)
    (warned, sentence) = browser.get(PEOPLE).context["congress"]["warned"][0]
    assert (warned.code, warned.facts["n"], warned.facts["of"], warned.source) == ("congress.too_many_managers", 21, 100, source)
    assert sentence
    allotted(stage, ("50", "10"), ("50", "10"))
    assert browser.get(PEOPLE).context["congress"]["warned"] == []


# --- the page ----------------------------------------------------------------------------------------------------------------


def test_the_page_shows_the_parties_with_bodies_chiefs_and_mandates(stage: Stage) -> None:
    Organisation.objects.filter(pk=stage.organisations["employers"].pk).update(body="industry_association")
    stage.tell(acts(until="employers named"))
    shown = stage.browser("congress").get(PEOPLE).context
    told = {party.role: party.organisation.body_title for part in shown["parts"] for party in part.parties}
    assert (told["employers"], told["workers"]) == ("行业协会", "工会")
    assert shown["chiefs"] == {"workers": "职工甲", "employers": "企业甲"}
    assert {mandate.person.name for mandate in shown["acting"][stage.organisations["workers"].pk]} == {"示范workers"}
    assert stage.organisations["enterprise"].pk not in shown["acting"]


def test_the_page_asks_few_queries(own: Stage, django_assert_max_num_queries: Any) -> None:
    tell(own, proposing(260_000))
    Round.objects.filter(number=NUMBER).update(opened_for=own.organisations["workers"])
    pages = [
        (name, f"/rounds/{number}/{page}")
        for number in (OWN, NUMBER)
        for page in ("people/", "", "contract/")
        for name in ("workers", "bureau")
    ]
    for name, page in pages:
        browser = own.browser(name)
        browser.get(page)
        with django_assert_max_num_queries(20):
            browser.get(page)
