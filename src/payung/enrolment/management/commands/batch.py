"""`payung batch list|ready|draft|missing|export|sent|save`: batches to BPJS from the server's own command line.

With `--json` it answers as other programs read it. Answers 0 where it is done, 2 where it could not be done.
"""

import getpass
import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from payung.accounts.rules import Actor, everyone
from payung.enrolment import actions, queries
from payung.enrolment.present.batches import lack_words
from payung.enrolment.queries import BatchFacts
from payung.enrolment.rules.batches_refusals import Refused
from payung.enrolment.states import Kind, NotAllowed
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import FundFacts, ProgrammeFacts
from payung.shared.dates import Month

_Told = list[dict[str, object]]


class Command(BaseCommand):
    help = "Draw up batches to BPJS, say what is lacking, write their workbooks, and note that they were sent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kabupaten", default="63.02", help="its code (63.02)")
        parser.add_argument("--json", action="store_true")
        acts = parser.add_subparsers(dest="act", required=True)
        for act, told in (("list", "the batches of a programme"), ("ready", "who is to be told, by fund and kind")):
            acts.add_parser(act, help=told).add_argument("programme", help="its code")
        words = acts.add_parser("draft", help="draw up a batch")
        words.add_argument("programme", help="its code")
        words.add_argument("kind", choices=[*Kind])
        words.add_argument("--fund", help="its code; the only one where left out")
        words.add_argument("--month", type=Month.parse, help="YYYY-MM, from when it counts")
        words.add_argument("--request-key", type=UUID, help="the same key does it once")
        for act, told in (("missing", "who lacks what BPJS asks"), ("export", "make the workbook")):
            acts.add_parser(act, help=told).add_argument("batch", type=int)
        words = acts.add_parser("sent", help="BPJS has the workbook")
        words.add_argument("batch", type=int)
        words.add_argument("--on", type=date.fromisoformat, required=True, help="the day, YYYY-MM-DD")
        words.add_argument("--reference", default="", help="the letter that went with it")
        words = acts.add_parser("save", help="write the workbook, with whole NIKs, to a file")
        words.add_argument("batch", type=int)
        words.add_argument("out", type=Path)
        words.add_argument("--because", required=True, help="recorded in the audit chain")

    def handle(self, *, act: str, kabupaten: str, **words: Any) -> None:
        actor = everyone(key=f"command:{getpass.getuser()}", name=getpass.getuser(), kabupaten=kabupaten)
        try:
            told = getattr(self, f"_{act}")(actor, **words)
        except (Refused, NotAllowed) as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        self.stdout.write(
            json.dumps(told, indent=2, ensure_ascii=False) if words["json"] else "\n".join(map(_line, told))
        )

    def _list(self, actor: Actor, *, programme: str, **_words: Any) -> _Told:
        found = _programme(programme, actor)
        return [_of(one) for one in queries.batches(programme_id=found.id)]

    def _ready(self, actor: Actor, *, programme: str, **_words: Any) -> _Told:
        found = _programme(programme, actor)
        codes = {fund.id: fund.code for fund in programmes.funds(programme_id=found.id)}
        return [
            {
                "fund": codes[fund_id],
                "kind": str(kind),
                "persons": len(heap.wanted),
                "waiting": heap.waiting,
                "refused": heap.refused,
            }
            for (fund_id, kind), heap in sorted(queries.plan(programme_id=found.id).items())
        ]

    def _draft(self, actor: Actor, *, programme: str, kind: str, fund: str | None, **words: Any) -> _Told:
        found = _programme(programme, actor)
        batch = actions.draft_batch(
            programme_id=found.id,
            fund_id=_fund(found, fund).id,
            kind=Kind(kind),
            effective_month=words["month"],
            request_key=words["request_key"] or uuid4(),
            actor=actor,
            now=timezone.now(),
        )
        return [_of(batch)]

    def _missing(self, actor: Actor, *, batch: int, **_words: Any) -> _Told:
        return [
            {"number": one.number, "name": one.name, "desa": one.desa_code, "lacks": [*map(lack_words, one.lacks)]}
            for one in queries.missing_fields(batch_id=batch, actor=actor)
        ]

    def _export(self, actor: Actor, *, batch: int, **_words: Any) -> _Told:
        return [_of(actions.export_batch(batch_id=batch, request_key=uuid4(), actor=actor, now=timezone.now()))]

    def _sent(self, actor: Actor, *, batch: int, on: date, reference: str, **_words: Any) -> _Told:
        found = actions.mark_sent(
            batch_id=batch, sent_date=on, reference=reference, request_key=uuid4(), actor=actor, now=timezone.now()
        )
        return [_of(found)]

    def _save(self, actor: Actor, *, batch: int, out: Path, because: str, **_words: Any) -> _Told:
        name, sealed = actions.take_workbook(batch_id=batch, because=because, actor=actor, now=timezone.now())
        with sealed, out.open("wb") as clear:
            clear.writelines(sealed)
        return [{"batch": batch, "name": name, "out": str(out)}]


def _of(batch: BatchFacts) -> dict[str, object]:
    return {
        "batch": batch.id,
        "number": batch.number,
        "kind": str(batch.kind),
        "state": str(batch.state),
        "persons": batch.line_count,
        "unanswered": batch.unanswered_count,
        "months": batch.control_months,
        "rp": batch.control_rp,
        "lines_sha256": batch.control_digits,
        "file_sha256": batch.file_sha256,
        "file_name": batch.file_name,
    }


def _line(told: dict[str, object]) -> str:
    return "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in told.items() if value not in ("", None))


def _programme(code: str, actor: Actor) -> ProgrammeFacts:
    found = programmes.programme(kabupaten=actor.kabupaten, code=code)
    if found is None:
        raise CommandError(f"No programme {code} in {actor.kabupaten}.", returncode=2)
    return found


def _fund(programme: ProgrammeFacts, code: str | None) -> FundFacts:
    found = [one for one in programmes.funds(programme_id=programme.id) if code in (None, one.code)]
    if len(found) != 1:
        raise CommandError(f"Name one fund of {programme.code} with --fund.", returncode=2)
    return found[0]
