"""BPJS's list of everybody, taken in and compared with the dues of three months: what the office waits for each term.

Inside `take_cpu_s`: sealing the upload, the child process that opens the .xlsx, finding columns and reading months,
finding whose NIK each is and sealing it, and writing a line for each row. Inside `compare_cpu_s`: reading members, dues
and lines, the rule, and writing the differences. CPU of this process, of the child, and on PostgreSQL of the server's
process that works for it (where it runs on this machine). Writing the list itself is not inside.

The reference of the same run is the same rule told member by member in plain Python (contributions/tests/
reconciling_oracle.py), which must find the same disagreements, over the same columns.

    python bench/reconciliation.py [--lines 300000] [--runs 3]    (PAYUNG_DB for PostgreSQL: an empty database)
"""

import argparse
import json
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parent))

import dues
import registers
from dues import server_cpu

NOW = datetime(2027, 4, 12, 2, 0, tzinfo=UTC)
RECEIVED = date(2027, 1, 11)
AS_OF = date(2027, 3, 31)
HEADINGS = ("No", "KPJ", "NIK", "Nama Peserta", "BLTH", "Status", "Wadah")
SHORT, ABSENT, RENAMED, RENUMBERED, ELSEWHERE = 97, 199, 331, 499, 701  # one of so many


def house(members: int) -> int:
    """So many members with NIKs, three months billed, paid and received; the programme."""
    from django.db import transaction

    programme_id = dues.insured(members=members, term_months=3)
    with transaction.atomic():
        identities()
    paid(programme_id)
    registers.analysed()
    return programme_id


def nik_of(number: int) -> str:
    return f"6302065201{number:06d}"


def identities() -> None:
    from payung.gateways.bulk_rows import insert_rows, read_columns
    from payung.gateways.sealing import Kind, sealer

    (ids,) = read_columns(sql="SELECT id FROM people_person ORDER BY id")
    niks = sealer(registers.KABUPATEN).sealed_and_indexed((nik_of(number) for number in ids), Kind.NIK)
    insert_rows(
        table="people_identity",
        columns=("person_id", "nik_sealed", "nik_index", "from_date", "because"),
        rows=((person, sealed, index, "2026-01-01", "") for person, (sealed, index) in zip(ids, niks, strict=True)),
    )


def paid(programme_id: int) -> None:
    """The bill of the first term goes its whole way."""
    from django.apps import apps

    from payung.accounts.rules import everyone
    from payung.contributions import actions
    from payung.contributions.states import Scheme
    from payung.shared.dates import Month

    who = {key: everyone(key=f"command:{key}", name=key, kabupaten=registers.KABUPATEN) for key in ("a", "b", "c", "d")}
    fund = apps.get_model("programmes.Fund").objects.get(programme=programme_id, code="apbd")
    once = {"actor": who["a"], "now": dues.NOW}
    bill = actions.raise_bill(
        programme_id=programme_id,
        fund_id=fund.pk,
        first_month=Month(2027, 1),
        without_verval_because="Bench",
        request_key=uuid4(),
        **once,
    )
    actions.issue_code(
        bill_id=bill.id,
        code="888812345678",
        head_count=bill.member_count,
        amount_rp=bill.payable_rp,
        issued_date=RECEIVED,
        expires_date=AS_OF,
        request_key=uuid4(),
        **once,
    )
    for scheme in Scheme:
        payment = actions.request_payment(
            programme_id=programme_id,
            scheme=scheme,
            spp_number=f"SPP {scheme}",
            spp_date=RECEIVED,
            account_code=f"5.1.{scheme}",
            shares=[(bill.id, bill.payable_of(scheme))],
            request_key=uuid4(),
            **once,
        )
        terms = {"payment_id": payment.id, "now": dues.NOW}
        actions.verify_payment(**terms, actor=who["b"], request_key=uuid4())
        actions.order_payment(
            **terms, spm_number=f"SPM {scheme}", spm_date=RECEIVED, actor=who["c"], request_key=uuid4()
        )
        actions.disburse(**terms, sp2d_number=f"SP2D {scheme}", sp2d_date=RECEIVED, actor=who["d"], request_key=uuid4())
    actions.record_receipt(
        bill_id=bill.id,
        received_date=RECEIVED,
        amount_rp=bill.payable_rp,
        reference="BPJS 1",
        request_key=uuid4(),
        **once,
    )


def written(run: int) -> Path:
    """BPJS's list, with a few disagreements; each run another file, so that it is not the same list again."""
    from xlsxwriter import Workbook

    from payung.gateways.bulk_rows import read_columns

    path = Path(tempfile.mkdtemp(prefix="payung-bench-")) / f"bpjs-{run}.xlsx"
    ids, kpjs = read_columns(sql="SELECT person_id, kpj FROM membership_membership ORDER BY id")
    with Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("DATA")
        sheet.write_row(0, 0, HEADINGS)
        row = 0
        for person, kpj in zip(ids, kpjs, strict=True):
            if person % ABSENT == 0:
                continue
            row += 1
            cells = [
                row,
                kpj if person % RENUMBERED else f"99{person:09d}",
                nik_of(person),
                f"ORANG {person}" if person % RENAMED else "BUKAN DIA",
                "02-2027" if person % SHORT == 0 else "03-2027",
                "AKTIF",
                "PT MAJU BERSAMA" if person % ELSEWHERE == 0 else f"PEMKAB KOTABARU {run if row == 1 else ''}",
            ]
            sheet.write_row(row, 0, cells)
    return path


