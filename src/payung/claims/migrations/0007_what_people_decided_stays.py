from django.db import migrations

from payung.audit.triggers import append_only, never_deleted, sealed_when


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_what_was_decided_of_the_dead_stays"), ("audit", "0002_what_the_chain_refuses")]

    operations = [
        append_only("claims_deathdecision"),
        sealed_when("claims_difference", "OLD.closed_at IS NOT NULL"),
        never_deleted("claims_difference"),
    ]
