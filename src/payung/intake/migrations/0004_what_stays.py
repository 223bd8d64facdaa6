from django.db import migrations

from payung.audit.triggers import never_deleted, sealed_when


class Migration(migrations.Migration):
    """Where a line of a decree came from cannot be written anew: file, row and candidate stay."""

    dependencies = [("intake", "0003_candidates_that_go_back")]

    operations = [
        never_deleted("intake_receivedfile"),
        never_deleted("intake_row"),
        sealed_when(
            "intake_candidate",
            "TRUE",
            columns_that_may_still_change=("returned_by", "returned_at", "returned_because"),
        ),
    ]
