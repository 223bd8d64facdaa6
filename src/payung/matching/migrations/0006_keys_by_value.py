"""Keys take the place of the table of 0003, which nobody has written yet."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def without_rowid(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """On SQLite the primary key is the table: two thirds of the bytes, and an insert costs a quarter less."""
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = 'matching_key' AND sql <> '' ORDER BY type DESC")
        table, *indexes = (sql for (sql,) in cursor.fetchall())
        cursor.execute("DROP TABLE matching_key")
        for statement in (f"{table} WITHOUT ROWID", *indexes):
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("matching", "0005_runs")]

    operations = [
        migrations.DeleteModel(name="Key"),
        migrations.CreateModel(
            name="Key",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id", "value", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("value", models.BigIntegerField()),
                ("kind", models.SmallIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["value"], name="key_by_value")]},
        ),
        migrations.RunPython(without_rowid, migrations.RunPython.noop, elidable=False),
        migrations.CreateModel(
            name="Keyed",
            fields=[
                ("kabupaten", models.CharField(max_length=5, primary_key=True, serialize=False)),
                ("scheme", models.PositiveSmallIntegerField()),
                ("up_to_id", models.BigIntegerField()),
                ("is_done", models.BooleanField(default=False)),
            ],
            options={"verbose_name_plural": "keyed"},
        ),
    ]
