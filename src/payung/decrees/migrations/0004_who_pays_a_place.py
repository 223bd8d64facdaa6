import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decrees", "0003_until_when_a_place_is_owed"), ("programmes", "0001_the_tables")]

    operations = [
        migrations.AddField(
            model_name="place",
            name="fund",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.fund"
            ),
        ),
    ]
