"""`payung audit verify` and `payung audit head`: whether the chain is whole, and where it ends.

Verify answers 0 where it is, 1 with a sentence and the first bad number where it is not, 2 where it could not look.
"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from payung.audit import queries


class Command(BaseCommand):
    help = "Verify the chain of what was done here, or say where it ends."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        for act, told in (("verify", "go through all events"), ("head", "number and hash of the last event")):
            words = acts.add_parser(act, help=told)
            words.add_argument("--kabupaten", help="its code, as 63.02; all where left out")
            if act == "verify":
                words.add_argument("--head", help="a hash as printed on a decree or report; with --upto")
                words.add_argument("--upto", type=int, help="the number printed beside that hash")

    def handle(self, *, act: str, kabupaten: str | None, **words: Any) -> None:
        try:
            asked = self._asked(kabupaten, **{name: words.get(name) for name in ("head", "upto")})
            sound = [getattr(self, f"_{act}")(code, **said) for code, said in asked]
        except DatabaseError as fault:
            raise CommandError(f"The database cannot be read: {fault}", returncode=2) from fault
        if not all(sound):
            sys.exit(1)

    def _asked(self, kabupaten: str | None, *, head: str | None, upto: int | None) -> list[tuple[str, dict[str, Any]]]:
        if (head is None) != (upto is None):
            raise CommandError("--head and --upto stand together on the paper; give both.", returncode=2)
        known = queries.kabupatens()
        codes = [kabupaten] if kabupaten else known
        if head is not None and len(codes) != 1:
            raise CommandError("Say with --kabupaten whose paper it is.", returncode=2)
        if head is None and kabupaten and kabupaten not in known:
            raise CommandError(f"Nothing was recorded for {kabupaten}.", returncode=2)
        paper = {"head": "".join(head.split()).lower(), "upto": upto} if head is not None else {}
        return [(code, paper) for code in codes]

    def _verify(self, code: str, **paper: Any) -> bool:
        found = queries.verify(kabupaten=code, **paper)
        if found.because:
            self.stderr.write(f"{code}: event {found.number} {found.because}. {found.count} before it are sound.")
            return False
        self.stdout.write(f"{code}: {found.count} events, sound. Head {found.head}")
        return True

    def _head(self, code: str) -> bool:
        found = queries.head(kabupaten=code)
        self.stdout.write(f"{code} {found.number} {found.hash}")
        return True
