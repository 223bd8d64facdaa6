from django.db import migrations

from payung.audit.triggers import append_only, never, never_deleted, sealed_when

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
        never(
            "eligibility_override",
            "revoked_once",
            on="UPDATE",
            when="OLD.revoked_at IS NOT NULL",
            saying="stays revoked",
        ),
        never(
            "eligibility_unreadline",
            "settled_once",
            on="UPDATE",
            when="OLD.settled_at IS NOT NULL AND (NEW.settled_at IS NULL OR NEW.settled_at <> OLD.settled_at"
            " OR NEW.settled_as <> OLD.settled_as OR NEW.settled_by <> OLD.settled_by"
            " OR NEW.settled_because <> OLD.settled_because)",
            saying="stays settled",
        ),
        sealed_when("eligibility_override", "OLD.id IS NOT NULL", columns_that_may_still_change=MADE_OR_REVOKED),
    ]
