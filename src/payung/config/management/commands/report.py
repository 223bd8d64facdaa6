"""`payung report …`: recap, budget, half-year and gap as PDF or workbook, and a bill's paket SPP-LS. Thin over the rooms."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.config.management.commands.decree import acting
from payung.contributions.actions.reporting import ask_package, take_paper
from payung.contributions.files import opened
from payung.contributions.papers.making import make
from payung.contributions.papers.package import audit_head
from payung.contributions.papers.reports import Made, write_pdf, write_xlsx
from payung.contributions.present import gap as gap_words
from payung.contributions.present import reporting as words
from payung.contributions.present.half_year import half_year_report
from payung.contributions.queries import gap, reporting
from payung.contributions.queries.recap import Dimension, cube
from payung.contributions.rules.half_year import HalfYear
from payung.contributions.rules.refusals import Refused
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts

_KINDS = {"recap": "heads", "budget": "the budget card", "half-year": "Inpres 2/2021", "gap": "who lapses when"}


class Command(BaseCommand):
    help = "Reports: recap, budget, half-year, gap (.pdf or .xlsx by the name of --out), and package (a bill's paket SPP-LS)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True)
        for kind, about in _KINDS.items():
            asked = kinds.add_parser(kind, help=about)
            asked.add_argument("--programme", required=True, metavar="P")
            asked.add_argument("--on", type=date.fromisoformat, help="a day; today, unless given")
            _common(asked)
        recap = kinds.choices["recap"]
        recap.add_argument("--rows", choices=[*Dimension], default=str(Dimension.KECAMATAN))
        recap.add_argument("--columns", choices=[*Dimension], default=str(Dimension.STATUS))
        package = kinds.add_parser("package", help="the paket SPP-LS of a bill, printed whole or not at all")
        package.add_argument("bill", type=int, metavar="BILL")
        package.add_argument("--because", required=True, help="recorded in the audit chain")
        package.add_argument("--with-nik", action="store_true")
        _common(package)

    def handle(self, *, kind: str, out: Path, as_json: bool, **said: Any) -> None:
        actor = acting(username=said["username"], kabupaten=said["kabupaten"])
        try:
            told = _package(said, out, actor) if kind == "package" else _report(kind, said, out, actor)
        except (Refused, OSError) as refusal:
            raise CommandError(" ".join(str(refusal).split()), returncode=2) from refusal
        self.stdout.write(
            json.dumps(told, ensure_ascii=False, default=str) if as_json else "\n".join(map(str, told.values()))
        )


def _common(parser: ArgumentParser) -> None:
    parser.add_argument("--out", required=True, type=Path, metavar="FILE")
    parser.add_argument("--as", dest="username", default="", metavar="USER", help="whose roles count")
    parser.add_argument("--kabupaten", default="", metavar="CODE", help="the shipped one, unless given")
    parser.add_argument("--json", action="store_true", dest="as_json")


def _report(kind: str, said: dict[str, Any], out: Path, actor: Actor) -> dict[str, object]:
    programme = programmes.programme(kabupaten=actor.kabupaten, code=said["programme"])
    if programme is None:
        raise CommandError(f"no programme {said['programme']} of {actor.kabupaten}", returncode=2)
    on = said["on"] or timezone.localdate()
    made = _made(kind, said, programme, on, actor)
    with out.open("wb") as file:
        if out.suffix == ".xlsx":
            write_xlsx(out=file, report=made)
        else:
            write_pdf(out=file, report=made, audit=audit_head(actor.kabupaten, timezone.localdate()))
    return {"answer": made().answer, "file": out}


def _made(kind: str, said: dict[str, Any], programme: ProgrammeFacts, on: date, actor: Actor) -> Made:
    if kind == "recap":
        found = cube(programme=programme, on=on, actor=actor)
        rows, columns = Dimension(said["rows"]), Dimension(said["columns"])
        return lambda: words.recap_report(
            found, programme=programme.name, rows=rows, columns=columns, hides_small=False
        )
    if kind == "budget":
        card = reporting.budget(programme_id=programme.id, on=on)
        return lambda: words.budget_report(card, programme=programme.name)
    if kind == "half-year":
        half = reporting.half_year(programme_id=programme.id, half=HalfYear.of(on))
        return lambda: half_year_report(half, programme=programme.name, today=timezone.localdate())
    members = gap.columns(programme_id=programme.id, on=on)
    groups = gap.groups(found=members, programme_id=programme.id, on=on)
    return lambda: gap_words.gap_report(groups, programme=programme.name, on=on)


def _package(said: dict[str, Any], out: Path, actor: Actor) -> dict[str, object]:
    now = timezone.now()
    asked = ask_package(
        bill_id=said["bill"],
        with_nik=said["with_nik"],
        because=said["because"],
        request_key=uuid4(),
        actor=actor,
        now=now,
    )
    made = make(paper=asked, actor=actor, now=now)
    taken = take_paper(paper_id=made.id, actor=actor, now=now)
    with opened(taken.code) as sealed, out.open("wb") as file:
        file.writelines(sealed)
    return {"sha256": taken.sha256, "file": out}
