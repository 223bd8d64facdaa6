"""`payung decree …`: a decree by name from the draft to the day it holds, and its papers. Thin over decrees.actions."""

import getpass
import json
import uuid
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from payung.accounts import queries as accounts
from payung.accounts.rules import Actor, everyone
from payung.decrees import actions, files, printing, queries
from payung.decrees.queries import DecreeFacts
from payung.decrees.rules.refusals import Refused
from payung.decrees.states import NotAllowed
from payung.programmes import load as shipped
from payung.programmes import queries as programmes

Said = dict[str, Any]


class Command(BaseCommand):
    help = "A decree by name: draft, check, send, sign, in-force, set-aside, annex, recap, show."

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        draft = _step(steps, "draft", "name the chosen of a selection and take their places")
        draft.add_argument("--programme", required=True, metavar="P")
        draft.add_argument("--selection", required=True, type=int, metavar="N")
        draft.add_argument("--about", default="Penerima bantuan iuran jaminan sosial ketenagakerjaan")
        _decree_step(steps, "check", "another than the maker has read it")
        _decree_step(steps, "send", "freeze the lines and send the paper into signature")
        sign = _decree_step(steps, "sign", "record the signature")
        sign.add_argument("--number", required=True)
        sign.add_argument("--date", required=True, type=date.fromisoformat)
        sign.add_argument("--scan", required=True, type=Path, metavar="FILE")
        sign.add_argument("--lines", required=True, type=int, metavar="N", help="as counted on the paper")
        in_force = _decree_step(steps, "in-force", "the decree holds from a day")
        in_force.add_argument("--date", type=date.fromisoformat, help="today, unless given")
        aside = _decree_step(steps, "set-aside", "it will not be signed; its places are free")
        aside.add_argument("--because", required=True)
        annex = _decree_step(steps, "annex", "print the annex, NIK masked")
        annex.add_argument("--out", required=True, type=Path, metavar="FILE.pdf")
        _decree_step(steps, "recap", "places, person-months and rupiah by desa, occupation and fund")
        _decree_step(steps, "show", "where the decree stands")

    def handle(self, *, step: str, as_json: bool, **said: Any) -> None:
        try:
            actor = acting(username=said["username"], kabupaten=said["kabupaten"])
            answer = STEPS[step](said, actor)
        except (Refused, NotAllowed, OSError) as refusal:
            raise CommandError(" ".join(str(refusal).split()), returncode=2) from refusal
        self.stdout.write(json.dumps(answer, ensure_ascii=False, default=str) if as_json else in_words(answer))


def _step(steps: Any, name: str, about: str) -> ArgumentParser:
    parser: ArgumentParser = steps.add_parser(name, help=about)
    parser.add_argument("--as", dest="username", default="", metavar="USER", help="whose roles count")
    parser.add_argument("--kabupaten", default="", metavar="CODE", help="the shipped one, unless given")
    parser.add_argument(
        "--key", type=uuid.UUID, default=None, metavar="UUID", help="of the request: the same acts once"
    )
    parser.add_argument("--json", action="store_true", dest="as_json")
    return parser


def _decree_step(steps: Any, name: str, about: str) -> ArgumentParser:
    parser = _step(steps, name, about)
    parser.add_argument("decree", type=int, metavar="DECREE")
    return parser


def draft(said: Said, actor: Actor) -> Said:
    programme = programmes.programme(kabupaten=actor.kabupaten, code=said["programme"])
    if programme is None:
        raise CommandError(f"no programme {said['programme']} of {actor.kabupaten}", returncode=2)
    found = actions.draft_decree(
        programme_id=programme.id,
        selection_id=said["selection"],
        about=said["about"],
        request_key=_key(said),
        actor=actor,
        now=timezone.now(),
    )
    return told(found)


def check(said: Said, actor: Actor) -> Said:
    return told(actions.check_decree(decree_id=said["decree"], request_key=_key(said), actor=actor, now=timezone.now()))


def send(said: Said, actor: Actor) -> Said:
    return told(
        actions.send_for_signature(decree_id=said["decree"], request_key=_key(said), actor=actor, now=timezone.now())
    )


def sign(said: Said, actor: Actor) -> Said:
    scan = files.kept_file(said["scan"])
    try:
        found = actions.record_signature(
            decree_id=said["decree"],
            number=said["number"],
            signed_date=said["date"],
            scan=scan,
            scan_line_count=said["lines"],
            request_key=_key(said),
            actor=actor,
            now=timezone.now(),
        )
    except (Refused, NotAllowed):
        files.forget(scan)
        raise
    if found.scan_code != scan.code:  # the same request once more: the first scan stands
        files.forget(scan)
    return told(found)


def in_force(said: Said, actor: Actor) -> Said:
    found = actions.put_in_force(
        decree_id=said["decree"],
        in_force_date=said["date"] or timezone.localdate(),
        request_key=_key(said),
        actor=actor,
        now=timezone.now(),
    )
    return told(found)


def set_aside(said: Said, actor: Actor) -> Said:
    found = actions.set_aside(
        decree_id=said["decree"],
        because=said["because"],
        request_key=_key(said),
        actor=actor,
        now=timezone.now(),
    )
    return told(found)


def annex(said: Said, actor: Actor) -> Said:
    decree = _decree(said, actor)
    with said["out"].open("wb") as out:
        digest = printing.print_annex(out=out, decree=decree)
    return {"decree": decree.id, "file": str(said["out"]), "lines": decree.name_count, "lines_sha256": digest}


def recap(said: Said, actor: Actor) -> Said:
    return {"decree": _decree(said, actor).id, **asdict(queries.recap(decree_id=said["decree"]))}


def show(said: Said, actor: Actor) -> Said:
    return told(_decree(said, actor))


STEPS: dict[str, Callable[[Said, Actor], Said]] = {
    "draft": draft,
    "check": check,
    "send": send,
    "sign": sign,
    "in-force": in_force,
    "set-aside": set_aside,
    "annex": annex,
    "recap": recap,
    "show": show,
}


def told(decree: DecreeFacts) -> Said:
    return {
        "decree": decree.id,
        "state": decree.state.value,
        "lines": decree.name_count,
        "left_out": decree.left_out_count,
        "number": decree.number,
        "signed_date": decree.signed_date.isoformat() if decree.signed_date else None,
        "in_force_date": decree.in_force_date.isoformat() if decree.in_force_date else None,
        "lines_sha256": decree.lines_sha256,
    }


def in_words(answer: Said) -> str:
    return "\n".join(f"{name}: {value}" for name, value in answer.items() if not isinstance(value, list | tuple))


def acting(*, username: str, kabupaten: str) -> Actor:
    """The named user; without one whoever has a shell on the server, who never checks their own work either."""
    if not username:
        who = getpass.getuser()
        return everyone(key=f"command:{who}", name=who, kabupaten=kabupaten or shipped.limits().kabupaten)
    user_id = accounts.user_named(username)
    actor = accounts.actor_of_user(user_id) if user_id else None
    if actor is None:
        raise CommandError(f"no user {username} with a role", returncode=2)
    return actor


def _decree(said: Said, actor: Actor) -> DecreeFacts:
    """Raises NotFound for a decree of another kabupaten."""
    return queries.decree_for(decree_id=said["decree"], actor=actor)


def _key(said: Said) -> uuid.UUID:
    return said["key"] or uuid.uuid4()
