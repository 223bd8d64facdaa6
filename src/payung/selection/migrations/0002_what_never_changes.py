"""The terms of a selection, its ranks and what was answered stay as they were written."""

from django.db import migrations

from payung.audit.triggers import append_only, sealed_when

_MAY_CHANGE = (
    "state",
    "chosen_count",
    "ranks_sha256",
    "ranked_by",
    "ranked_at",
    "set_aside_because",
    "set_aside_by",
    "set_aside_at",
)


class Migration(migrations.Migration):
    dependencies = [("selection", "0001_the_tables"), ("audit", "0002_what_the_chain_refuses")]

    operations = [
        sealed_when("selection_selection", "OLD.seed <> ''", columns_that_may_still_change=_MAY_CHANGE),
        append_only("selection_limit"),
        append_only("selection_purse"),
        append_only("selection_pursegroup"),
        append_only("selection_share"),
        append_only("selection_rank"),
        append_only("selection_notice"),
        append_only("selection_promotion"),
        sealed_when("selection_objection", "OLD.state <> 'open'"),
    ]
