"""A published figure is not changed, in the database itself; it is superseded by another."""

from django.db import migrations

SQLITE = [
    "CREATE TRIGGER figures_stay BEFORE UPDATE ON archive_figure "
    "BEGIN SELECT RAISE(ABORT, 'a published figure is never changed'); END"
]
POSTGRESQL = [
    "CREATE FUNCTION a_figure_stays() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'a published figure is never changed'; END $$",
    "CREATE TRIGGER figures_stay BEFORE UPDATE ON archive_figure "
    "FOR EACH ROW EXECUTE FUNCTION a_figure_stays()",
]


def forbid_changes(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("archive", "0002_figures")]
    operations = [migrations.RunPython(forbid_changes, migrations.RunPython.noop)]
