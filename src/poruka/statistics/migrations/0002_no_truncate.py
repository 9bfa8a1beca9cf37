"""PostgreSQL can empty a table at once, past the guards of its rows: refuse that too."""

from typing import Any

from django.db import migrations

TRIGGER = "statistics_release_no_truncate"


def install(apps: Any, schema_editor: Any) -> None:
    """Put the guard in its place. SQLite empties a table row by row, so that it has no need of one."""
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER {TRIGGER} BEFORE TRUNCATE ON statistics_release"
            " FOR EACH STATEMENT EXECUTE FUNCTION statistics_refuse()"
        )


def remove(apps: Any, schema_editor: Any) -> None:
    """Take it away again."""
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TRIGGER} ON statistics_release")


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
