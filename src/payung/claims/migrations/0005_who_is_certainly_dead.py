import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_what_claims_refuse")]

    operations = [
        migrations.CreateModel(
            name="DeathWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said", models.CharField(max_length=10)),
                ("death_date", models.DateField(null=True)),
                ("was_kind", models.CharField(max_length=12)),
                ("note", models.CharField(max_length=200)),
                ("evidence_code", models.CharField(blank=True, max_length=32)),
                ("evidence_name", models.CharField(blank=True, max_length=255)),
                ("evidence_sha256", models.CharField(blank=True, max_length=64)),
                ("request_key", models.UUIDField()),
                ("made_by", models.CharField(max_length=80)),
                ("made_at", models.DateTimeField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="death_words", to="claims.claim"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("claim", "request_key"), name="death_word_once"),
                    models.CheckConstraint(
                        condition=models.Q(("said__in", ["certain", "taken_back", "alive"])), name="death_word_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("said", "certain"), _negated=True),
                            models.Q(("death_date__isnull", False), models.Q(("evidence_code", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="certain_death_has_its_document",
                    ),
                ],
            },
        ),
    ]
