"""Before each bill of the demo the desas say what became of their members: most over a link, some on paper, a few nothing.

What really became of somebody is drawn from the person's own number, the same in each run.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from django.utils import timezone

from payung.accounts.rules import Actor
from payung.config.demo.acting import done
from payung.config.demo.other_offices import EMPLOYERS, NEIGHBOURS
from payung.config.demo.world import Known
from payung.contributions import actions as contributions
from payung.contributions.files import kept_file
from payung.contributions.queries import verifying
from payung.contributions.rules.verifying import Opened, Said
from payung.contributions.states import VervalAnswer
from payung.membership import queries as membership
from payung.people import queries as people
from payung.programmes.rules.setup import ProgrammeFacts
from payung.shared.dates import Month

ONE_IN_DIED, ONE_IN_MOVED, ONE_IN_HIRED, ONE_IN_GONE = 280, 320, 400, 500
ONE_IN_PAPER, ONE_IN_SILENT = 6, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one round came to."""

    round_id: int
    desas: int
    members: int
    gone: int
    ended: int
    silent: int


@dataclass(slots=True, kw_only=True)
class Verifying:
    """Whom each membership is of, and what rounds came to."""

    world: Mapping[str, Known]
    rounds: list[Told] = field(default_factory=list)


def open_round(*, programme: ProgrammeFacts, first_month: Month, days: int, actor: Actor) -> Opened:
    return done(
        contributions.open_round,
        by=actor,
        programme_id=programme.id,
        first_month=first_month,
        due_date=timezone.localdate() + timedelta(days=days),
    )


def answer_round(
    verifying_: Verifying, opened: Opened, *, programme: ProgrammeFacts, actor: Actor, minutes: Path
) -> Told:
    """Desas answer; what they say on signed minutes ends memberships, and the round is closed."""
    known = members_known(programme=programme, world=verifying_.world)
    gone = ended = 0
    for number, link in enumerate(sorted(opened.links, key=lambda one: one.desa_code)):
        if number % ONE_IN_SILENT == ONE_IN_SILENT - 1:
            continue
        said = list(_said(link.desa_id, known, salt=str(opened.round_id)))
        on_paper = number % ONE_IN_PAPER == 0
        if on_paper:
            done(
                contributions.answer_on_paper,
                by=actor,
                desa_id=link.desa_id,
                said=said,
                name="Kepala desa (rekaan)",
                scan=kept_file(minutes),
            )
        else:
            _by_link(link.token, said)
        gone += len(said)
        if said and (on_paper or number % 2):
            ended += _confirmed(link.desa_id, said, on_paper=on_paper, actor=actor, minutes=minutes)
    silent = done(contributions.close_round, by=actor, round_id=opened.round_id)
    told = Told(
        round_id=opened.round_id,
        desas=len(opened.links),
        members=sum(link.members for link in opened.links),
        gone=gone,
        ended=ended,
        silent=len(silent),
    )
    verifying_.rounds.append(told)
    return told


def members_known(*, programme: ProgrammeFacts, world: Mapping[str, Known]) -> dict[int, Known]:
    """Whom each membership is of, as the world knows them."""
    columns = membership.running(programme_id=programme.id)
    niks = people.niks(kabupaten=programme.kabupaten, person_ids=columns.person_id)
    pairs = zip(columns.membership_id.tolist(), columns.person_id.tolist(), strict=True)
    return {member: world[niks[person]] for member, person in pairs if niks.get(person) in world}


def _said(desa_id: int, known: Mapping[int, Known], *, salt: str) -> Iterator[Said]:
    today = timezone.localdate()
    for line in verifying.told_lines(verifying.lines(desa_id=desa_id)):
        one = known.get(line.membership_id)
        if one is not None and (fate := _fate(one, salt=salt, today=today)):
            answer, day, note = fate
            yield Said(membership_id=line.membership_id, answer=answer, happened_on=day, note=note)


def _fate(one: Known, *, salt: str, today: date) -> tuple[VervalAnswer, date | None, str] | None:
    """What became of somebody since the last round; nothing of nearly everybody."""
    spin = one.chance(f"fate {salt}")
    day = today - timedelta(days=3 + spin % 20)
    if spin % ONE_IN_DIED == 0:
        return VervalAnswer.DIED, day, "Dimakamkan di desa"
    if spin % ONE_IN_MOVED == 1:
        return VervalAnswer.MOVED, day, f"Pindah ke {NEIGHBOURS[spin % len(NEIGHBOURS)].title()}"
    if spin % ONE_IN_HIRED == 2:
        return VervalAnswer.WAGE_EARNER, day, f"Bekerja di {EMPLOYERS[spin % len(EMPLOYERS)]}"
    if spin % ONE_IN_GONE == 3:
        return VervalAnswer.NOT_FOUND, None, ""
    return None


def _by_link(token: str, said: Sequence[Said]) -> None:
    contributions.answer_by_link(
        token=token, said=said, name="Sekretaris desa (rekaan)", request_key=uuid4(), now=timezone.now()
    )


def _confirmed(desa_id: int, said: Sequence[Said], *, on_paper: bool, actor: Actor, minutes: Path) -> int:
    """The signed minutes are there: those of whom the desa says why, end."""
    if not on_paper:
        done(contributions.keep_minutes, by=actor, desa_id=desa_id, scan=kept_file(minutes))
    ids = [one.membership_id for one in said]
    return done(contributions.end_confirmed, by=actor, desa_id=desa_id, membership_ids=ids)
