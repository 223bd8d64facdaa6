from django.db import migrations

from payung.audit.triggers import never, sealed_when


def of_read(table, row, column="list_id"):
    """Whether the list of a row has been read whole: its lines count, and stay."""
    return f"EXISTS (SELECT 1 FROM {table} AS l WHERE l.id = {row}.{column} AND l.read_at IS NOT NULL)"


INSURER, EVIDENCE = "contributions_insurerlist", "contributions_evidencelist"
UNREAD_OF = "({0} OR {1})"
OLD_UNREAD = UNREAD_OF.format(of_read(INSURER, "OLD", "insurer_list_id"), of_read(EVIDENCE, "OLD", "evidence_list_id"))
NEW_UNREAD = UNREAD_OF.format(of_read(INSURER, "NEW", "insurer_list_id"), of_read(EVIDENCE, "NEW", "evidence_list_id"))
READ_OTHERWISE = (
    "OLD.read_at IS NOT NULL AND (NEW.read_at IS NULL OR NEW.read_at <> OLD.read_at"
    " OR NEW.line_count <> OLD.line_count OR NEW.unread_count <> OLD.unread_count)"
)
OF_LIST = ("line_count", "unread_count", "refusal", "job_id", "read_at")
CLOSED = ("closed_at", "closed_by", "closed_because", "request_key")
ALWAYS = "OLD.id IS NOT NULL"
LATE = "is closed: its list is read"


class Migration(migrations.Migration):
    dependencies = [("contributions", "0003_what_verval_refuses"), ("audit", "0002_what_the_chain_refuses")]

    operations = [
        sealed_when(INSURER, ALWAYS, columns_that_may_still_change=(*OF_LIST, "compared_at")),
        never(INSURER, "read_once", on="UPDATE", when=READ_OTHERWISE, saying="stays as it was read"),
        sealed_when("contributions_insurerline", of_read(INSURER, "OLD")),
        never("contributions_insurerline", "late", on="INSERT", when=of_read(INSURER, "NEW"), saying=LATE),
        sealed_when(EVIDENCE, ALWAYS, columns_that_may_still_change=(*OF_LIST, "passed_count")),
        never(EVIDENCE, "read_once", on="UPDATE", when=READ_OTHERWISE, saying="stays as it was read"),
        sealed_when("contributions_evidenceline", of_read(EVIDENCE, "OLD")),
        never("contributions_evidenceline", "late", on="INSERT", when=of_read(EVIDENCE, "NEW"), saying=LATE),
        sealed_when("contributions_unreadrow", OLD_UNREAD),
        never("contributions_unreadrow", "late", on="INSERT", when=NEW_UNREAD, saying=LATE),
        sealed_when(
            "contributions_difference",
            ALWAYS,
            columns_that_may_still_change=("state", "owner", "gone_from_id", *CLOSED),
        ),
        sealed_when(
            "contributions_overpayment",
            ALWAYS,
            columns_that_may_still_change=(
                *("state", "compensated_by_id", "closed_on", "closed_by", "closed_key"),
                *("decision", "evidence_code", "evidence_name"),
            ),
        ),
        never(
            "contributions_overpayment",
            "no_way_back",
            on="UPDATE",
            when="OLD.state IN ('refunded', 'given_up', 'withdrawn')",
            saying="is closed for good",
        ),
        sealed_when("contributions_collision", ALWAYS, columns_that_may_still_change=("state", "owner", *CLOSED)),
        never(
            "contributions_collision",
            "settled_stays",
            on="UPDATE",
            when="OLD.state <> 'open'",
            saying="was settled by a person",
        ),
    ]
