from django.db import migrations

from payung.audit.triggers import append_only, never, never_deleted, sealed_when

# A batch whose workbook was made: what was sent stays, its way goes on.
GOES_ON = ("state", "sent_date", "sent_reference", "answered_at", "set_aside_because", "job_id")
BACK = (
    "OLD.state <> 'draft' AND NEW.state = 'draft'"
    " OR OLD.state = 'set_aside' AND NEW.state <> 'set_aside'"
    " OR OLD.state IN ('sent', 'answered') AND NEW.state IN ('exported', 'set_aside')"
)
# Of a line in such a batch: what BPJS answered, and what followed from it.
ANSWERED = (
    *("state", "kpj", "membership_id", "pair_id", "registered_date", "reason", "reason_text", "said_date"),
    *("answered_at", "set_aside", "again_because"),
)


def exported(row):
    return f"EXISTS (SELECT 1 FROM enrolment_batch AS b WHERE b.id = {row}.batch_id AND b.exported_at IS NOT NULL)"


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0001_the_tables"), ("audit", "0002_what_the_chain_refuses")]

    operations = [
        never_deleted("enrolment_batch"),
        sealed_when("enrolment_batch", "OLD.exported_at IS NOT NULL", columns_that_may_still_change=GOES_ON),
        never("enrolment_batch", "no_way_back", on="UPDATE", when=BACK, saying="does not go back"),
        never(
            "enrolment_batchline", "complete", on="INSERT", when=exported("NEW"), saying="is complete once exported"
        ),
        never(
            "enrolment_batchline",
            "of_its_batch",
            on="INSERT",
            when="NEW.kind <> (SELECT b.kind FROM enrolment_batch AS b WHERE b.id = NEW.batch_id)",
            saying="is of the kind of its batch",
        ),
        sealed_when("enrolment_batchline", exported("OLD"), columns_that_may_still_change=ANSWERED),
        never(
            "enrolment_batchline",
            "paired_stays",
            on="UPDATE",
            when="OLD.pair_id IS NOT NULL AND (NEW.pair_id IS NULL OR NEW.pair_id <> OLD.pair_id)",
            saying="stays with whom it replaces",
        ),
        append_only("enrolment_batchact"),
        append_only("enrolment_detail"),
    ]
