"""What requesters of the harness of claims ask for, each in a process of its own: an act under a key, a short answer."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from crash.asking import Act, Step
from crash.house import CHECKER, HEAD, OPERATOR
from payung.claims.actions.asked import Letter
from payung.claims.actions.computing import approve, compute
from payung.claims.actions.deaths import keep_list, read_list, take_list
from payung.claims.actions.dying import confirm_death
from payung.claims.actions.paying import PaidLine, record_payment
from payung.claims.actions.reporting import open_claim, report_event
from payung.claims.actions.stepping import take_step
from payung.claims.rules.reporting import ToldEvent
from payung.claims.rules.told import Reporter
from payung.claims.states import Event, EventKind
from payung.membership.rules.told import Paper

DIED = date(2027, 5, 19)
NOW = datetime(2027, 5, 20, 2, 0, tzinfo=UTC)
SCAN = Paper(code="0" * 32, name="surat.pdf", sha256="a" * 64)
PAID_RP = 42_000_000


def tell(person_id: int, key: UUID) -> tuple[int, str]:
    told = ToldEvent(kind=EventKind.DEATH, told_name="", event_date=DIED, reporter=Reporter.HEIR, person_id=person_id)
    return report_event(told=told, request_key=key, actor=OPERATOR, now=NOW), "told"


def start(report_id: int, key: UUID) -> tuple[int, str]:
    words = {"report_id": report_id, "person_id": None, "event_date": None, "request_key": key}
    return open_claim(**words, actor=CHECKER, now=NOW), "opened"


def step(claim_id: int, event: Event, key: UUID) -> tuple[int, str]:
    letter = Letter(number="S/1", date=DIED, scan=SCAN)
    words = {"claim_id": claim_id, "event": event, "letter": letter, "request_key": key}
    return claim_id, str(take_step(**words, happened_on=DIED, note="surat", actor=CHECKER, now=NOW).state)


def certain(claim_id: int, key: UUID) -> tuple[int, str]:
    words = {"claim_id": claim_id, "death_date": DIED, "evidence": SCAN, "note": "akta kematian", "request_key": key}
    confirm_death(**words, actor=HEAD, now=NOW)
    return claim_id, "certain"


def owe(claim_id: int, key: UUID) -> tuple[int, str]:
    return compute(claim_id=claim_id, request_key=key, actor=CHECKER, now=NOW), "computed"


def agree(computation_id: int, key: UUID) -> tuple[int, str]:
    approve(computation_id=computation_id, request_key=key, actor=HEAD, now=NOW)
    return computation_id, "approved"


def pay(claim_id: int, key: UUID) -> tuple[int, str]:
    lines = [PaidLine(code="", amount_rp=PAID_RP)]
    words: dict[str, Any] = {"claim_id": claim_id, "paid_on": DIED, "payee": "Siti", "lines": lines}
    return record_payment(**words, request_key=key, actor=CHECKER, now=NOW), "paid"


def take(path: Path, _key: UUID) -> tuple[int, str]:
    """A list of the dead is read; what is in it counts once, however often it comes."""
    found = take_list(upload=path, source="Dukcapil", actor=OPERATOR, now=NOW)
    return found.id, f"{found.row_count} rows"


def take_if_new(path: Path, _key: UUID) -> tuple[int, bool]:
    """As a page does: whose list is new has it read."""
    kept, is_new = keep_list(upload=path, source="Dukcapil", actor=OPERATOR, now=NOW)
    if is_new:
        read_list(list_id=kept.id, job_id=None, actor=OPERATOR, now=NOW)
    return kept.id, is_new


ACTS: dict[Act, Step] = {
    tell: Step(watched=["crash.claim_acts:report_event"], event="", audited="report_event", statements=12),
    start: Step(watched=["crash.claim_acts:open_claim"], event="", audited="open_claim", statements=30),
    step: Step(watched=["crash.claim_acts:take_step"], event="", audited="step", statements=16),
    certain: Step(watched=["crash.claim_acts:confirm_death"], event="", audited="confirm_death", statements=50),
    owe: Step(watched=["crash.claim_acts:compute"], event="", audited="compute", statements=30),
    agree: Step(watched=["crash.claim_acts:approve"], event="", audited="approve_computation", statements=30),
    pay: Step(watched=["crash.claim_acts:record_payment"], event="", audited="record_payment", statements=40),
    take: Step(watched=["crash.claim_acts:take_list"], event="", audited="read_death_list", statements=50),
}
