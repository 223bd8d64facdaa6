from django.db import migrations, models
from django.db.models import F


def as_far_as_freed(apps, schema_editor):
    """Until now a freed place was owed as far as it was used."""
    apps.get_model("decrees", "Place").objects.exclude(freed_month=None).update(owed_month=F("freed_month"))


class Migration(migrations.Migration):
    dependencies = [("decrees", "0002_what_is_sealed")]

    operations = [
        migrations.AddField(model_name="place", name="owed_month", field=models.DateField(null=True)),
        migrations.RunPython(as_far_as_freed, migrations.RunPython.noop),
    ]
