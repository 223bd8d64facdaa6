from django.db import migrations

from payung.audit.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_who_is_certainly_dead"), ("audit", "0002_what_the_chain_refuses")]

    operations = [append_only("claims_deathword")]
