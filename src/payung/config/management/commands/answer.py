"""`payung answer FILE --programme P --date D`: what BPJS answered to batches, taken in at once.

The same file once more changes nothing and answers the same; killed half-way, asked again it goes on where it was.
Without `--as` it is whoever has a shell on the server.
"""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from payung.config.management.commands.decree import acting, in_words
from payung.enrolment import actions
from payung.enrolment.queries import AnswerFacts
from payung.enrolment.rules.answer_refusals import AnswerRefused
from payung.gateways.sealed_uploads import SealedUpload
from payung.programmes import queries as programmes


class Command(BaseCommand):
    help = "Take in an answer of BPJS to batches."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--programme", required=True, metavar="P")
        parser.add_argument("--date", type=date.fromisoformat, help="of the answer; today, unless given")
        parser.add_argument("--as", dest="username", default="", metavar="USER", help="whose roles count")
        parser.add_argument("--kabupaten", default="", metavar="CODE", help="the shipped one, unless given")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, file: Path, programme: str, date: date | None, as_json: bool, **said: Any) -> None:
        actor = acting(username=said["username"], kabupaten=said["kabupaten"])
        found = programmes.programme(kabupaten=actor.kabupaten, code=programme)
        if found is None:
            raise CommandError(f"no programme {programme} of {actor.kabupaten}", returncode=2)
        try:
            answer, is_new = actions.receive_answer(
                programme_id=found.id,
                came=SealedUpload.of_file(file),
                answered_date=date or timezone.localdate(),
                actor=actor,
                now=timezone.now(),
            )
            done = actions.apply_answer(answer_id=answer.id, now=timezone.now())
        except (AnswerRefused, OSError) as refusal:
            raise CommandError(" ".join(str(refusal).split()), returncode=2) from refusal
        told = told_answer(done, is_new=is_new)
        self.stdout.write(json.dumps(told, ensure_ascii=False) if as_json else in_words(told))


def told_answer(answer: AnswerFacts, *, is_new: bool) -> dict[str, Any]:
    return {
        "answer": answer.id,
        "new": is_new,
        "done": answer.done_at is not None,
        "refused": answer.refused_because,
        "columns_asked": answer.columns_asked_at is not None,
        "rows": answer.row_count,
        "accepted": answer.accepted_count,
        "rejected": answer.rejected_count,
        "same": answer.same_count,
        "waiting": answer.waiting_count,
        "unknown": answer.unknown_count,
        "older": answer.older_count,
        "blank": answer.blank_count,
    }
