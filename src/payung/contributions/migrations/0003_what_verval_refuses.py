from django.db import migrations

from payung.audit.triggers import append_only, never, never_deleted, sealed_when

CLOSED = (
    "EXISTS (SELECT 1 FROM contributions_vervaldesa AS d JOIN contributions_vervalround AS r ON r.id = d.round_id"
    " WHERE d.id = {row}.desa_id AND r.closed_at IS NOT NULL)"
)


class Migration(migrations.Migration):
    dependencies = [("contributions", "0002_what_dues_refuse"), ("audit", "0002_what_the_chain_refuses")]

    operations = [
        sealed_when("contributions_vervalround", "OLD.closed_at IS NOT NULL"),
        never_deleted("contributions_vervalround"),
        sealed_when(
            "contributions_vervaldesa",
            "OLD.id IS NOT NULL",
            columns_that_may_still_change=(
                *("link_sha256", "expires_at", "state", "answered_at", "answered_by", "on_paper"),
                *("scan_code", "scan_name", "scan_sha256", "minutes_number"),
            ),
        ),
        never(
            "contributions_vervaldesa",
            "answer_stays",
            on="UPDATE",
            when="OLD.state <> 'waiting' AND NEW.state <> OLD.state",
            saying="keeps its answer",
        ),
        sealed_when(
            "contributions_vervalline",
            "OLD.id IS NOT NULL",
            columns_that_may_still_change=("answer", "happened_on", "note", "holds"),
        ),
        never(
            "contributions_vervalline",
            "late",
            on="UPDATE",
            when=CLOSED.format(row="OLD"),
            saying="is closed with its round",
        ),
        never(
            "contributions_vervalline",
            "unanswered",
            on="UPDATE",
            when="OLD.answer <> '' AND NEW.answer = ''",
            saying="keeps an answer",
        ),
        append_only("contributions_vervalact"),
    ]
