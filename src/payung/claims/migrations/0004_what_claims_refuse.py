from django.db import migrations

from payung.audit.triggers import append_only, never, never_deleted, sealed_when

ALL, ACCIDENT, DEATHS = ("accident", "death", "lost_at_sea"), ("accident",), ("death", "lost_at_sea")
# As claims/states.py has them: from, event, to, and the kinds of event of which the step exists.
STEPS = (
    ("open/undetermined", "treat_as_death", "JKM/reported", DEATHS),
    ("open/undetermined", "treat_as_work", "JKK/reported", DEATHS),
    ("open/undetermined", "withdraw", "open/withdrawn", DEATHS),
    ("open/withdrawn", "restore", "open/undetermined", DEATHS),
    ("JKK/reported", "send_stage_one", "JKK/stage_one", ALL),
    ("JKK/reported", "withdraw", "JKK/withdrawn", ALL),
    ("JKK/stage_one", "suspect", "JKK/suspected", ALL),
    ("JKK/stage_one", "conclude_work", "JKK/concluded", ALL),
    ("JKK/stage_one", "conclude_other", "JKK/refused", ACCIDENT),
    ("JKK/stage_one", "conclude_other", "JKM/reported", DEATHS),
    ("JKK/stage_one", "withdraw", "JKK/withdrawn", ALL),
    ("JKK/suspected", "conclude_work", "JKK/concluded", ALL),
    ("JKK/suspected", "conclude_other", "JKK/refused", ACCIDENT),
    ("JKK/suspected", "conclude_other", "JKM/reported", DEATHS),
    ("JKK/suspected", "withdraw", "JKK/withdrawn", ALL),
    ("JKK/concluded", "enter_care", "JKK/in_care", ACCIDENT),
    ("JKK/concluded", "send_stage_two", "JKK/stage_two", ALL),
    ("JKK/in_care", "send_stage_two", "JKK/stage_two", ALL),
    ("JKK/stage_two", "return", "JKK/concluded", ALL),
    ("JKK/stage_two", "assess", "JKK/assessed", ACCIDENT),
    ("JKK/stage_two", "decide", "JKK/decided", ALL),
    ("JKK/stage_two", "refuse", "JKK/refused", ALL),
    ("JKK/assessed", "decide", "JKK/decided", ALL),
    ("JKK/assessed", "refuse", "JKK/refused", ALL),
    ("JKK/assessed", "dispute", "JKK/disputed", ALL),
    ("JKK/decided", "pay", "JKK/paid", ALL),
    ("JKK/decided", "dispute", "JKK/disputed", ALL),
    ("JKK/refused", "dispute", "JKK/disputed", ALL),
    ("JKK/refused", "close", "JKK/closed", ALL),
    ("JKK/refused", "treat_as_death", "JKM/reported", DEATHS),
    ("JKK/disputed", "win", "JKK/concluded", ALL),
    ("JKK/disputed", "lose", "JKK/refused", ACCIDENT),
    ("JKK/disputed", "lose", "JKM/reported", DEATHS),
    ("JKK/paid", "close", "JKK/closed", ALL),
    ("JKK/withdrawn", "restore", "JKK/reported", ALL),
    ("JKM/reported", "gather", "JKM/papers", DEATHS),
    ("JKM/reported", "treat_as_work", "JKK/reported", DEATHS),
    ("JKM/reported", "withdraw", "JKM/withdrawn", DEATHS),
    ("JKM/papers", "submit", "JKM/submitted", DEATHS),
    ("JKM/papers", "treat_as_work", "JKK/reported", DEATHS),
    ("JKM/papers", "withdraw", "JKM/withdrawn", DEATHS),
    ("JKM/submitted", "return", "JKM/papers", DEATHS),
    ("JKM/submitted", "decide", "JKM/decided", DEATHS),
    ("JKM/submitted", "refuse", "JKM/refused", DEATHS),
    ("JKM/refused", "gather", "JKM/papers", DEATHS),
    ("JKM/refused", "close", "JKM/closed", DEATHS),
    ("JKM/decided", "pay", "JKM/paid", DEATHS),
    ("JKM/paid", "close", "JKM/closed", DEATHS),
    ("JKM/withdrawn", "restore", "JKM/reported", DEATHS),
)
WRITTEN = (
    "NEW.from_scheme || '/' || NEW.from_state || ' ' || NEW.event || ' ' || NEW.to_scheme || '/' || NEW.to_state"
    " || ' ' || c.kind"
)
KNOWN = ", ".join(f"'{begin} {event} {end} {kind}'" for begin, event, end, kinds in STEPS for kind in kinds)
# A step is written first, from where its claim stands; then the claim goes where its latest step leads, and nowhere else.
NO_SUCH_STEP = (
    "NOT EXISTS (SELECT 1 FROM claims_claim AS c WHERE c.id = NEW.claim_id"  # noqa: S608 - words of our own
    f" AND c.scheme = NEW.from_scheme AND c.state = NEW.from_state AND {WRITTEN} IN ({KNOWN}))"
)
WITHOUT_ITS_STEP = """
(NEW.scheme <> OLD.scheme OR NEW.state <> OLD.state) AND NOT EXISTS (
  SELECT 1 FROM claims_claimstep AS s
  WHERE s.claim_id = OLD.id AND s.from_scheme = OLD.scheme AND s.from_state = OLD.state
    AND s.to_scheme = NEW.scheme AND s.to_state = NEW.state
    AND s.id = (SELECT max(latest.id) FROM claims_claimstep AS latest WHERE latest.claim_id = OLD.id))
"""
NOT_NEW = """
NOT (NEW.kind = 'accident' AND NEW.scheme = 'JKK' AND NEW.state = 'reported'
     OR NEW.kind IN ('death', 'lost_at_sea') AND NEW.scheme = 'open' AND NEW.state = 'undetermined')
"""
# An accident that killed becomes a death; taken back, an accident again. Nothing else turns into anything else.
KIND_OTHERWISE = """
NEW.kind <> OLD.kind AND NOT (
  OLD.kind = 'accident' AND NEW.kind = 'death' AND NEW.death_date IS NOT NULL
  OR OLD.kind = 'death' AND NEW.kind = 'accident' AND NEW.death_date IS NULL)
"""
OF_CLAIM = (
    *("membership_id", "kind", "scheme", "state", "event_date", "event_time", "death_date", "place", "place_text"),
    *("doing", "chronology", "body_part_text", "facility", "handedness", "outcome", "medical_cost_rp"),
    *("home_care_cost_rp", "told_at", "officer", "officer_name"),
)
ALWAYS = "OLD.id IS NOT NULL"
APPROVED = (
    "EXISTS (SELECT 1 FROM claims_computation AS c WHERE c.id = NEW.computation_id AND c.approved_at IS NOT NULL)"
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_what_people_said_of_the_dead"), ("audit", "0002_what_the_chain_refuses")]

    operations = [
        sealed_when("claims_claim", ALWAYS, columns_that_may_still_change=OF_CLAIM),
        never("claims_claim", "new", on="INSERT", when=NOT_NEW, saying="begins where it is told"),
        never(
            "claims_claim", "way", on="UPDATE", when=WITHOUT_ITS_STEP, saying="goes only where its latest step leads"
        ),
        never("claims_claim", "kind", on="UPDATE", when=KIND_OTHERWISE, saying="stays of its kind"),
        append_only("claims_claimstep"),
        never("claims_claimstep", "known", on="INSERT", when=NO_SUCH_STEP, saying="is no step from there"),
        never_deleted("claims_deathanswers"),
        never_deleted("claims_report"),
        sealed_when(
            "claims_computation", ALWAYS, columns_that_may_still_change=("approved_by", "approved_at"), name="made"
        ),
        sealed_when("claims_computation", "OLD.approved_at IS NOT NULL", name="approved"),
        append_only("claims_computedline"),
        never("claims_computedline", "late", on="INSERT", when=APPROVED, saying="is closed: it is approved"),
        append_only("claims_payment"),
        append_only("claims_paymentline"),
    ]
