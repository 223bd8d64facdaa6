"""`payung bundle`: the paket pemeriksaan of a programme as one zip, for an inspector. Thin over contributions."""

import json
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from payung.config.management.commands.decree import acting
from payung.contributions.actions.reporting import ask_bundle, take_paper
from payung.contributions.files import opened
from payung.contributions.papers.making import make
from payung.contributions.rules.refusals import Refused
from payung.programmes import queries as programmes


class Command(BaseCommand):
    help = "All evidence of a programme in one zip: decrees, names, SP2D, receipts, verval, reasons, a sample, hashes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--programme", required=True, metavar="P")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE.zip")
        parser.add_argument("--because", required=True, help="recorded in the audit chain")
        parser.add_argument(
            "--seed", default="", help="of the sample; the same draws the same persons; new unless given"
        )
        parser.add_argument("--sample", type=int, default=50, metavar="N", help="how many are drawn (50)")
        parser.add_argument("--as", dest="username", default="", metavar="USER", help="whose roles count")
        parser.add_argument("--kabupaten", default="", metavar="CODE", help="the shipped one, unless given")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, programme: str, out: Path, because: str, as_json: bool, **said: Any) -> None:
        actor, now = acting(username=said["username"], kabupaten=said["kabupaten"]), timezone.now()
        found = programmes.programme(kabupaten=actor.kabupaten, code=programme)
        if found is None:
            raise CommandError(f"no programme {programme} of {actor.kabupaten}", returncode=2)
        try:
            asked = ask_bundle(
                programme_id=found.id,
                seed=said["seed"] or secrets.token_hex(8),
                sample_count=said["sample"],
                because=because,
                request_key=uuid4(),
                actor=actor,
                now=now,
            )
            made = make(paper=asked, actor=actor, now=now)
            taken = take_paper(paper_id=made.id, actor=actor, now=now)
            with opened(taken.code) as sealed, out.open("wb") as file:
                file.writelines(sealed)
        except (Refused, OSError) as refusal:
            raise CommandError(" ".join(str(refusal).split()), returncode=2) from refusal
        told = {"file": str(out), "sha256": taken.sha256, "seed": taken.seed, "sample": taken.sample_count}
        self.stdout.write(
            json.dumps(told) if as_json else "\n".join(f"{name}: {value}" for name, value in told.items())
        )
