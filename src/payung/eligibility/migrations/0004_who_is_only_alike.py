import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from payung.audit.triggers import append_only, never_deleted

OUTCOMES = [
    *("alive", "name_differs", "died", "moved_out", "nik_unknown", "not_active", "own_wadah"),
    *("self_paying", "other_payer", "wage_earner", "listed", "not_listed"),
]


class Migration(migrations.Migration):
    dependencies = [("eligibility", "0003_results_stay"), ("people", "0002_what_the_register_refuses")]

    operations = [
        migrations.AddField("answer", "unsought_count", models.IntegerField(null=True)),
        migrations.CreateModel(
            name="AlikeLine",
            fields=[
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="alike",
                        serialize=False,
                        to="eligibility.unreadline",
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("birth_date", models.DateField(null=True)),
                ("outcome", models.CharField(max_length=16)),
                ("payer", models.CharField(blank=True, max_length=120)),
                ("desil", models.PositiveSmallIntegerField(null=True)),
                ("died_date", models.DateField(null=True)),
                ("weight", models.FloatField()),
                ("gammas", models.CharField(max_length=200)),
                ("nearness", models.CharField(max_length=11)),
                ("outside", models.BinaryField(max_length=16)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="alike_outcome_known"),
                    models.CheckConstraint(
                        condition=Q(nearness__in=["almost_sure", "perhaps"]), name="alike_nearness_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Doubted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="eligibility.alikeline"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="eligibility.run",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "doubted",
                "constraints": [
                    models.UniqueConstraint(fields=("run", "person", "line"), name="doubted_once_a_run")
                ],
            },
        ),
        append_only("eligibility_alikeline"),
        append_only("eligibility_doubted"),
        never_deleted("eligibility_answer"),  # a column was added
    ]
