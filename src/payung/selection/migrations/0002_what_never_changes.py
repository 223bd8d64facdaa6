"""The terms of a selection, its ranks and what was answered stay as they were written."""

from django.db import migrations

from payung.audit.triggers import append_only, never, sealed_when

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


_ANSWERED = ("state", "answer", "minutes", "answered_by", "answered_at")


def ranked(row, column="selection_id"):
    return f"EXISTS (SELECT 1 FROM selection_selection AS s WHERE s.id = {row}.{column} AND s.state <> 'locked')"  # noqa: S608


_TERMS = ("selection_limit", "selection_purse", "selection_share", "selection_rank")
RANKED_OTHERWISE = (
    "OLD.ranks_sha256 <> '' AND (NEW.ranks_sha256 <> OLD.ranks_sha256 OR NEW.chosen_count <> OLD.chosen_count)"
)
BACK = "OLD.state = 'ranked' AND NEW.state = 'locked' OR OLD.state = 'set_aside' AND NEW.state <> 'set_aside'"


class Migration(migrations.Migration):
    dependencies = [("selection", "0001_the_tables"), ("audit", "0002_what_the_chain_refuses")]

    operations = [
        sealed_when("selection_selection", "OLD.seed <> ''", columns_that_may_still_change=_MAY_CHANGE),
        never("selection_selection", "ranked_stays", on="UPDATE", when=RANKED_OTHERWISE, saying="stays as ranked"),
        never("selection_selection", "no_way_back", on="UPDATE", when=BACK, saying="does not go back"),
        *(
            never(table, "late", on="INSERT", when=ranked("NEW"), saying="is closed: the ranking stands")
            for table in _TERMS
        ),
        append_only("selection_limit"),
        append_only("selection_purse"),
        append_only("selection_pursegroup"),
        append_only("selection_share"),
        append_only("selection_rank"),
        append_only("selection_notice"),
        append_only("selection_promotion"),
        sealed_when("selection_objection", "OLD.state <> 'open'"),
        sealed_when(
            "selection_objection", "OLD.id IS NOT NULL", columns_that_may_still_change=_ANSWERED, name="as_received"
        ),
    ]
