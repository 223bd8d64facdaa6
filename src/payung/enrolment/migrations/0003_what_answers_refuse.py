from django.db import migrations

from payung.audit.triggers import never, never_deleted, sealed_when

# Of a row: what became of it. What BPJS said in it stays as it was read.
BECAME = ("outcome", "because", "line_id", "settled_by", "settled_at", "settled_because")


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0002_what_batches_refuse"), ("audit", "0002_what_the_chain_refuses")]

    operations = [
        never_deleted("enrolment_answer"),
        sealed_when("enrolment_answer", "OLD.done_at IS NOT NULL"),
        never_deleted("enrolment_answerrow"),
        sealed_when("enrolment_answerrow", "OLD.id > 0", columns_that_may_still_change=BECAME),
        never(
            "enrolment_answerrow",
            "settled_once",
            on="UPDATE",
            when="OLD.outcome = 'settled'",
            saying="was settled by a person",
        ),
        never_deleted("enrolment_reasonword"),
    ]
