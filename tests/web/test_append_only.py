"""The database refuses, on either engine, to change or take away what the ledger holds; adding works, and so does an erasure."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from append_only import without_triggers
from cast import MAIN_PATH
from conftest import Stage
from django.db import IntegrityError, connection, transaction

from xieshang.web.rounds.erasing import erase
from xieshang.web.rounds.models import Act, ErasedText, SealedText

At = Callable[[str], Stage]
GROUND = ErasedText.Ground.CONSENT
ONLY_ADDED = ("rounds_act", "rounds_erasedtext", "rounds_sealedtext")
CHANGES = [
    "UPDATE rounds_act SET body = '{}'",
    "UPDATE rounds_act SET kind = 'receive' WHERE number = 1",
    "UPDATE rounds_act SET digest = digest",
    "DELETE FROM rounds_act WHERE number = 2",
    "UPDATE rounds_sealedtext SET text = '[]'",
    "UPDATE rounds_sealedtext SET salt = '00'",
    "UPDATE rounds_sealedtext SET text = NULL, salt = ''",
    "UPDATE rounds_sealedtext SET field = 'x'",
    "DELETE FROM rounds_sealedtext",
    "UPDATE rounds_erasedtext SET ground = 'other'",
    "DELETE FROM rounds_erasedtext",
]
REPLACED = """
INSERT OR REPLACE INTO rounds_act SELECT id, number, kind, role, "on", recorded_at, law_as_recorded_on, '{}', digest, form_key,
  actor_id, organisation_id, bargaining_id FROM rounds_act WHERE number = 1
"""


def refused() -> AbstractContextManager[object]:
    return pytest.raises(IntegrityError, match="only ever added to")


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def standing(at: At) -> Stage:
    """Give a round with acts, sealed texts, and one that was erased."""
    stage = at("employers named")
    erase(SealedText.objects.get(act__number=1), GROUND, stage.people["workers"], stage.organisations["workers"])
    return stage


@pytest.mark.parametrize("statement", CHANGES)
def test_what_the_ledger_holds_is_neither_changed_nor_taken_away(standing: Stage, statement: str) -> None:
    before = [list(model.objects.values()) for model in (Act, SealedText, ErasedText)]
    with refused():
        run(statement)
    assert [list(model.objects.values()) for model in (Act, SealedText, ErasedText)] == before


def test_an_act_is_not_replaced_either_even_where_triggers_do_not_run_for_the_delete(standing: Stage) -> None:
    if connection.vendor == "sqlite":
        run("PRAGMA recursive_triggers = OFF")
        with refused():
            run(REPLACED)
        run("PRAGMA recursive_triggers = ON")
    else:
        with refused():
            run("INSERT INTO rounds_act SELECT * FROM rounds_act WHERE number = 1 ON CONFLICT (id) DO UPDATE SET body = '{}'")


@pytest.mark.parametrize("table", ONLY_ADDED)
def test_no_table_is_emptied(standing: Stage, table: str) -> None:
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")
    with refused():
        run(f"DELETE FROM {table}" if connection.vendor == "sqlite" else f"TRUNCATE {table} CASCADE")


def test_adding_works_before_and_after_a_refusal(standing: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    with refused():
        run(CHANGES[0])
    monkeypatch.setenv("XIESHANG_TODAY", MAIN_PATH["workers published"]["on"])
    assert standing.tell([MAIN_PATH["workers published"]]).acts_count == 3


def test_the_one_change_of_a_sealed_text_is_its_erasure_and_it_is_made_once(standing: Stage) -> None:
    erased, kept = SealedText.objects.order_by("act__number")
    assert (erased.text, erased.salt, erased.erased.erased_by) == (None, "", standing.people["workers"])
    assert (kept.text[0]["name"], len(kept.salt)) == ("企业甲", 32)
    with refused():
        run("UPDATE rounds_sealedtext SET text = '\"again\"', salt = 'x' WHERE salt = ''")
    with refused():
        run("UPDATE rounds_sealedtext SET text = NULL, salt = '' WHERE salt = ''")


def test_every_table_of_the_ledger_has_its_triggers(db: None) -> None:
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {name for (name,) in cursor.fetchall()}
    third = "not_replaced" if connection.vendor == "sqlite" else "whole"
    assert {f"{table}_{what}" for table in ONLY_ADDED for what in ("kept", "unchanged", third)} <= found


def test_without_its_triggers_a_database_would_take_the_change(standing: Stage) -> None:
    with without_triggers(connection):
        run(CHANGES[0])
    assert set(Act.objects.values_list("body", flat=True)) == {"{}"}
