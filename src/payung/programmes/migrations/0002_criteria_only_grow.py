from django.db import migrations

from payung.audit.triggers import append_only, never_deleted


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_the_tables")]

    operations = [
        append_only("programmes_criteria"),
        append_only("programmes_criterion"),
        append_only("programmes_weight"),
        never_deleted("programmes_programme"),
    ]
