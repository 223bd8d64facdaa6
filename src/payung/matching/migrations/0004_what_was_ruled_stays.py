from django.db import migrations

from payung.audit.triggers import append_only, never, sealed_when

UNDO = ("undone_by", "undone_at", "undone_because")


class Migration(migrations.Migration):
    dependencies = [("matching", "0003_pairs_and_keys"), ("people", "0002_what_the_register_refuses")]

    operations = [
        append_only("matching_joinbyrule"),
        sealed_when("matching_weights", "TRUE", columns_that_may_still_change=("pictures",)),
        sealed_when("matching_pairruling", "TRUE", columns_that_may_still_change=UNDO),
        never("matching_pairruling", "undone", on="UPDATE", when="OLD.undone_at IS NOT NULL", saying="is undone and stays so"),
        sealed_when("matching_explained", "TRUE", columns_that_may_still_change=UNDO[:2]),
        never("matching_explained", "undone", on="UPDATE", when="OLD.undone_at IS NOT NULL", saying="is undone and stays so"),
    ]
