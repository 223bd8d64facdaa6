"""Somebody of the family is named to whom the money goes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_the_tables")]
    operations = [
        migrations.AddField(
            model_name="familymember",
            name="receives",
            field=models.BooleanField(default=False),
        ),
    ]
