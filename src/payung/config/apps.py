"""The house itself as a Django app: its commands, its checks, and what a room may ask of one above (ADR 0011)."""

from importlib import import_module

from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "payung.config"
    label = "config"

    def ready(self) -> None:
        import_module("payung.config.safety")  # registers the checks
        held, decrees = (import_module(f"payung.{name}") for name in ("eligibility.held", "decrees.queries.places"))
        held.ask_of(decrees.places_held)
        taken, uses = (import_module(f"payung.{name}") for name in ("selection.taken", "decrees.queries.uses"))
        taken.ask_of(decrees.places_taken, uses.counted)
