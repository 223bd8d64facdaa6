from django.db import migrations

from payung.audit.triggers import append_only, never, sealed_when

LOOSE = ("fund_id", "kpj", "state", "held_because", "end_reason", "ended_date", "ended_month")
ENDED_OTHERWISE = (
    "OLD.state = 'ended' AND NEW.state = 'ended' AND (NEW.end_reason <> OLD.end_reason"
    " OR NEW.ended_date <> OLD.ended_date OR NEW.ended_month <> OLD.ended_month)"
)


class Migration(migrations.Migration):
    dependencies = [("membership", "0001_the_tables"), ("audit", "0002_what_the_chain_refuses")]

    operations = [
        append_only("membership_act"),
        append_only("membership_card"),
        sealed_when("membership_membership", "OLD.id IS NOT NULL", columns_that_may_still_change=LOOSE),
        never(
            "membership_membership",
            "ended_stays",
            on="UPDATE",
            when=f"OLD.state = 'ended' AND NEW.state = 'held' OR {ENDED_OTHERWISE}",
            saying="stays as it ended, or runs again",
        ),
    ]
