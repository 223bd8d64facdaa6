"""`payung selection what-if|lock|verify`: the numbers before anything is stored, the selection itself, and its proof.

Answers 0 where it is done or holds, 1 where a ranking does not hold, 2 where it could not be done.
"""

import getpass
import json
import sys
from argparse import ArgumentParser
from typing import Any
from uuid import UUID, uuid4

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from payung.accounts.rules import Actor, everyone
from payung.accounts.wording import number, rupiah
from payung.eligibility import queries as eligibility
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import Division, ProgrammeFacts
from payung.selection import actions
from payung.selection.states import NotAllowed
from payung.selection.verifying import verify
from payung.selection.what_if import WhatIf, what_if


class Command(BaseCommand):
    help = "Try out, lock or verify a selection."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kabupaten", default="63.02", help="its code (63.02)")
        acts = parser.add_subparsers(dest="act", required=True)
        for act, told in (("what-if", "numbers; stores nothing"), ("lock", "draw the seed, record it, then rank")):
            words = acts.add_parser(act, help=told)
            words.add_argument("programme", help="its code")
            words.add_argument("--places", type=int, help="as many as quotas and funds allow where left out")
            words.add_argument("--division", choices=[*Division], help="as the programme says where left out")
            words.add_argument("--json", action="store_true")
            if act == "lock":
                words.add_argument("--request-key", type=UUID, help="the same key does it once")
        words = acts.add_parser("verify", help="repeat a ranking from its seed and compare")
        words.add_argument("selection", type=int)

    def handle(self, *, act: str, kabupaten: str, **words: Any) -> None:
        actor = everyone(key=f"command:{getpass.getuser()}", name=getpass.getuser(), kabupaten=kabupaten)
        try:
            if act == "verify":
                self._verify(words["selection"], actor)
            else:
                self._choose(act, actor, **words)
        except NotAllowed as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal

    def _choose(
        self, act: str, actor: Actor, *, programme: str, places: int | None, division: str | None, **words: Any
    ) -> None:
        found = _programme(programme, actor)
        run = eligibility.latest_run(programme_id=found.id)
        if run is None:
            raise CommandError("Nobody was judged yet.", returncode=2)
        how = Division(division) if division else found.division
        told: dict[str, object]
        if act == "what-if":
            answer = what_if(programme_id=found.id, run_id=run.id, division=how, places=places, actor=actor)
            told = summary(answer)
        else:
            locked = actions.lock(
                programme_id=found.id,
                run_id=run.id,
                division=how,
                places=places,
                request_key=words["request_key"] or uuid4(),
                actor=actor,
                now=timezone.now(),
            )
            ranked = actions.rank_candidates(selection_id=locked.id, actor=actor, now=timezone.now())
            told = {
                "selection": ranked.id,
                "places": ranked.places,
                "chosen": ranked.chosen_count,
                "reserve": ranked.reserve_count,
                "seed": ranked.seed,
            }
        self.stdout.write(json.dumps(told, indent=2) if words["json"] else "\n".join(_lines(told)))

    def _verify(self, selection_id: int, actor: Actor) -> None:
        found = verify(selection_id=selection_id, actor=actor)
        same = "" if found.same_eligible else " Somebody was ruled in or out since the lock; the rulings tell who."
        if not found.holds:
            self.stderr.write(
                f"Selection {selection_id} does not hold: recorded {found.recorded}, found {found.stored}, "
            )
            self.stderr.write(f"repeated {found.repeated}.{same}")
            sys.exit(1)
        self.stdout.write(f"Selection {selection_id} holds. {found.recorded}{same}")


def summary(answer: WhatIf) -> dict[str, object]:
    """The numbers of what-if as JSON has them."""
    return {
        "eligible": answer.eligible,
        "places": answer.places,
        "months": answer.months,
        "chosen": answer.chosen,
        "reserve": answer.reserve,
        "person_months": answer.person_months,
        "rp": answer.rp,
        "unpaid": answer.unpaid,
        "unfilled": answer.unfilled,
        "funds": [
            {
                "code": fund.code,
                "places": fund.places,
                "capacity": fund.capacity,
                "person_months": fund.person_months,
                "rp": fund.rp,
                "ceiling_rp": fund.ceiling_rp,
            }
            for fund in answer.funds
        ],
        "kecamatan": {part.key: {"eligible": part.eligible, "chosen": part.chosen} for part in answer.kecamatans},
        "desa": {part.key: {"eligible": part.eligible, "chosen": part.chosen} for part in answer.desas},
        "occupation": {part.key: {"eligible": part.eligible, "chosen": part.chosen} for part in answer.occupations},
    }


def _lines(told: dict[str, object]) -> list[str]:
    lines = [f"{name.replace('_', ' ')}: {_shown(name, value)}" for name, value in told.items() if _plain(value)]
    funds = told.get("funds")
    return lines + [_fund_line(fund) for fund in (funds if isinstance(funds, list) else [])]


def _fund_line(fund: dict[str, Any]) -> str:
    return (
        f"{fund['code']}: {number(fund['places'])} of {number(fund['capacity'])} places,"
        f" {number(fund['person_months'])} OB, {rupiah(fund['rp'])} of {rupiah(fund['ceiling_rp'])}"
    )


def _plain(value: object) -> bool:
    return isinstance(value, int | str)


def _shown(name: str, value: object) -> str:
    if isinstance(value, int):
        return rupiah(value) if name == "rp" else number(value)
    return str(value)


def _programme(code: str, actor: Actor) -> ProgrammeFacts:
    found = programmes.programme(kabupaten=actor.kabupaten, code=code)
    if found is None:
        raise CommandError(f"No programme {code} in {actor.kabupaten}.", returncode=2)
    return found
