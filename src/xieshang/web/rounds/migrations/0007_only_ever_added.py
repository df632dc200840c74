"""The database itself refuses to change or take away what the ledger holds.

Acts and the records of erasures are only added.  Of a sealed text one change is allowed: it becomes null and its salt empty,
once the record of its erasure stands.  On SQLite a migration that remakes one of these tables has to drop their triggers first
and to make them anew behind it (``tests/web/test_append_only.py`` looks for them).
"""

from django.db import migrations

ONLY_ADDED = ("rounds_act", "rounds_erasedtext")
SEALED = "rounds_sealedtext"
_WHY = "the ledger is only ever added to"
_ERASED = (
    'NEW."id" = OLD."id" AND NEW."act_id" = OLD."act_id" AND NEW."field" = OLD."field"'
    """ AND NEW."text" IS NULL AND NEW."salt" = '' AND OLD."salt" <> ''"""
    ' AND EXISTS (SELECT 1 FROM "rounds_erasedtext" WHERE "sealed_id" = OLD."id")'
)
# What INSERT OR REPLACE would put something else in the place of, where a connection does not run triggers for that delete.
_STANDING = {
    "rounds_act": '"id" = NEW."id" OR "form_key" = NEW."form_key"'
    ' OR ("bargaining_id" = NEW."bargaining_id" AND "number" = NEW."number")',
    "rounds_erasedtext": '"id" = NEW."id" OR "sealed_id" = NEW."sealed_id"',
    SEALED: '"id" = NEW."id" OR ("act_id" = NEW."act_id" AND "field" = NEW."field")',
}


def _sqlite():
    refuse = f"SELECT RAISE(ABORT, '{_WHY}')"
    for table in (*ONLY_ADDED, SEALED):
        yield f'CREATE TRIGGER "{table}_kept" BEFORE DELETE ON "{table}" BEGIN {refuse}; END'
        yield (
            f'CREATE TRIGGER "{table}_not_replaced" BEFORE INSERT ON "{table}"'
            f' WHEN EXISTS (SELECT 1 FROM "{table}" WHERE {_STANDING[table]}) BEGIN {refuse}; END'
        )
        changed = f"WHEN NOT ({_ERASED})" if table == SEALED else ""
        yield f'CREATE TRIGGER "{table}_unchanged" BEFORE UPDATE ON "{table}" {changed} BEGIN {refuse}; END'


def _postgresql():
    refuse = f"RAISE EXCEPTION '{_WHY}' USING ERRCODE = 'restrict_violation'"
    yield f"CREATE FUNCTION rounds_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse}; END $$"
    yield (
        "CREATE FUNCTION rounds_only_erased() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN IF {_ERASED} THEN RETURN NEW; END IF; {refuse}; END $$"
    )
    for table in (*ONLY_ADDED, SEALED):
        changed = "rounds_only_erased" if table == SEALED else "rounds_refuse"
        yield f'CREATE TRIGGER "{table}_kept" BEFORE DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION rounds_refuse()'
        yield f'CREATE TRIGGER "{table}_unchanged" BEFORE UPDATE ON "{table}" FOR EACH ROW EXECUTE FUNCTION {changed}()'
        yield f'CREATE TRIGGER "{table}_whole" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION rounds_refuse()'


def _refuse(apps, schema_editor):
    statements = {"sqlite": _sqlite, "postgresql": _postgresql}[schema_editor.connection.vendor]
    for statement in statements():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("rounds", "0006_texts_that_were_erased")]
    # There is no way back: what was only ever added stays so.
    operations = [migrations.RunPython(_refuse)]
