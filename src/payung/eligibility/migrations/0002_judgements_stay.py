from django.db import migrations

from payung.audit.triggers import append_only, never, sealed_when

ONLY_REVOKED = ("revoked_by", "revoked_at", "revoked_because")


class Migration(migrations.Migration):
    dependencies = [("eligibility", "0001_the_tables")]

    operations = [
        append_only("eligibility_judgement"),
        sealed_when("eligibility_run", "OLD.complete"),
        sealed_when("eligibility_ruling", "OLD.id IS NOT NULL", columns_that_may_still_change=ONLY_REVOKED),
        never(
            "eligibility_ruling",
            "revoked_once",
            on="UPDATE",
            when="OLD.revoked_at IS NOT NULL",
            saying="stays revoked",
        ),
    ]
