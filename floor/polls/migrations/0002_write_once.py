"""What lies in an open urn can't be changed or taken out, by any program: the database itself refuses it."""

from django.db import migrations

TABLES = ("polls_mark", "polls_sealedpaper", "polls_signature")
#: Emptied when their poll is over, not before. Signatures aren't among them: whoever signed can think again.
WHILE_OPEN = ("polls_mark", "polls_sealedpaper")
OPEN = """EXISTS (SELECT 1 FROM "polls_poll" WHERE "id" = OLD."poll" AND "state" = 'open')"""
KEPT = "nothing is taken out of an urn that is open"


def refuse_changes(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"""CREATE FUNCTION {table}_is_write_once() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'what lies in an urn is never changed'; END $$"""
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_write_once BEFORE UPDATE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {table}_is_write_once()"
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_write_once BEFORE UPDATE ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'what lies in an urn is never changed'); END"
            )
    for table in WHILE_OPEN:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"""CREATE FUNCTION {table}_is_kept() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN IF {OPEN} THEN RAISE EXCEPTION '{KEPT}'; END IF; RETURN OLD; END $$"""
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_is_kept()"
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} WHEN {OPEN} "
                f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
            )


def allow_changes(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_write_once ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_is_write_once()")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_write_once")
    for table in WHILE_OPEN:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_kept ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_is_kept()")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_kept")


class Migration(migrations.Migration):
    dependencies = [("polls", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
