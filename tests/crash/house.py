"""A house to break things in: a programme, an invented list, and the way from there to a selection by the rooms' own acts."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.core.management import call_command

from payung.accounts.rules import Actor, Role
from payung.gateways.sealed_uploads import SealedUpload
from payung.intake.queries import FileFacts
from payung.intake.rules.proposals import Source
from payung.intake.tasks import receive_list
from payung.programmes.actions import open_programme
from payung.programmes.rules.plan import FundPlan, ProgrammePlan
from payung.programmes.rules.setup import AgreementFacts, FundKind, ProgrammeFacts, QuotaFacts, ReplacementBy
from payung.shared.dates import Month

KABUPATEN, SEMAYAP = "63.02", "63.02.06.2014"
NOW = datetime(2026, 12, 14, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 21, 2, 0, tzinfo=UTC)
REGISTRATION = date(2026, 12, 28)
FUND, MONTH_RP = "apbd", 16_800  # JKK 10,000 and JKM 6,800 of the lowest row, PP 44/2015 Lampiran II
HEADINGS = "NIK,Nama,Tanggal lahir,Desa,Kecamatan,Pekerjaan,No KK,Nama ibu kandung,RT"
SYLLABLES = ("ba", "di", "fa", "gu", "ha", "jo", "ka", "lu", "ma", "ni", "pa", "ru", "sa", "ti", "wa", "yu")


def actor(key: str, *roles: Role) -> Actor:
    return Actor(key=key, name=key, kabupaten=KABUPATEN, scope=KABUPATEN, roles=frozenset(roles))


OPERATOR, CHECKER = actor("user:3", Role.OPERATOR), actor("user:4", Role.OPERATOR)
HEAD = actor("user:5", Role.HEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """A list and its truth: the names of its good rows, and how many rows must wait."""

    path: Path
    names: Sequence[str]
    niks: Sequence[str]
    bad: int

    @property
    def rows(self) -> int:
        return len(self.names) + self.bad


def programme(
    code: str, *, places: int = 100_000, quotas: Sequence[QuotaFacts] = (), term_months: int = 12
) -> ProgrammeFacts:
    """A programme of twelve months with one fund, under a PKS that lets names be replaced by berita acara."""
    plan = ProgrammePlan(
        code=code,
        name="Perlindungan pekerja rentan (rekaan)",
        first_month=Month(2027, 1),
        last_month=Month(2027, 12),
        registration_date=REGISTRATION,
        funds=(FundPlan(code=FUND, kind=FundKind.APBD, name="APBD", ceiling_rp=places * 12 * MONTH_RP),),
        quotas=tuple(quotas),
        agreement=AgreementFacts(
            number="PKS/1/2026",
            signed_date=date(2026, 12, 1),
            first_date=date(2027, 1, 1),
            last_date=date(2027, 12, 31),
            term_months=term_months,
            cut_off_day=20,
            replacement_by=ReplacementBy.MINUTES,
            replacement_clause="Pasal 7 ayat (2)",
        ),
    )
    return open_programme(plan=plan, actor=OPERATOR, now=NOW)


def invented(path: Path, *, numbers: Iterable[int], bad: int = 0) -> Invented:
    """A list that names the persons of these numbers, the same each time, and so many rows whose NIK lacks a digit."""
    names, niks, lines = [], [], [HEADINGS]
    for number in numbers:
        names.append(_name(number))
        niks.append(_nik(number))
        lines.append(_line(niks[-1], names[-1], number))
    lines += [_line(_nik(number)[:-1], _name(number), number) for number in range(900_000, 900_000 + bad)]
    body = lines[1:]
    random.Random(len(body)).shuffle(body)
    path.write_text("\n".join([HEADINGS, *body, ""]), encoding="utf-8")
    return Invented(path=path, names=sorted(names), niks=niks, bad=bad)


def sent(programme_id: int, path: Path) -> tuple[FileFacts, bool]:
    """The list is sent to the office; what it is told."""
    came = SealedUpload.of_file(path)
    try:
        return receive_list(
            kabupaten=KABUPATEN,
            programme_id=programme_id,
            came=came,
            source=Source.DINAS,
            sender="Dinas Perikanan",
            registration_date=REGISTRATION,
            actor=OPERATOR,
            now=NOW,
        )
    finally:
        came.close()


def work() -> None:
    """Whatever job waits is done in this process."""
    call_command("worker", batch=True, interval=0.05)


def chosen(programme: ProgrammeFacts) -> int:
    """Everybody proposed has answers of all registers, is judged, and ranked in a selection; its id."""
    import numpy as np

    from payung.eligibility.actions import judge_candidates
    from payung.programmes.rules.setup import Division
    from payung.selection import actions

    answer_all(programme.id)
    both = actor("user:6", Role.OPERATOR, Role.HEAD)
    run = judge_candidates(
        programme_id=programme.id, on_date=NOW.date(), held=np.array([], dtype=np.int64), actor=both, now=NOW
    )
    terms = {"programme_id": programme.id, "run_id": run.id, "division": Division.NEED, "places": None}
    locked = actions.lock(**terms, request_key=uuid4(), actor=both, now=NOW)
    actions.rank_candidates(selection_id=locked.id, actor=both, now=NOW)
    return locked.id


def answer_all(programme_id: int) -> None:
    """The registers say of everybody proposed what lets them into a decree."""
    from payung.eligibility.models import Answer, Result
    from payung.matching.queries import proposed

    people = sorted(set(proposed(programme_id=programme_id).person_id.tolist()))
    for register, outcome in (("dukcapil", "alive"), ("bpjs", "not_active"), ("dtsen", "listed")):
        answer = Answer.objects.create(
            programme_id=programme_id,
            register=register,
            code=uuid4().hex,
            file_name="balasan.xlsx",
            sha256=uuid4().hex * 2,
            answered_date=NOW.date(),
            source="Rekaan",
            state="read",
            received_by=OPERATOR.key,
            received_at=NOW,
        )
        facts = {"desil": 2, "head_of_family": True, "disability": False} if register == "dtsen" else {}
        facts |= {"resident_since_date": date(2000, 1, 1)} if register == "dukcapil" else {}
        Result.objects.bulk_create(
            [
                Result(
                    person_id=person_id,
                    register=register,
                    answer=answer,
                    outcome=outcome,
                    answered_date=NOW.date(),
                    valid_until=NOW.date() + timedelta(days=90),
                    **facts,
                )
                for person_id in people
            ],
            batch_size=2000,
        )


def _line(nik: str, name: str, number: int) -> str:
    born = _born(number)
    kk = f"630206{born:%d%m%y}{number // 3 % 1000 + 5000:04d}"
    return (
        f"{nik},{name},{born:%d/%m/%Y},Semayap,Pulau Laut Utara,nelayan,{kk},{_name(number + 7)},{number % 9 + 1:03d}"
    )


def _nik(number: int) -> str:
    born = _born(number)
    return f"630206{born:%d%m%y}{number // 9000 + 1:04d}"


def _born(number: int) -> date:
    return date(1968, 1, 1) + timedelta(days=number % 9000)


def _name(number: int) -> str:
    """A name of letters that no other number has."""
    parts = [SYLLABLES[number >> shift & 15] for shift in (0, 4, 8, 12, 16)]
    return f"{''.join(parts[:2])} {''.join(parts[2:])}".title()
