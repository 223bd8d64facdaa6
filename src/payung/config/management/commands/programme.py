"""`payung programme`: open a programme from one file, show one, list all, judge its candidates."""

import getpass
import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from payung.accounts import queries as accounts
from payung.accounts.rules import Actor, everyone
from payung.config.engines import for_jobs
from payung.eligibility.actions import judge_candidates
from payung.eligibility.queries import RunFacts
from payung.eligibility.rules.refusals import NotAllowed
from payung.programmes import actions, load, queries
from payung.programmes.load import ProgrammeFault
from payung.programmes.plan_files import read_plan
from payung.programmes.rules.criteria import AUDIENCES, WEIGHT_NAMES, said
from payung.programmes.rules.plan import ProgrammeRefused
from payung.programmes.rules.setup import Audience, ProgrammeFacts
from payung.shared.dates import day_text
from payung.shared.money import grouped, rupiah_text


class Command(BaseCommand):
    help = "Open a programme from one file, show one, list all, judge its candidates."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kabupaten", default="", metavar="CODE", help="the shipped one, unless given")
        acts = parser.add_subparsers(dest="act", metavar="open|show|judge")
        opening = acts.add_parser("open", help="open the programme that a YAML file describes")
        opening.add_argument("file", type=Path)
        showing = acts.add_parser("show", help="all that is stored of a programme")
        judging = acts.add_parser("judge", help="judge everybody proposed by the latest criteria")
        judging.add_argument("--on", type=date.fromisoformat, help="day on which answers must be valid (today)")
        for act in (showing, judging):
            act.add_argument("code")
        for act in (opening, judging):
            act.add_argument("--as", dest="username", default="", metavar="USER", help="who does it")
        for act in (opening, showing, judging):
            act.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, act: str | None, kabupaten: str, as_json: bool = False, **words: Any) -> None:
        code = kabupaten or load.limits().kabupaten
        if act is None:
            self.stdout.write("\n".join(listed(code)))
            return
        try:
            answer, lines = getattr(self, f"_{act}")(kabupaten=code, **words)
        except ProgrammeRefused as refused:
            raise CommandError("\n".join(refused.sentences), returncode=2) from refused
        except (ProgrammeFault, NotAllowed, OSError) as fault:
            raise CommandError(str(fault), returncode=2) from fault
        self.stdout.write(json.dumps(answer, ensure_ascii=False) if as_json else "\n".join(lines))

    def _open(self, *, kabupaten: str, file: Path, username: str, **_: Any) -> tuple[dict[str, Any], list[str]]:
        actor = acting(username=username, kabupaten=kabupaten)
        plan = read_plan(file, kabupaten=actor.kabupaten)
        programme = actions.open_programme(plan=plan, actor=actor, now=timezone.now())
        return as_answer(programme), [f"Program {programme.code} dibuka.", *in_words(programme)]

    def _show(self, *, kabupaten: str, code: str, **_: Any) -> tuple[dict[str, Any], list[str]]:
        programme = stored(kabupaten, code)
        return as_answer(programme), in_words(programme)

    def _judge(
        self, *, kabupaten: str, code: str, on: date | None, username: str, **_: Any
    ) -> tuple[dict[str, Any], list[str]]:
        for_jobs(connection.settings_dict)
        connection.close()
        actor = acting(username=username, kabupaten=kabupaten)
        programme = stored(actor.kabupaten, code)
        run = judge_candidates(
            programme_id=programme.id,
            on_date=on or timezone.localdate(),
            held=held_before(programme),
            actor=actor,
            now=timezone.now(),
        )
        return judged(run), told(run)


def held_before(programme: ProgrammeFacts) -> Any:
    """Who had a place in the period before: they continue."""
    from payung.decrees.queries import places_held

    if programme.previous_id is None:
        return np.array([], dtype=np.int64)
    return places_held(programme_id=programme.previous_id)


