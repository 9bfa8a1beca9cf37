"""Public releases, and the database's refusal to change or remove one."""

from typing import Any

from django.db import migrations, models

SAID = "statistics_release: випуск не змінюють і не вилучають / a release is never changed or removed"
EVENTS = ("UPDATE", "DELETE")


def install(apps: Any, schema_editor: Any) -> None:
    """Put the guards in their place."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    if not sqlite:
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION statistics_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{SAID}' USING ERRCODE = 'restrict_violation'; END $$"
        )
    for event in EVENTS:
        before = f"CREATE TRIGGER statistics_release_no_{event.lower()} BEFORE {event} ON statistics_release"
        refuse = f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END" if sqlite else "FOR EACH ROW EXECUTE FUNCTION statistics_refuse()"
        schema_editor.execute(f"{before} {refuse}")
    if sqlite:
        # INSERT OR REPLACE removes the row in its way without asking the DELETE trigger.
        there = "EXISTS (SELECT 1 FROM statistics_release WHERE number = NEW.number OR as_of = NEW.as_of)"
        schema_editor.execute(
            f"CREATE TRIGGER statistics_release_no_insert BEFORE INSERT ON statistics_release WHEN {there}"
            f" BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        )


def remove(apps: Any, schema_editor: Any) -> None:
    """Take them away again."""
    on = "" if schema_editor.connection.vendor == "sqlite" else " ON statistics_release"
    for event in (*EVENTS, "INSERT"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS statistics_release_no_{event.lower()}{on}")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False, verbose_name="номер випуску")),
                ("as_of", models.DateField(unique=True, verbose_name="станом на")),
                ("made_at", models.DateTimeField(verbose_name="коли зроблено")),
                ("sha256", models.CharField(max_length=64, verbose_name="хеш SHA-256")),
                ("content", models.TextField(verbose_name="зміст")),
            ],
            options={"db_table": "statistics_release", "ordering": ("number",)},
        ),
        migrations.RunPython(install, remove),
    ]
