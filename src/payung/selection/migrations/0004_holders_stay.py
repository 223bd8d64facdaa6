"""Who held a place at the lock stays as it was written."""

from django.db import migrations

from payung.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("selection", "0003_who_held_a_place"), ("audit", "0002_what_the_chain_refuses")]

    operations = [append_only("selection_holder")]
