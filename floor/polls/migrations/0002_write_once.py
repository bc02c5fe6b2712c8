"""What lies in an open urn can't be changed, by any program: the database itself refuses it."""

from django.db import migrations

TABLES = ("polls_mark", "polls_sealedpaper", "polls_signature")


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


def allow_changes(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_write_once ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_is_write_once()")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_write_once")


class Migration(migrations.Migration):
    dependencies = [("polls", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
