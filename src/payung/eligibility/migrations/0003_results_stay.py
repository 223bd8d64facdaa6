from django.db import migrations

from payung.audit.triggers import append_only, never_deleted, sealed_when

SETTLED = ("settled_by", "settled_at", "settled_as", "settled_because", "remembered")
MADE_OR_REVOKED = ("made_by", "made_at", "revoked_by", "revoked_at", "revoked_because")


class Migration(migrations.Migration):
    dependencies = [("eligibility", "0002_judgements_stay")]

    operations = [
        append_only("eligibility_result"),
        never_deleted("eligibility_request"),
        never_deleted("eligibility_answer"),
        sealed_when("eligibility_requestline", "OLD.id IS NOT NULL", columns_that_may_still_change=("answered",)),
        sealed_when("eligibility_unreadline", "OLD.id IS NOT NULL", columns_that_may_still_change=SETTLED),
        sealed_when("eligibility_override", "OLD.id IS NOT NULL", columns_that_may_still_change=MADE_OR_REVOKED),
    ]
