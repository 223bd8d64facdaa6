from django.db import migrations

from payung.audit.triggers import append_only, never, sealed_when


def frozen(row, column="decree_id"):
    return f"EXISTS (SELECT 1 FROM decrees_decree AS d WHERE d.id = {row}.{column} AND d.frozen_at IS NOT NULL)"


BACK_FROM_SIGNED = (
    "OLD.state IN ('signed', 'in_force', 'amended') AND NEW.state NOT IN ('signed', 'in_force', 'amended')"
    " OR OLD.state = 'set_aside' AND NEW.state <> 'set_aside'"
)
# What was recorded of the signature; days that become NULL are refused by decree_signed_as_counted.
SIGNED_OTHERWISE = (
    "OLD.number <> '' AND (NEW.number <> OLD.number OR NEW.signed_date <> OLD.signed_date"
    " OR NEW.scan_code <> OLD.scan_code OR NEW.scan_name <> OLD.scan_name OR NEW.signed_by <> OLD.signed_by"
    " OR NEW.scan_line_count <> OLD.scan_line_count OR NEW.in_force_date <> OLD.in_force_date)"
)
LOOSE = (
    "state",
    "number",
    "signed_date",
    "scan_code",
    "scan_name",
    "scan_line_count",
    "signed_by",
    "in_force_date",
    "set_aside_because",
)


SETTLED = ("settled_at", "settled_by_id")


class Migration(migrations.Migration):
    dependencies = [("decrees", "0001_the_tables"), ("audit", "0002_what_the_chain_refuses")]

    operations = [
        sealed_when("decrees_line", frozen("OLD"), columns_that_may_still_change=("state",)),
        never("decrees_line", "late", on="INSERT", when=frozen("NEW"), saying="is closed: its decree is frozen"),
        never(
            "decrees_line",
            "moved_late",
            on="UPDATE",
            when=f"NEW.decree_id <> OLD.decree_id AND {frozen('NEW')}",
            saying="is closed: its decree is frozen",
        ),
        never(
            "decrees_line",
            "struck_stays",
            on="UPDATE",
            when="OLD.state = 'struck' AND NEW.state <> 'struck'",
            saying="stays struck",
        ),
        sealed_when("decrees_decree", "OLD.frozen_at IS NOT NULL", columns_that_may_still_change=LOOSE),
        never("decrees_decree", "no_way_back", on="UPDATE", when=BACK_FROM_SIGNED, saying="does not go back"),
        never("decrees_decree", "signed_stays", on="UPDATE", when=SIGNED_OTHERWISE, saying="stays as signed"),
        sealed_when("decrees_strike", frozen("OLD"), columns_that_may_still_change=("withdrawn",)),
        never("decrees_strike", "late", on="INSERT", when=frozen("NEW"), saying="is closed: its decree is frozen"),
        append_only("decrees_act"),
        sealed_when("decrees_leftout", frozen("OLD")),
        sealed_when("decrees_correction", "OLD.id IS NOT NULL", columns_that_may_still_change=SETTLED),
        sealed_when("decrees_printedannex", "OLD.signed AND OLD.made_at IS NOT NULL"),
    ]
