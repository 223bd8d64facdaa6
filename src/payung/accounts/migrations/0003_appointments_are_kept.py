from django.db import migrations

from payung.audit.triggers import never_deleted


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_counts_of_failed_sign_ins"), ("audit", "0002_what_the_chain_refuses")]

    operations = [never_deleted("accounts_appointment")]
