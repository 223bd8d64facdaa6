from django.db import migrations, models
from django.db.models import Q

AGREEMENTS = ["sure", "nik_alone", "name_and_date", "likely", "nobody"]


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_what_people_decided_stays")]

    operations = [
        migrations.AddField("deathlist", "unsought_count", models.IntegerField(default=0)),
        migrations.AddField("deathline", "weight", models.FloatField(null=True)),
        migrations.AddField("deathline", "gammas", models.CharField(blank=True, max_length=200)),
        migrations.AddField("deathline", "nearness", models.CharField(blank=True, max_length=11)),
        migrations.RemoveConstraint("deathline", "agreement_known"),
        migrations.AddConstraint(
            "deathline", models.CheckConstraint(condition=Q(agreement__in=AGREEMENTS), name="agreement_known")
        ),
        migrations.AddConstraint(
            "deathline",
            models.CheckConstraint(
                condition=Q(agreement="likely", weight__isnull=False, nearness__in=["almost_sure", "perhaps"])
                | (~Q(agreement="likely") & Q(weight=None, nearness="")),
                name="alike_by_a_weight",
            ),
        ),
    ]
