from django.db import migrations

from payung.audit.triggers import append_only, never, never_deleted

GROWS_BY_ONE = "NEW.id <> OLD.id OR NEW.kabupaten <> OLD.kabupaten OR NEW.length <> OLD.length + 1"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_chain_and_events")]

    operations = [
        append_only("audit_event"),
        never_deleted("audit_chain"),
        never("audit_chain", "grows_by_one", on="UPDATE", when=GROWS_BY_ONE, saying="grows by one event"),
    ]
