from django.db import migrations, models
from django.db.models import Q

from payung.audit.triggers import never, sealed_when


def of_read(row):
    return f"EXISTS (SELECT 1 FROM {EVIDENCE} AS l WHERE l.id = {row}.list_id AND l.read_at IS NOT NULL)"


EVIDENCE, LINE, COLLISION = (f"contributions_{name}" for name in ("evidencelist", "evidenceline", "collision"))
READ_OTHERWISE = (
    "OLD.read_at IS NOT NULL AND (NEW.read_at IS NULL OR NEW.read_at <> OLD.read_at"
    " OR NEW.line_count <> OLD.line_count OR NEW.unread_count <> OLD.unread_count)"
)
COUNTS = ("line_count", "unread_count", "passed_count", "likely_count", "unsought_count")
CLOSED = ("closed_at", "closed_by", "closed_because", "request_key")
ALWAYS = "OLD.id IS NOT NULL"
NEARNESS = ["almost_sure", "perhaps"]


class Migration(migrations.Migration):
    dependencies = [("contributions", "0004_what_differences_refuse")]

    operations = [
        # Without a default, so that SQLite does not make the table anew: triggers of its lines name it.
        migrations.AddField("evidencelist", "likely_count", models.IntegerField(null=True)),
        migrations.AddField("evidencelist", "unsought_count", models.IntegerField(null=True)),
        migrations.AddField("evidenceline", "birth_date", models.DateField(null=True)),
        migrations.AddField("evidenceline", "weight", models.FloatField(null=True)),
        migrations.AddField("evidenceline", "outside", models.BinaryField(max_length=16, null=True)),
        migrations.AddField("evidenceline", "gammas", models.CharField(blank=True, max_length=200)),
        migrations.AddField("evidenceline", "nearness", models.CharField(blank=True, max_length=11)),
        migrations.AddConstraint(
            "evidenceline",
            models.CheckConstraint(
                condition=Q(weight=None, nearness="", outside=None)
                | Q(weight__isnull=False, nearness__in=NEARNESS, outside__isnull=False),
                name="evidence_alike_by_a_weight",
            ),
        ),
        migrations.AddField("collision", "nearness", models.CharField(blank=True, max_length=11)),
        migrations.RemoveConstraint("collision", "one_open_collision_a_payer"),
        migrations.AddConstraint(
            "collision",
            models.UniqueConstraint(
                fields=["membership", "payer", "nearness"],
                condition=Q(state="open"),
                name="one_open_collision_a_payer",
            ),
        ),
        migrations.AddConstraint(
            "collision",
            models.CheckConstraint(condition=Q(nearness__in=["", *NEARNESS]), name="collision_nearness_known"),
        ),
        # Columns were added and tables made anew: what they refuse is said once more (0004).
        sealed_when(EVIDENCE, ALWAYS, columns_that_may_still_change=(*COUNTS, "refusal", "job_id", "read_at")),
        never(EVIDENCE, "read_once", on="UPDATE", when=READ_OTHERWISE, saying="stays as it was read"),
        sealed_when(LINE, of_read("OLD")),
        never(LINE, "late", on="INSERT", when=of_read("NEW"), saying="is closed: its list is read"),
        sealed_when(COLLISION, ALWAYS, columns_that_may_still_change=("state", "owner", *CLOSED)),
        never(COLLISION, "settled_stays", on="UPDATE", when="OLD.state <> 'open'", saying="was settled by a person"),
    ]