def run_of(programme_id: int, number: int) -> dict[str, Any]:
    from payung.contributions.actions.reconciling import compare
    from payung.contributions.actions.reconciling_lists import take_insurer_list

    actor, path = registers.operator(), written(number)
    taken, take = spent(
        lambda: take_insurer_list(programme_id=programme_id, upload=path, as_of=AS_OF, actor=actor, now=NOW)
    )
    _, compared = spent(lambda: compare(list_id=taken.id, actor=actor, now=NOW))
    path.unlink()
    return {
        "lines": taken.line_count,
        "unread": taken.unread_count,
        "list_id": taken.id,
        "take_cpu_s": take,
        "compare_cpu_s": compared,
        "cpu_s": take + compared,
    }


def spent(act: Callable[[], Any]) -> tuple[Any, float]:
    """What an act answers, and CPU seconds of this process, its children and the server's."""
    before, children = server_cpu(), _children()
    answer, mine, _clock = registers.timed(act)
    return answer, mine + (_children() - children) + (server_cpu() - before)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def found(programme_id: int) -> dict[str, int]:
    from django.apps import apps
    from django.db.models import Count

    rows = apps.get_model("contributions.Difference").objects.filter(programme=programme_id).values("kind")
    return {row["kind"]: row["n"] for row in rows.annotate(n=Count("id")).order_by("kind")}


def rule(list_id: int, *, members_most: int = 3000) -> dict[str, float]:
    """The rule alone, in columns and member by member, over the first members: both must find as many."""
    from django.apps import apps

    sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
    from payung.contributions.queries.reconciling_columns import columns_of
    from payung.contributions.rules.reconciling import compared, matched
    from payung.contributions.rules.reconciling_names import can_be_the_same
    from payung.contributions.tests.reconciling_oracle import differences
    from payung.shared.dates import Month

    of = apps.get_model("contributions.InsurerList").objects.get(id=list_id)
    whole = columns_of(of, kabupaten=registers.KABUPATEN, is_own=lambda payer: payer.startswith("PEMKAB"))
    members, lines = _cut(whole, members_most)
    found_of = matched(members=members, lines=lines)
    ours, columns, _ = registers.timed(
        lambda: compared(members=members, lines=lines, of=found_of, dues={}, as_of=Month.of(AS_OF))
    )
    plain = _plain(members, lines)
    theirs, loop, _ = registers.timed(
        lambda: differences(*plain, now=Month.of(AS_OF).number, names_agree=can_be_the_same)
    )
    if len(ours) != len([one for one in theirs if one[0] != "months_overlap"]):
        raise SystemExit("the rule in columns finds others than the rule member by member")
    return {
        "columns_cpu_s": round(columns, 4),
        "member_by_member_cpu_s": round(loop, 4),
        "ratio": round(loop / columns, 1),
    }


def _cut(whole: Any, most: int) -> tuple[Any, Any]:
    """The first members, and the lines about them that are ours."""
    from dataclasses import fields, replace

    keep = whole.members.membership_id <= whole.members.membership_id[:most].max()
    of = whole.of.member
    about = (of >= 0) & whole.lines.own
    about[about] = keep[of[about]]
    members = replace(
        whole.members, **{one.name: getattr(whole.members, one.name)[keep] for one in fields(whole.members)}
    )
    lines = replace(whole.lines, **{one.name: getattr(whole.lines, one.name)[about] for one in fields(whole.lines)})
    return members, lines


def _plain(members: Any, lines: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The same facts as the oracle reads them."""
    people = [
        {
            "id": int(members.membership_id[at]),
            "person": int(members.person_id[at]),
            "fund": int(members.fund_id[at]),
            "kpj": members.kpj[at],
            "name": members.name[at],
            "first": int(members.first[at]),
            "last": int(members.last[at]),
            "ended": bool(members.ended[at]),
            "billed": set(range(int(members.first[at]), int(members.billed[at]) + 1)),
            "received": set(range(int(members.received_from[at]), int(members.received[at]) + 1)),
        }
        for at in range(len(members.membership_id))
    ]
    rows = [
        {
            "kpj": lines.kpj[at],
            "nik": bool(lines.has_nik[at]),
            "person": int(lines.person_id[at]),
            "name": lines.name[at],
            "since": None if lines.since[at] < 0 else int(lines.since[at]),
            "through": None if lines.through[at] < 0 else int(lines.through[at]),
            "active": None if lines.active[at] < 0 else bool(lines.active[at]),
            "payer": "",
        }
        for at in range(len(lines.kpj))
    ]
    return people, rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=300_000)
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    registers.ready()
    from django.db import connection

    programme_id = house(wanted.lines)
    runs = [run_of(programme_id, number) for number in range(wanted.runs)]
    told = {name: round(statistics.median(run[name] for run in runs), 3) for name in runs[0] if name != "list_id"}
    print(
        json.dumps(
            {
                "bench": "reconciliation",
                "engine": connection.vendor,
                "members": wanted.lines,
                "dues": wanted.lines * 3,
                "reach": {"cpu_s": 20},
                **told,
                "runs": [round(run["cpu_s"], 2) for run in runs],
                "differences": found(programme_id),
                "reference": {"what": "the rule member by member, 3,000 members", **rule(runs[-1]["list_id"])},
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