def acting(*, username: str, kabupaten: str) -> Actor:
    """The user who acts; or, without one, whoever has a shell on the server. Raises ProgrammeRefused."""
    if not username:
        return everyone(key=f"command:{getpass.getuser()}", name=getpass.getuser(), kabupaten=kabupaten)
    user = accounts.user_named(username)
    actor = accounts.actor_of_user(user) if user else None
    if actor is None:
        raise ProgrammeRefused([f"Tidak ada pengguna {username} yang berperan. Lihat: payung user."])
    return actor


def stored(kabupaten: str, code: str) -> ProgrammeFacts:
    found = queries.programme(kabupaten=kabupaten, code=code)
    if found is None:
        raise ProgrammeRefused([f"Program {code} tidak ada di {kabupaten}. Lihat semuanya: payung programme."])
    return found


def listed(kabupaten: str) -> list[str]:
    found = queries.programmes(kabupaten=kabupaten)
    return [f"{one.code}  {one.name}  {one.first_month.text} s.d. {one.last_month.text}" for one in found] or [
        "Belum ada program. Buka dengan: payung programme open BERKAS.yaml"
    ]


def in_words(programme: ProgrammeFacts) -> list[str]:
    """The programme, its funds, quotas, PKS and criteria, line by line."""
    months = f"{programme.first_month.text} s.d. {programme.last_month.text}, {programme.months} bulan"
    lines = [programme.name, f"  {months}; umur dihitung pada {day_text(programme.registration_date)}"]
    for fund in queries.funds(programme_id=programme.id):
        groups = f", hanya {', '.join(sorted(fund.occupations))}" if fund.occupations else ""
        lines.append(f"  Dana {fund.code}: {fund.name}, {rupiah_text(fund.ceiling_rp)}{groups}")
    quotas = queries.quotas(programme_id=programme.id)
    lines += [f"  Kuota {quota.key or 'program'}: {grouped(quota.places)} tempat" for quota in quotas]
    if agreement := queries.agreement(programme_id=programme.id):
        lines.append(f"  PKS {agreement.number}, termin {agreement.term_months} bulan")
    criteria = queries.criteria(programme_id=programme.id)
    lines.append(f"  Syarat versi {criteria.number}: {criteria.because}")
    for audience in Audience:
        asked = "; ".join(said(one) for one in criteria.asked(audience).values())
        lines.append(f"    {AUDIENCES[audience]}: {asked}")
    weights = "; ".join(
        f"{WEIGHT_NAMES[one.kind]} {one.key} {one.points}".replace("  ", " ") for one in criteria.weights
    )
    return [*lines, f"    bobot: {weights}"]


def as_answer(programme: ProgrammeFacts) -> dict[str, Any]:
    criteria = queries.criteria(programme_id=programme.id)
    return {
        "id": programme.id,
        "code": programme.code,
        "name": programme.name,
        "months": programme.months,
        "funds": {fund.code: fund.ceiling_rp for fund in queries.funds(programme_id=programme.id)},
        "quotas": {f"{one.kind} {one.key}".strip(): one.places for one in queries.quotas(programme_id=programme.id)},
        "criteria": criteria.number,
    }


def judged(run: RunFacts) -> dict[str, Any]:
    return {
        "run": run.id,
        "persons": run.person_count,
        "eligible": run.eligible_count,
        "decision": run.decision_count,
        "unchecked": run.unchecked_count,
        "not_eligible": run.not_eligible_count,
        "verdicts_sha256": run.verdicts_sha256,
    }


def told(run: RunFacts) -> list[str]:
    return [
        f"{grouped(run.person_count)} orang dinilai.",
        f"  memenuhi syarat        {grouped(run.eligible_count)}",
        f"  perlu keputusan        {grouped(run.decision_count)}",
        f"  belum diperiksa        {grouped(run.unchecked_count)}",
        f"  tidak memenuhi syarat  {grouped(run.not_eligible_count)}",
    ]
