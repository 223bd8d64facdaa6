"""`payung deaths FILE`: a list of the dead in any layout is held against members. `--unclaimed`: who waits for money.

Answers 0 where it is done, 2 where it could not be. Thin over claims.
"""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.claims.actions.deaths import keep_list, read_list
from payung.claims.present.deaths import headline, refusal_words
from payung.claims.present.unclaimed import headline as unclaimed_headline
from payung.claims.queries.deaths import LineFacts, LinesAsked, counts, lines, told
from payung.claims.queries.unclaimed import Report, Unclaimed, unclaimed
from payung.claims.rules.refusals import Refused
from payung.config.management.commands.decree import acting
from payung.membership.rules.refusals import Refused as MembershipRefused
from payung.membership.states import NotAllowed


class Command(BaseCommand):
    help = "Hold a list of the dead against members: the sure are prepared, the others wait for a person."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="any layout: NIK, name, birth, death")
        parser.add_argument("--source", default="Dukcapil", help="who gave it (Dukcapil)")
        parser.add_argument("--unclaimed", action="store_true", help="the known dead without a paid claim instead")
        parser.add_argument("--on", type=date.fromisoformat, help="a day for --unclaimed; today, unless given")
        parser.add_argument("--as", dest="username", default="", metavar="USER", help="whose roles count")
        parser.add_argument("--kabupaten", default="", metavar="CODE", help="the shipped one, unless given")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, file: Path | None, source: str, as_json: bool, **said: Any) -> None:
        actor = acting(username=said["username"], kabupaten=said["kabupaten"])
        if (file is None) != said["unclaimed"]:
            raise CommandError("Name a list, or ask for --unclaimed.", returncode=2)
        if file is None:
            report = unclaimed(actor=actor, today=said["on"] or timezone.localdate())
            self.stdout.write(_written(_of_report(report)) if as_json else unclaimed_headline(report))
            return
        try:
            answer, sentence = _taken(file, source, actor)
        except (Refused, MembershipRefused, NotAllowed, OSError) as refusal:
            raise CommandError(" ".join(str(refusal).split()), returncode=2) from refusal
        self.stdout.write(_written(answer) if as_json else sentence)


def _taken(file: Path, source: str, actor: Actor) -> tuple[dict[str, object], str]:
    now = timezone.now()
    kept, is_new = keep_list(upload=file, source=source, actor=actor, now=now)
    read = read_list(list_id=kept.id, job_id=None, actor=actor, now=now)
    many = counts(list_id=read.id)
    found = told(lines(list_id=read.id, asked=LinesAsked()), kabupaten=actor.kabupaten)
    answer: dict[str, object] = {
        "list": read.id,
        "source": read.source,
        "seen_before": not is_new,
        "refusal": read.refusal,
        "rows": read.row_count,
        "unread": read.unread_count,
        "prepared": many.prepared,
        "waiting": many.waiting,
        "lines": [_of_line(one) for one in found],
    }
    sentence = refusal_words(read.refusal) or headline(read, many)
    return answer, sentence


def _of_line(one: LineFacts) -> dict[str, object]:
    return {
        "sheet": one.sheet,
        "row": one.row,
        "agreement": str(one.agreement),
        "settled": str(one.settled),
        "lacks": [str(lack) for lack in one.lacks],
        "name": one.our_name or one.name,
        "death_date": one.death_date,
        "desa": one.desa,
        "desa_code": one.desa_code,
        "claim": one.claim.code if one.claim else None,
        "heirs": [{"name": heir.name, "relation": heir.relation, "phone": heir.phone} for heir in one.heirs],
    }


def _of_report(report: Report) -> dict[str, object]:
    return {
        "on": report.on,
        "deaths": [_of_death(one) for one in report.deaths],
        "owed_rp": report.owed_rp,
        "accidents": [
            {"claim": one.code, "name": one.person_name, "event_date": one.event_date, "state": str(one.state)}
            for one in report.accidents
        ],
    }


def _of_death(one: Unclaimed) -> dict[str, object]:
    return {
        "name": one.name,
        "desa": one.desa,
        "desa_code": one.desa_code,
        "kpj": one.kpj,
        "death_date": one.died_on,
        "days": one.days,
        "owed_rp": one.owed_rp,
        "lapses_on": one.lapses_on,
        "early": one.early,
        "source": str(one.source),
        "claim": one.claim.code if one.claim else None,
        "state": str(one.claim.state) if one.claim else None,
        "heirs": [{"name": heir.name, "relation": heir.relation, "phone": heir.phone} for heir in one.heirs],
    }


def _written(answer: dict[str, object]) -> str:
    return json.dumps(answer, ensure_ascii=False, default=str)
