"""The house itself as a Django app: its commands, its checks, and what a room may ask of one above (ADR 0011)."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings


class HouseConfig(AppConfig):
    name = "payung.config"
    label = "config"

    def ready(self) -> None:
        import_module("payung.config.safety")  # registers the checks
        if settings.PAYUNG.today is not None:
            import_module("payung.config.demo.clock").stands_at(settings.PAYUNG.today)
        held, decrees = (import_module(f"payung.{name}") for name in ("eligibility.held", "decrees.queries.places"))
        held.ask_of(decrees.places_held)
        taken, uses = (import_module(f"payung.{name}") for name in ("selection.taken", "decrees.queries.uses"))
        taken.ask_of(decrees.places_taken, uses.counted)
        refused = import_module("payung.enrolment.present.remarks")
        import_module("payung.intake.remarks").ask_of(refused.of_candidates, refused.of_file)
        door = import_module("payung.matching.door.keys")
        import_module("payung.people.keys").ask_of(door.write_keys, door.rewrite_keys)
        insured = import_module("payung.contributions.queries.paid")
        import_module("payung.membership.paid").ask_of(insured.months_of, insured.columns)
        billed = import_module("payung.contributions.queries.billed")
        import_module("payung.decrees.billed").ask_of(billed.billed_months)
        of_claims = import_module("payung.claims.queries.bundle")
        import_module("payung.contributions.claimed").ask_of(of_claims.claim_rows)
