from django.db import migrations

from payung.audit.triggers import append_only, never, sealed_when

UNDO = ("undone_by", "undone_at", "undone_because")


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_the_tables")]

    operations = [
        append_only("matching_question"),
        never("matching_link", "stays", on="UPDATE", when="TRUE", saying="is taken away, not changed"),
        *(
            operation
            for table in ("matching_decision", "matching_join")
            for operation in (
                sealed_when(table, "TRUE", columns_that_may_still_change=UNDO),
                never(table, "undone", on="UPDATE", when="OLD.undone_at IS NOT NULL", saying="is undone and stays so"),
            )
        ),
    ]
