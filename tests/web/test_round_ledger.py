"""The ledger page: the chain verifies, what a reader takes away of it, and the erasure of personal text."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from append_only import without_triggers
from cast import MAIN_PATH
from conftest import Stage
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xieshang.core.erasures import ERASED
from xieshang.core.ledger_check import FIRST, read_sealed, verify
from xieshang.core.refusals import Refused
from xieshang.web.rounds.erasing import erase
from xieshang.web.rounds.models import Act, ErasedText, Round, SealedText
from xieshang.web.rounds.services import append, head_of, rebuild, replayed

At = Callable[[str], Stage]
GROUND = ErasedText.Ground.CONSENT
QUERIES = 20


def get(stage: Stage, what: str = "", name: str = "workers") -> object:
    """Open the ledger page, or what it offers."""
    assert stage.bargaining is not None
    return stage.browser(name).get(f"/rounds/{stage.bargaining.number}/ledger/{what}")


def export(stage: Stage, name: str = "workers") -> bytes:
    """Download the export."""
    assert stage.bargaining is not None
    answer = stage.browser(name).get(f"/rounds/{stage.bargaining.number}/ledger/export/")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{stage.bargaining.number}.ledger"'
    return answer.content


def lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


def erased(stage: Stage, n: int, name: str = "workers") -> ErasedText:
    text = SealedText.objects.get(act__number=n)
    return erase(text, GROUND, stage.people[name], stage.organisations[name])


def test_the_export_verifies_and_is_anchored_by_the_head_of_the_page(at: At) -> None:
    stage = at("received")
    page = stage.browser("bureau").get(f"/rounds/{stage.bargaining.number}/ledger/")  # type: ignore[union-attr]
    head = page.context["verified"].head
    assert head in page.content.decode()
    verified = verify(export(stage).splitlines(keepends=True), head)
    assert (verified.ok, verified.events, verified.anchored) == (True, 18, True)


def test_no_name_and_no_statement_is_in_the_export(at: At) -> None:
    stage = at("accepted")
    told = export(stage).decode()
    assert "要约" not in told
    assert "职工甲" not in told
    assert "企业乙" not in told
    assert "县总工会" in told


def test_a_changed_act_is_found(at: At) -> None:
    stage = at("offer")
    act = Act.objects.get(number=3)
    with without_triggers(connection):
        Act.objects.filter(pk=act.pk).update(body=act.body.replace("2025-02-26", "2025-02-27"))
    verified = get(stage).context["verified"]  # type: ignore[attr-defined]
    assert (verified.ok, verified.first_bad) == (False, 3)


def test_a_sealed_text_that_was_changed_is_found_and_one_that_is_missing_too(at: At) -> None:
    stage = at("offer")
    assert get(stage).context["verified"].texts._asdict() == {"sealed": 2, "opened": 2, "erased": 0, "withheld": 0}  # type: ignore[attr-defined]
    with without_triggers(connection):
        SealedText.objects.filter(act__number=2).update(text=[{"name": "别人"}])
        verified = get(stage).context["verified"]  # type: ignore[attr-defined]
        assert (verified.ok, verified.first_bad) == (False, 2)
        SealedText.objects.filter(act__number=2).delete()
        verified = get(stage).context["verified"]  # type: ignore[attr-defined]
    assert (verified.ok, verified.texts.withheld) == (True, 1)


def test_a_head_that_was_written_down_is_told_how_far_it_reaches(at: At) -> None:
    stage = at("received")
    digests = dict(Act.objects.values_list("number", "digest"))
    told = {head: get(stage, f"?head={head}").context["anchored"] for head in (digests[18], digests[5], "0" * 64, "")}  # type: ignore[attr-defined]
    assert [anchored and anchored.number for anchored in told.values()] == [18, 5, None, None]
    assert told[""] is None


def test_the_head_of_a_round_is_its_last_act(stage: Stage, at: At) -> None:
    assert head_of(stage.bargaining) == (0, FIRST)  # type: ignore[arg-type]
    at("offer")
    assert head_of(stage.bargaining) == (5, Act.objects.get(number=5).digest)  # type: ignore[arg-type]


def test_a_reader_takes_away_the_texts_of_his_own_acts_alone(at: At) -> None:
    stage = at("offer")
    own = {name: get(stage, "sealed/", name).content for name in ("workers", "employers", "bureau")}  # type: ignore[attr-defined]
    assert ("职工甲" in own["workers"].decode(), "企业甲" in own["workers"].decode()) == (True, False)
    assert ("职工甲" in own["employers"].decode(), "企业甲" in own["employers"].decode()) == (False, True)
    assert own["bureau"] == b""
    verified = verify(lines(export(stage)), texts=read_sealed(lines(own["workers"])))
    assert (verified.ok, verified.texts and verified.texts._asdict()) == (
        True,
        {"sealed": 2, "opened": 1, "erased": 0, "withheld": 1},
    )


def test_the_files_of_the_page_verify_alone_in_an_empty_folder(at: At, tmp_path: Path) -> None:
    stage = at("offer")
    erased(stage, 1)
    files = {"r.ledger": "export/", "r.sealed": "sealed/", "ledger_check.py": "verifier/"}
    for name, what in files.items():
        (tmp_path / name).write_bytes(get(stage, what).content)  # type: ignore[attr-defined]
    words = [
        sys.executable,
        "-I",
        "-S",
        "ledger_check.py",
        "r.ledger",
        "--sealed",
        "r.sealed",
        "--head",
        head_of(stage.bargaining)[1],
    ]  # type: ignore[arg-type]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=tmp_path)
    told = json.loads(done.stdout)
    assert (told["ok"], told["anchored"], told["sealed"], told["opened"], told["erased"]) == (True, True, 2, 0, 1)


def test_the_ledger_of_a_round_without_acts_is_empty_and_whole(stage: Stage) -> None:
    assert verify(export(stage).splitlines(keepends=True)).ok
    page = stage.browser("workers").get(f"/rounds/{stage.bargaining.number}/ledger/")  # type: ignore[union-attr]
    assert page.context["verified"].events == 0
    assert "xs-empty" in page.content.decode()


def columns(bargaining: Round) -> tuple[object, ...]:
    bargaining.refresh_from_db()
    return bargaining.state, bargaining.state_until, bargaining.next_due_on


def test_after_an_erasure_the_round_says_the_same_and_the_chain_holds(at: At) -> None:
    stage = at("received")
    bargaining, on = stage.bargaining, date.fromisoformat(MAIN_PATH["received"]["on"])
    assert bargaining is not None
    before, standing, chain = columns(bargaining), replayed(bargaining, on).standing, export(stage)
    erased(stage, 1)
    erased(stage, 2, "employers")
    rebuild(bargaining)
    after = replayed(bargaining, on)
    assert columns(bargaining) == before
    assert (after.refused, after.standing.state, after.standing.clocks) == ((), standing.state, standing.clocks)
    assert [one.name for team in after.standing.teams.values() for one in team.members] == [f"〔已删除{n}〕" for n in range(1, 7)]
    assert export(stage) == chain
    assert get(stage).context["verified"].texts.erased == 2  # type: ignore[attr-defined]


def test_pages_and_papers_show_that_a_name_was_erased(at: At) -> None:
    stage = at("offer")
    path = f"/rounds/{stage.bargaining.number}/people/"  # type: ignore[union-attr]
    assert "职工甲" in stage.browser("employers").get(path).content.decode()
    erased(stage, 1)
    told = stage.browser("employers").get(path).content.decode()
    assert ("职工甲" in told, "〔已删除1〕" in told, "企业甲" in told) == (False, True, True)


def test_whoever_was_erased_is_known_again_when_he_is_named_later(at: At) -> None:
    stage = at("employers named")
    erased(stage, 1)
    team = [*MAIN_PATH["employers named"]["members"][:2], {"name": "职工丙", "id": "职工丙"}]
    told = {"kind": "name_representatives", "on": "2025-02-25", "members": team}
    with pytest.raises(Refused) as refused:
        append(stage.bargaining, told, stage.seat("employers"), stage.people["employers"], acts_seen=2, form_key="f")  # type: ignore[arg-type]
    assert refused.value.refusals[0].code == "representatives.on_both_sides"
    told["members"] = [*team[:2], {"name": "新人", "id": "新人"}]
    act = append(stage.bargaining, told, stage.seat("employers"), stage.people["employers"], acts_seen=2, form_key="f")  # type: ignore[arg-type]
    assert act.sealed.get().text[2]["name"] == "新人"


@pytest.mark.case("PIPL.47")
def test_a_text_is_erased_once_and_who_when_and_why_is_kept(at: At) -> None:
    stage = at("offer")
    record = erased(stage, 1)
    assert erase(record.sealed, ErasedText.Ground.OTHER, stage.people["workers"], stage.organisations["workers"]) == record
    assert ErasedText.objects.count() == 1
    assert (record.ground, record.erased_by, record.erased_for) == (
        "consent",
        stage.people["workers"],
        stage.organisations["workers"],
    )
    assert str(record.erased_at.date()) == MAIN_PATH["offer"]["on"]


def test_a_statement_is_erased_and_the_page_says_so(at: At) -> None:
    stage = at("proposed")
    told = {"kind": "object", "on": "2025-04-01", "text": "我家里有病人，标准太低"}
    append(stage.bargaining, told, stage.seat("enterprise"), stage.people["enterprise"], acts_seen=11, form_key="f")  # type: ignore[arg-type]
    erased(stage, 12, "enterprise")
    page = stage.browser("workers").get(f"/rounds/{stage.bargaining.number}/").content.decode()  # type: ignore[union-attr]
    assert ("病人" in page, ERASED in page) == (False, True)
    assert replayed(stage.bargaining, date(2025, 4, 1)).standing.draft.objections  # type: ignore[arg-type]


def erasing(stage: Stage, n: int, name: str, **typed: str) -> object:
    path = f"/rounds/{stage.bargaining.number}/ledger/texts/{SealedText.objects.get(act__number=n).pk}/"  # type: ignore[union-attr]
    return stage.browser(name).post(path, typed) if typed else stage.browser(name).get(path)


def test_the_page_erases_for_whoever_recorded_the_act_and_for_nobody_else(at: At) -> None:
    stage = at("offer")
    for name in ("employers", "bureau", "stranger"):
        assert erasing(stage, 1, name, ground="consent").status_code == 404  # type: ignore[attr-defined]
    assert not ErasedText.objects.exists()
    assert "职工甲" in erasing(stage, 1, "workers").content.decode()  # type: ignore[attr-defined]
    assert erasing(stage, 1, "workers", ground="no such").status_code == 422  # type: ignore[attr-defined]
    for _twice in range(2):
        answer = erasing(stage, 1, "workers", ground="consent")
    assert (answer.status_code, ErasedText.objects.count()) == (200, 1)  # type: ignore[attr-defined]
    told = answer.content.decode()  # type: ignore[attr-defined]
    assert ("职工甲" in told, "〔已删除1〕" in told) == (False, True)


def test_the_page_asks_the_database_seldom(at: At) -> None:
    stage = at("received")
    erased(stage, 1)
    browser, path = stage.browser("workers"), f"/rounds/{stage.bargaining.number}/ledger/"  # type: ignore[union-attr]
    for what in ("", "sealed/", "export/", f"texts/{SealedText.objects.earliest('pk').pk}/"):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(path + what).status_code == 200
        assert len(asked) <= QUERIES


@pytest.mark.django_db(transaction=True)
def test_nothing_of_an_erased_text_is_left_in_the_file_of_the_database(at: At) -> None:
    stage = at("proposed")
    told = {"kind": "object", "on": "2025-04-01", "text": "UNMISTAKABLE-STATEMENT"}
    append(stage.bargaining, told, stage.seat("enterprise"), stage.people["enterprise"], acts_seen=11, form_key="f")  # type: ignore[arg-type]
    if connection.vendor == "sqlite":
        file = Path(settings.DATABASES["default"]["TEST"]["NAME"])
        whole = lambda: b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))  # noqa: E731
        assert b"UNMISTAKABLE" in whole()
        erased(stage, 12, "enterprise")
        assert b"UNMISTAKABLE" not in whole()
    else:
        erased(stage, 12, "enterprise")
        assert not SealedText.objects.filter(text__icontains="UNMISTAKABLE").exists()
