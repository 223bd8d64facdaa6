from django.db import migrations

from payung.audit.triggers import append_only, never, never_deleted, sealed_when

LEADS_FURTHER = (
    "NEW.same_as_id IS NOT NULL AND ("
    "EXISTS (SELECT 1 FROM people_person AS kept WHERE kept.id = NEW.same_as_id AND kept.same_as_id IS NOT NULL)"
    " OR EXISTS (SELECT 1 FROM people_person AS other WHERE other.same_as_id = NEW.id))"
)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_the_tables")]

    operations = [
        sealed_when("people_identity", "TRUE", columns_that_may_still_change=("to_date", "because")),
        never(
            "people_identity", "ended", on="UPDATE", when="OLD.to_date IS NOT NULL", saying="has ended and stays so"
        ),
        append_only("people_personchange"),
        never_deleted("people_person"),
        never_deleted("people_heir"),
        never_deleted("people_child"),
        never(
            "people_person", "begins_alone", on="INSERT", when="NEW.same_as_id IS NOT NULL", saying="begins as its own"
        ),
        never("people_person", "one_hop", on="UPDATE", when=LEADS_FURTHER, saying="leads to one that is kept"),
    ]
