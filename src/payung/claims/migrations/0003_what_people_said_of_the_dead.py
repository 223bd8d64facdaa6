import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_who_of_the_family_is_paid")]

    operations = [
        migrations.CreateModel(
            name="DeathDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said", models.CharField(max_length=10)),
                ("death_date", models.DateField(null=True)),
                ("because", models.CharField(blank=True, max_length=200)),
                ("request_key", models.UUIDField()),
                ("made_by", models.CharField(max_length=80)),
                ("made_at", models.DateTimeField()),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="claims.deathline"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("line", "request_key"), name="death_decision_once"),
                    models.CheckConstraint(
                        condition=models.Q(("said__in", ["same", "not_so", "taken_back"])), name="death_decision_known"
                    ),
                ],
            },
        ),
    ]
