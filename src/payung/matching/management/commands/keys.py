"""`payung keys`: persons who were there before keys were, or have keys of an older release, get theirs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from payung.matching.door.filling import fill_keys
from payung.people.plain import kabupatens


class Command(BaseCommand):
    help = "Write the keys by which persons are found again, where they are missing. Stopped, it goes on later."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kabupaten", default="", metavar="CODE", help="only this one")

    def handle(self, *, kabupaten: str, **_: Any) -> None:
        for code in [kabupaten] if kabupaten else kabupatens():
            self.stdout.write(f"{code} {fill_keys(kabupaten=code)}")
